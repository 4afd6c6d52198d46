package io.aloft.lab.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.Program;
import io.aloft.lab.process.Signal;
import io.aloft.lab.process.WorkDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Starts that cannot come to much: what is said, which status is left, and what runs all the same. */
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class RefusedStartLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final WorkDirectory files = new WorkDirectory("start");
    private final TestNetwork network = TestNetwork.create();
    private final TestHost host = network.host("a", "10.77.0.1/24");
    private final Path good = files.write("good.conf", """
        vrrp_instance VI_1 {
            interface eth0
            virtual_router_id 51
            priority 150
            virtual_ipaddress {
                10.77.0.100/24
            }
        }
        """ + Farm.CONFIG);

    @AfterAll
    void close() {
        network.close();
        files.close();
    }

    private Program start(List<String> before, List<String> jvmOptions, List<String> options) {
        return Start.aloft(host, before, jvmOptions, options);
    }

    private List<String> daemon(Path config) {
        return List.of("-nlD", "-f", config.toString(), "-p", pid("a"), "-r", pid("b"), "-c", pid("c"));
    }

    private String pid(String name) {
        return files.file(name + ".pid").toString();
    }

    private static void assertEnds(Program program, int status, String message) {
        assertThat(program.awaitEnd(LIMIT)).as(program::tail).isEqualTo(status);
        assertThat(program.tail()).contains(message);
    }

    @Test
    void withoutTheRightsItEndsAtOnceAndNamesThem() {
        assertEnds(
                start(List.of("setpriv", "--bounding-set=-all"), List.of(), daemon(good)),
                4,
                "run it as root, or with the capabilities CAP_NET_ADMIN and CAP_NET_RAW");
        assertEnds(
                start(List.of("setpriv", "--bounding-set=-net_raw"), List.of(), daemon(good)),
                4,
                "with the capabilities CAP_NET_RAW (");
        assertThat(files.file("a.pid")).doesNotExist();
    }

    @Test
    void withoutLibpcapTheInstanceIsInFaultAndTheChecksGoOn() {
        Program aloft = start(List.of(), List.of("-Dorg.pcap4j.core.pcapLibName=/nowhere/libpcap.so"), daemon(good));
        aloft.await("libpcap cannot be loaded: install it", LIMIT);
        aloft.await("\\(VI_1\\) FAULT: \\(cannot receive on interface eth0\\)", LIMIT);
        aloft.await("TCP_CHECK on service .* failed", LIMIT);
        assertThat(host.hasAddress("10.77.0.100")).isFalse();
        assertThat(aloft.lines()).noneMatch(line -> line.text().contains("MASTER"));
        aloft.signal(Signal.TERM);
        assertThat(aloft.awaitEnd(LIMIT)).isZero();
        assertThat(aloft.lines())
                .as("said once")
                .filteredOn(line -> line.text().contains("libpcap cannot"))
                .hasSize(1);
    }

    @Test
    void aPidFileThatCannotBeWrittenIsNamed() {
        assertEnds(
                start(List.of(), List.of(), List.of("-nl", "-f", good.toString(), "-p", "/nowhere/a.pid")),
                1,
                "cannot write pid file /nowhere/a.pid: no such directory");
    }

    @Test
    void theSecondDaemonWithTheSamePidFileEndsWithStatusZero() {
        Program first = start(List.of(), List.of(), daemon(good));
        first.await("Startup complete", LIMIT);
        assertEnds(start(List.of(), List.of(), daemon(good)), 0, "daemon is already running");
        assertThat(first.isAlive()).isTrue();
        assertThat(files.file("a.pid")).hasContent(first.pid() + "\n");
        first.signal(Signal.TERM);
        assertThat(first.awaitEnd(LIMIT)).isZero();
        assertThat(files.file("a.pid")).doesNotExist();
    }

    @Test
    void aConfigurationThatCannotBeReadEndsIt() {
        assertEnds(
                start(List.of(), List.of(), daemon(files.file("missing.conf"))),
                6,
                "cannot read the configuration file");
    }

    @Test
    void withoutDontForkItGoesToTheBackgroundAndItsPidFileNamesIt() throws Exception {
        Path relative = Path.of("").toAbsolutePath().relativize(good);
        Program launcher = start(List.of(), List.of(), List.of("-lDf", relative.toString(), "-p", pid("bg")));
        assertThat(launcher.awaitEnd(LIMIT)).as(launcher::tail).isZero();
        Await.until("the pid file", LIMIT, () -> Files.exists(files.file("bg.pid")));
        Await.until("the address", LIMIT, () -> host.hasAddress("10.77.0.100"));
        long pid = Long.parseLong(Files.readString(files.file("bg.pid")).strip());
        ProcessHandle daemon = ProcessHandle.of(pid).orElseThrow();
        try {
            assertThat(pid).isNotEqualTo(launcher.pid());
            assertThat(Command.run("ps", "-o", "sid=,tty=", "-p", Long.toString(pid))
                            .strip())
                    .as("a session of its own without a terminal")
                    .matches("[0-9]+ +\\?");
            // The link's text is not compared: in a changed root it is the path outside.
            assertThat(Files.isSameFile(Path.of("/proc", Long.toString(pid), "cwd"), Path.of("/")))
                    .isTrue();
        } finally {
            daemon.destroy();
        }
        Await.until("its end", LIMIT, () -> !daemon.isAlive());
        assertThat(host.hasAddress("10.77.0.100")).isFalse();
        assertThat(files.file("bg.pid")).doesNotExist();
    }

    @Test
    void theConfigurationTestKeepsItsStatus() {
        assertTest(0, "", good.toString());
        assertTest(5, "300", conf("priority-300", "interface eth0\n virtual_router_id 51\n priority 300"));
        assertTest(5, "priority", conf("priority-0", "interface eth0\n virtual_router_id 51\n priority 0"));
        assertTest(
                5,
                "both use VRID 51 with IPv4 on interface eth0",
                files.write(
                                "twice.conf",
                                block("A", "interface eth0\n virtual_router_id 51")
                                        + block("B", "interface eth0\n virtual_router_id 51"))
                        .toString());
        assertTest(
                5,
                "'}' is missing",
                files.write(
                                "brace.conf",
                                block("A", "interface eth0\n virtual_router_id 51")
                                        .stripTrailing()
                                        .replaceFirst("}$", ""))
                        .toString());
        assertTest(5, "eth7 does not exist", conf("interface", "interface eth7\n virtual_router_id 51"));
    }

    private String conf(String name, String body) {
        return files.write(name + ".conf", block("A", body)).toString();
    }

    private static String block(String name, String body) {
        return "vrrp_instance " + name + " {\n " + body + "\n virtual_ipaddress {\n 10.77.0.100/24\n }\n}\n";
    }

    private void assertTest(int status, String message, String config) {
        Program aloft = start(List.of(), List.of(), List.of("-lt", "-f", config));
        assertThat(aloft.awaitEnd(LIMIT)).as(aloft::tail).isEqualTo(status);
        assertThat(aloft.tail()).contains(message);
        Command.Result keepalived = host.attempt("keepalived", "-t", "-f", config);
        assertThat(keepalived.status()).as(keepalived.output()).isEqualTo(status);
    }
}
