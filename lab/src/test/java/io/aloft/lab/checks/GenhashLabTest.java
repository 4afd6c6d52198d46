package io.aloft.lab.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.GenhashMain;
import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** keepalived's genhash and aloft genhash ask the same servers. */
@Tag("lab")
class GenhashLabTest {

    @Test
    void bothSendAndPrintTheSame() throws IOException {
        try (var directory = new WorkDirectory("genhash");
                var network = TestNetwork.create()) {
            TestHost host = network.host("client", "10.77.0.9/24");
            Path theirs = directory.file("genhash.txt");
            Path ours = directory.file("aloft.txt");
            host.run(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    GenhashMain.class.getName(),
                    theirs.toString(),
                    ours.toString());
            assertThat(Files.readString(ours)).isEqualTo(Files.readString(theirs));
            assertThat(Files.readString(ours)).contains("b1946ac92492d2347c6235b4d2611184", "Connection failed");
        }
    }
}
