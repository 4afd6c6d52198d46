package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.lint.Linter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file below {@code lint} against what the linter shall say about it: each rule has a file named after its code, and
 * one beside it, ending in {@code _clean}, that comes as close as it can without touching the rule.
 */
class LintTest {

    private static final Path RESOURCES = Path.of("src/test/resources/lint");
    private static final Path EXAMPLES = Path.of("../examples");

    /** Two networks, a second interface in the first of them, and one without an address. */
    private static FakeHost host() {
        return FakeHost.usual()
                .withAddress("eth0", "10.0.0.5/24")
                .withAddress("eth1", "10.0.1.5/24")
                .withAddress("eth2", "10.0.0.6/24")
                .withInterface("eth3");
    }

    static Stream<Code> rules() {
        return Arrays.stream(Code.values()).filter(code -> code.number() / 1000 == 2);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleFindsWhatItsFileShows(Code code) throws IOException {
        Path file = RESOURCES.resolve(code.name().toLowerCase(Locale.ROOT) + ".conf");
        List<Diagnostic> found = lint(file, host());
        assertThat(found).extracting(Diagnostic::code).contains(code);
        List<String> lines = found.stream()
                .map(each -> each.toString().replace(file.toAbsolutePath().getParent() + "/", ""))
                .map(line -> line.replace(file.getFileName() + ":", ""))
                .map(line -> line.replace(RESOURCES + "/", ""))
                .toList();
        Path expected = RESOURCES.resolve(code.name().toLowerCase(Locale.ROOT) + ".expected");
        if (Boolean.getBoolean("aloft.write.expected")) {
            Files.write(expected, lines, StandardCharsets.UTF_8);
        }
        assertThat(lines).containsExactlyElementsOf(Files.readAllLines(expected));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nothingIsFoundInTheCleanCounterpart(Code code) {
        assertThat(lint(RESOURCES.resolve(code.name().toLowerCase(Locale.ROOT) + "_clean.conf"), host()))
                .isEmpty();
    }

    @Test
    void everyFileBelongsToARule() throws IOException {
        Set<String> names =
                rules().map(code -> code.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(RESOURCES)) {
            assertThat(files.map(file -> Objects.requireNonNull(file.getFileName())
                            .toString()
                            .replaceFirst("(_clean)?\\.(conf|expected)$", "")))
                    .isSubsetOf(names)
                    .hasSizeGreaterThan(20);
        }
    }

    @Test
    void theExamplesGiveNoRise() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            List<Path> examples =
                    files.filter(file -> file.toString().endsWith(".conf")).toList();
            assertThat(examples).hasSizeGreaterThan(3);
            assertThat(examples)
                    .flatMap(example -> lint(example, FakeHost.withEverything()))
                    .isEmpty();
        }
    }

    private static List<Diagnostic> lint(Path file, FakeHost host) {
        LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host), host);
        return Linter.lint(Objects.requireNonNull(result.image()), result.origins(), host.addresses());
    }
}
