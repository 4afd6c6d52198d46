package io.aloft.config.directive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aloft.config.source.Pragma;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The language is known whole: no keyword of keepalived 2.4 is missing from the table. */
class KeywordsCompleteTest {

    private static final Path REFERENCE =
            Path.of(System.getProperty("aloft.keywords", "../../shared/reference/keywords.tsv"));
    private static final Path SPELLINGS = Path.of("src/test/resources/keywords/spellings.txt");

    /** The list was made from the manual pages and from trying each word on keepalived: BLOCK KEYWORD, one a line. */
    @Test
    void everySpellingIsInTheTable() throws IOException {
        List<String> spellings = Files.readAllLines(SPELLINGS);
        assertThat(spellings).hasSizeGreaterThan(500).doesNotHaveDuplicates();
        assertThat(known()).containsAll(spellings);
    }

    @Test
    void theTableHasNothingThatTheListLacks() throws IOException {
        Set<String> known = DirectiveCatalog.standard().all().stream()
                .filter(row -> row.support() != Support.REMOVED)
                .filter(row -> !row.keyword().startsWith(Pragma.MARK))
                .map(KeywordsCompleteTest::spelling)
                .collect(Collectors.toSet());
        assertThat(Files.readAllLines(SPELLINGS)).containsAll(known);
    }

    @Tag("corpus")
    @Test
    void everyRowOfTheReferenceIsInTheTable() throws IOException {
        assumeTrue(
                Files.exists(REFERENCE), "no reference at " + REFERENCE.toAbsolutePath() + " (-Daloft.keywords=FILE)");
        List<String> rows = Files.readAllLines(REFERENCE).stream()
                .skip(1)
                .map(line -> line.split("\t", 3))
                .map(columns -> columns[0] + " " + columns[1])
                .toList();
        assertThat(rows).hasSizeGreaterThan(500);
        assertThat(known()).containsAll(rows);
    }

    private static Set<String> known() {
        return DirectiveCatalog.standard().all().stream()
                .map(KeywordsCompleteTest::spelling)
                .collect(Collectors.toSet());
    }

    private static String spelling(Directive row) {
        return row.block() + " " + row.keyword();
    }
}
