package io.aloft.config.codes;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The codes as a promise: what was given out once keeps its number, is explained, and can be met. {@code codes.txt} below the
 * test resources holds every code there ever was; {@code -Daloft.write.expected=true} adds new ones to it and removes none.
 */
class CodesTest {

    private static final String RETIRED = " (retired)";

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path GIVEN_OUT = RESOURCES.resolve("codes.txt");
    private static final Pattern ID = Pattern.compile("\\[(ALO-[0-9]{4})\\]");
    private static final int FIRST_LINTER_CODE = 2000;

    /** Codes that no file of a reasonable size can give when it is loaded as {@code -t} does, with the test that meets each. */
    private static final Map<Code, String> MET_ELSEWHERE = Map.of(
            Code.SEVERAL_MAIN_FILES, "MainFilePatternTest: a test file is named, not matched",
            Code.TOO_MANY_FILES, "TextStagesTest, with a lower limit",
            Code.TOO_MANY_LINES, "TextStagesTest, with a lower limit",
            Code.CONFIG_TOO_LARGE, "TextStagesTest, with a lower limit",
            Code.MORE_MESSAGES, "InstanceLoadTest: thousands of mistakes",
            Code.TRAILING_CHARACTERS, "InstanceLoadTest: said when the daemon starts, not by -t");

    @Test
    void everyCodeIsExplained() {
        assertThat(Explanations.all()).extracting(Explanation::code).containsExactly(Code.values());
        assertThat(Explanations.all()).allSatisfy(one -> {
            assertThat(one.paragraphs()).noneMatch(paragraph -> paragraph.text().isBlank());
            assertThat(one.wrong().isEmpty()).isEqualTo(one.right().isEmpty());
            assertThat(one.wrong().isEmpty() || !one.wrong().equals(one.right()))
                    .isTrue();
        });
    }

    @Test
    void codesAreFoundHoweverTheyAreWritten() {
        assertThat(Stream.of("ALO-1301", "alo-1301", "1301").map(Explanations::find))
                .allSatisfy(found -> assertThat(found).hasValue(Explanations.of(Code.OUT_OF_RANGE)));
        assertThat(Stream.of("ALO-9999", "301", "", "x").map(Explanations::find))
                .allMatch(Optional::isEmpty);
    }

    @Test
    void textForTerminalsKeepsToItsWidth() {
        String text = Explanations.of(Code.OUT_OF_RANGE).text(60);
        assertThat(text)
                .startsWith("ALO-1301: The value is out of range\n\nWhat it means: ")
                .contains("\nWrong:\n\n    priority 300\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void numbersRiseSoNoneIsGivenTwice() {
        assertThat(Stream.of(Code.values()).map(Code::number)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void codesKeepTheirNumbersForEver() throws IOException {
        var now = new TreeSet<String>();
        for (Code code : Code.values()) {
            now.add(code.id() + " " + code);
        }
        if (Boolean.getBoolean("aloft.write.expected")) {
            var all = new TreeSet<>(now);
            all.addAll(Files.readAllLines(GIVEN_OUT));
            Files.write(GIVEN_OUT, all, StandardCharsets.UTF_8);
        }
        // A code that nothing is said with any more stays in the list as retired, so that its number is not given
        // again.
        List<String> given = Files.readAllLines(GIVEN_OUT);
        Set<String> retired = given.stream()
                .filter(line -> line.endsWith(RETIRED))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toSet());
        assertThat(given.stream().filter(line -> !line.endsWith(RETIRED))).containsExactlyElementsOf(now);
        assertThat(Stream.of(Code.values()).map(Code::id)).doesNotContainAnyElementsOf(retired);
    }

    @Test
    void everyCodeOfTheLoaderIsMetByATestFile() throws IOException {
        Set<String> met = new TreeSet<>();
        for (String directory : List.of("features", "coursenotes", "broken")) {
            try (Stream<Path> files = Files.list(RESOURCES.resolve(directory))) {
                for (Path file : files.filter(name -> name.toString().endsWith(".expected"))
                        .toList()) {
                    Matcher ids = ID.matcher(Files.readString(file));
                    while (ids.find()) {
                        met.add(ids.group(1));
                    }
                }
            }
        }
        Set<Code> unmet = EnumSet.noneOf(Code.class);
        Arrays.stream(Code.values())
                .filter(code -> code.number() < FIRST_LINTER_CODE && !met.contains(code.id()))
                .forEach(unmet::add);
        assertThat(unmet).containsExactlyInAnyOrderElementsOf(MET_ELSEWHERE.keySet());
    }

    @Test
    void pageOfCodesIsFresh() throws IOException {
        Path page = Path.of("../docs/codes.md");
        List<String> wanted = CodesPage.lines();
        if (Boolean.getBoolean("aloft.write.expected")) {
            Files.write(page, wanted, StandardCharsets.UTF_8);
        }
        assertThat(new ArrayList<>(Files.readAllLines(page))).containsExactlyElementsOf(wanted);
    }
}
