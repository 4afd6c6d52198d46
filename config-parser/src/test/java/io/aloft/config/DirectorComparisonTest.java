package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.lint.compare.Director;
import io.aloft.config.lint.compare.DirectorComparison;
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
 * The pairs of files below {@code compare}: NAME.a.conf and NAME.b.conf are named after the code that they show, and a pair
 * NAME_clean comes as close as it can without trouble.
 */
class DirectorComparisonTest {

    private static final Path RESOURCES = Path.of("src/test/resources/compare");
    private static final Path EXAMPLES = Path.of("../examples");

    static Stream<Code> rules() {
        return Arrays.stream(Code.values()).filter(code -> code.number() / 1000 == 3);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleFindsWhatItsPairShows(Code code) throws IOException {
        String name = code.name().toLowerCase(Locale.ROOT);
        List<Diagnostic> found = compare(RESOURCES.resolve(name + ".a.conf"), RESOURCES.resolve(name + ".b.conf"));
        assertThat(found).extracting(Diagnostic::code).contains(code);
        List<String> lines = found.stream()
                .map(each -> each.toString().replace(RESOURCES.toAbsolutePath() + "/", ""))
                .map(line -> line.replace(RESOURCES + "/", "").replace(name + ".", ""))
                .toList();
        Path expected = RESOURCES.resolve(name + ".expected");
        if (Boolean.getBoolean("aloft.write.expected")) {
            Files.write(expected, lines, StandardCharsets.UTF_8);
        }
        assertThat(lines).containsExactlyElementsOf(Files.readAllLines(expected));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nothingIsFoundInTheCleanCounterpart(Code code) {
        String name = code.name().toLowerCase(Locale.ROOT) + "_clean";
        assertThat(compare(RESOURCES.resolve(name + ".a.conf"), RESOURCES.resolve(name + ".b.conf")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theOrderOfTheFilesChangesPlacesOnly(Code code) {
        String name = code.name().toLowerCase(Locale.ROOT);
        Path a = RESOURCES.resolve(name + ".a.conf");
        Path b = RESOURCES.resolve(name + ".b.conf");
        assertThat(compare(b, a))
                .extracting(Diagnostic::code)
                .containsExactlyInAnyOrderElementsOf(
                        compare(a, b).stream().map(Diagnostic::code).toList());
    }

    @Test
    void everyFileBelongsToARule() throws IOException {
        Set<String> names =
                rules().map(code -> code.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(RESOURCES)) {
            assertThat(files.map(file -> Objects.requireNonNull(file.getFileName())
                            .toString()
                            .replaceFirst("(_clean)?(\\.a|\\.b)?\\.(conf|expected)$", "")))
                    .isSubsetOf(names)
                    .hasSizeGreaterThan(40);
        }
    }

    @Test
    void secretsStayInTheirFiles() {
        List<Diagnostic> found = compare(
                RESOURCES.resolve("authentication_differs.a.conf"), RESOURCES.resolve("authentication_differs.b.conf"));
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

    private static List<Diagnostic> compare(Path a, Path b) {
        return DirectorComparison.compare(director(a), director(b));
    }

    private static Director director(Path file) {
        FakeHost host = FakeHost.withEverything();
        LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host), host);
        return new Director(Objects.requireNonNull(result.image()), result.origins());
    }
}
