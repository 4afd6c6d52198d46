package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.host.HostFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file below {@code features}, {@code coursenotes} and {@code broken} against the {@code .expected} file beside it: the
 * exit status of {@code -t}, then each diagnostic as LINE:COLUMN: severity: text. A file without one must be clean.
 */
class DiagnosticsTest {

    private static final Path RESOURCES = Path.of("src/test/resources");

    static Stream<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (String directory : List.of("features", "coursenotes", "broken")) {
            try (Stream<Path> found = Files.list(RESOURCES.resolve(directory))) {
                found.filter(file -> file.toString().endsWith(".conf")).sorted().forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(40);
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void diagnosticsAreTheExpectedOnesToTheColumn(Path file) throws IOException {
        FakeHost host = FakeHost.usual()
                .withFile("/etc/keepalived/up", FakeHost.PLAIN_FILE)
                .withFile("/etc/keepalived/loose", FakeHost.FOR_ALL_TO_WRITE)
                .withContent("/etc/keepalived/loose.key", 0644, "a-key-that-everybody-may-look-at-1\r\n")
                .withContent("/etc/keepalived/tight.key", 0600, "a-key-that-only-root-may-look-at-1\n")
                .withLink("tun0", new HostFacts.LinkFacts(1420, false, false))
                .withLink("eth2", new HostFacts.LinkFacts(1500, true, true))
                .withLink("narrow0", new HostFacts.LinkFacts(1000, true, true));
        LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host).forTest(), host);
        var actual = new ArrayList<String>();
        actual.add("exit " + result.testExitStatus() + (result.image() == null ? ", refused" : ""));
        String prefix = file + ":";
        result.diagnostics()
                .forEach(found -> actual.add(found.toString()
                        .replace(file.toAbsolutePath().getParent() + "/", "")
                        .replace(prefix, "")));
        Path expected = file.resolveSibling(
                Objects.requireNonNull(file.getFileName()).toString().replace(".conf", ".expected"));
        if (Boolean.getBoolean("aloft.write.expected") && actual.size() > 1) {
            Files.write(expected, actual, StandardCharsets.UTF_8);
        }
        List<String> wanted = Files.exists(expected) ? Files.readAllLines(expected) : List.of("exit 0");
        assertThat(actual).containsExactlyElementsOf(wanted);
    }
}
