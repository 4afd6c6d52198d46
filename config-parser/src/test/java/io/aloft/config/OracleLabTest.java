package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real keepalived judges every test file; its exit status is the one that Aloft gives. Needs root and keepalived. */
@Tag("lab")
class OracleLabTest {

    private static final String NAMESPACE =
            "aloft-oracle-" + ProcessHandle.current().pid();

    /**
     * No verdict to compare with. keepalived 2.2.7 does not come back from a definition that contains itself, nor from two
     * billion steps; it crashes on an HTTP_GET without any url; and it passes a main file that it may not read.
     * Pragmas it does not see, auth_hmac it does not know, and the links of one file are not there.
     */
    private static final Set<String> WITHOUT_VERDICT = Set.of(
            "definitions_warn.conf",
            "generators_warn.conf",
            "virtual_server_rules_warn.conf",
            "executable.conf",
            "pragmas_warn.conf",
            "hmac_warn.conf",
            "links_warn.conf");

    @BeforeAll
    static void makeNamespace() throws IOException, InterruptedException {
        assertThat(run("ip", "netns", "add", NAMESPACE)).isZero();
        assertThat(run("ip", "-n", NAMESPACE, "link", "add", "eth0", "type", "veth", "peer", "name", "peer0"))
                .isZero();
        assertThat(run("ip", "-n", NAMESPACE, "link", "add", "eth1", "type", "veth", "peer", "name", "peer1"))
                .isZero();
    }

    @AfterAll
    static void removeNamespace() throws IOException, InterruptedException {
        assertThat(run("ip", "netns", "del", NAMESPACE)).isZero();
    }

    static Stream<Path> files() throws IOException {
        return DiagnosticsTest.files()
                .filter(file -> !WITHOUT_VERDICT.contains(
                        Objects.requireNonNull(file.getFileName()).toString()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void exitStatusIsKeepaliveds(Path file) throws IOException, InterruptedException {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        Path expected = file.resolveSibling(name.replace(".conf", ".expected"));
        String first = Files.exists(expected) ? Files.readAllLines(expected).getFirst() : "exit 0";
        assertThat("exit " + verdict(file) + (first.endsWith("refused") ? ", refused" : ""))
                .isEqualTo(first);
    }

    static Stream<SingleCase> cases() throws IOException {
        return SingleCase.all().filter(each -> !each.isNew());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void exitStatusOfASingleCaseIsKeepaliveds(SingleCase each, @TempDir Path directory)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("keepalived.conf"), each.text());
        assertThat("exit " + verdict(file)).isEqualTo(each.status());
    }

    private static int verdict(Path file) throws IOException, InterruptedException {
        return run(
                "ip",
                "netns",
                "exec",
                NAMESPACE,
                "keepalived",
                "-t",
                "-i",
                "director",
                "-f",
                file.toAbsolutePath().toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no answer within 30 s: " + String.join(" ", command));
        }
        return process.exitValue();
    }
}
