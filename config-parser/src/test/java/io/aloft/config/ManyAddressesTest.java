package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists so long that comparing each item with all before it takes many minutes, where one pass takes about a second: the time limit tells
 * the two apart on any machine.
 */
class ManyAddressesTest {

    private static final int MANY = 200_000;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void repeatedAddressIsFoundWithoutComparingAllOfThem() throws IOException {
        expectOneRepeated("virtual_ipaddress");
    }

    @Test
    @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void repeatedPeerIsFoundWithoutComparingAllOfThem() throws IOException {
        expectOneRepeated("unicast_peer");
    }

    private void expectOneRepeated(String block) throws IOException {
        var text = new StringBuilder("vrrp_instance V {\n" + block + " {\n");
        for (int i = 0; i < MANY; i++) {
            text.append("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255) + "\n");
        }
        Path file = Files.writeString(directory.resolve("many.conf"), text.append("10.0.0.0\n}\n}\n"));
        FakeHost host = FakeHost.usual();
        LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host).forTest(), host);
        assertThat(result.diagnostics())
                .filteredOn(found -> found.code() == Code.ADDRESS_REPEATED)
                .map(Diagnostic::location)
                .satisfiesExactly(location -> assertThat(location).hasFieldOrPropertyWithValue("line", MANY + 3));
    }
}
