package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.lint.compare.Director;
import io.aloft.config.lint.compare.DirectorComparison;
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
 * The pairs of files below {@code compare}: NAME.a.conf and NAME.b.conf are named after the code that they show, and a pair
 * NAME_clean comes as close as it can without trouble.
 */
class DirectorComparisonTest {

    private static final RuleFiles FILES = new RuleFiles(Path.of("src/test/resources/compare"));
    private static final Path EXAMPLES = Path.of("../examples");

    static Stream<Code> rules() {
        return RuleFiles.codes(3);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleFindsWhatItsPairShows(Code code) throws IOException {
        FILES.expect(code, compare(code, ""), RuleFiles.name(code) + ".");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nothingIsFoundInTheCleanCounterpart(Code code) {
        assertThat(compare(code, "_clean")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theOrderOfTheFilesChangesPlacesOnly(Code code) {
        Path a = FILES.file(code, ".a.conf");
        Path b = FILES.file(code, ".b.conf");
        assertThat(compare(b, a))
                .extracting(Diagnostic::code)
                .containsExactlyInAnyOrderElementsOf(
                        compare(a, b).stream().map(Diagnostic::code).toList());
    }

    @Test
    void everyFileBelongsToARule() throws IOException {
        FILES.belongTo(rules(), 40);
    }

    @Test
    void secretsStayInTheirFiles() {
        List<Diagnostic> found = compare(Code.AUTHENTICATION_DIFFERS, "");
        assertThat(found)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.toString()).doesNotContain("-pass;", "one-", "two-", "shared"));
    }

    @Test
    void aDirectorHasNothingAgainstItselfButTheTie() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/features"))) {
            List<Path> features =
                    files.filter(file -> file.toString().endsWith(".conf")).toList();
            assertThat(features).hasSizeGreaterThan(10);
            assertThat(features.stream().filter(DirectorComparisonTest::isAccepted))
                    .flatMap(file -> compare(file, file))
                    .extracting(Diagnostic::code)
                    .isSubsetOf(Code.PRIORITIES_TIE, Code.TWO_OWNERS, Code.SAME_SOURCE, Code.WEIGHTS_NEVER_ENOUGH);
        }
    }

    @Test
    void thePairsOfTheExamplesAgree() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            List<Path> firsts =
                    files.filter(file -> file.toString().endsWith("-a.conf")).toList();
            assertThat(firsts).isNotEmpty();
            for (Path first : firsts) {
                assertThat(compare(first, Path.of(first.toString().replace("-a.conf", "-b.conf"))))
                        .isEmpty();
            }
        }
    }

    private static boolean isAccepted(Path file) {
        FakeHost host = FakeHost.withEverything();
        return ConfigLoader.load(file, LoadOptions.forHost(host), host).image() != null;
    }

    private static List<Diagnostic> compare(Code code, String variant) {
        return compare(FILES.file(code, variant + ".a.conf"), FILES.file(code, variant + ".b.conf"));
    }

    private static List<Diagnostic> compare(Path a, Path b) {
        return DirectorComparison.compare(director(a), director(b));
    }

    private static Director director(Path file) {
        FakeHost host = FakeHost.withEverything();
        LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host), host);
        return new Director(Objects.requireNonNull(result.image()), result.origins());
    }
}
