package io.aloft.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ipvsadm and aloft ipvs get the same command lines on the same table in one kernel, and do the same. */
@Tag("kernel")
class IpvsAdminKernelTest {

    private static final Duration LIMIT = Duration.ofMinutes(6);

    private static final WorkDirectory RESULTS = new WorkDirectory("ipvs-admin");

    @BeforeAll
    static void runBothTools() {
        KernelRunner.Outcome outcome =
                KernelRunner.run(AdminMain.command(RESULTS.path()), RESULTS.path(), LIMIT, line -> {});
        assertThat(outcome.status()).as(outcome.text()).isZero();
    }

    @AfterAll
    static void removeResults() {
        RESULTS.close();
    }

    /** Status, both outputs byte for byte, and what is in the kernel afterwards. */
    @ParameterizedTest
    @CsvSource({"lists, 45", "mistakes, 70", "changes, 30", "restored, 4"})
    void bothDoTheSame(String group, int leastLines) throws IOException {
        String ours = Files.readString(AdminMain.file(RESULTS.path(), group, AdminTool.ALOFT));
        assertThat(ours).isEqualTo(Files.readString(AdminMain.file(RESULTS.path(), group, AdminTool.IPVSADM)));
        assertThat(ours.lines().filter(line -> line.startsWith("$ "))).hasSizeGreaterThanOrEqualTo(leastLines);
    }
}
