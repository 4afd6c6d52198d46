package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.lint.Linter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file below {@code lint} against what the linter shall say about it: each rule has a file named after its code, and
 * one beside it, ending in {@code _clean}, that comes as close as it can without touching the rule.
 */
class LintTest {

    private static final RuleFiles FILES = new RuleFiles(Path.of("src/test/resources/lint"));
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
        return RuleFiles.codes(2);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleFindsWhatItsFileShows(Code code) throws IOException {
        Path file = FILES.file(code, ".conf");
        FILES.expect(code, lint(file, host()), file.getFileName() + ":");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nothingIsFoundInTheCleanCounterpart(Code code) {
        assertThat(lint(FILES.file(code, "_clean.conf"), host())).isEmpty();
    }

    @Test
    void everyFileBelongsToARule() throws IOException {
        FILES.belongTo(rules(), 20);
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
