package io.aloft.config.directive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DirectiveCatalogTest {

    private final DirectiveCatalog catalog = DirectiveCatalog.standard();

    @Test
    void everyKeywordOfTheLanguageHasARow() {
        assertThat(catalog.all().stream()
                        .filter(row -> row.support() != Support.REMOVED)
                        .filter(row -> !row.keyword().startsWith("#@aloft")))
                .as("keywords that keepalived has too")
                .hasSize(531);
        assertThat(catalog.keywordsOf("global_defs")).hasSizeGreaterThan(139);
    }

    @Test
    void rangesOfNumbersCanBeRead() {
        for (Directive row : catalog.all()) {
            boolean number = List.of(
                            ArgumentType.UINT,
                            ArgumentType.INT,
                            ArgumentType.DEC3,
                            ArgumentType.DEC6,
                            ArgumentType.TIMER)
                    .contains(row.type());
            if (number && row.range() != null) {
                assertThat(row.range().low()).as(row.keyword()).matches("-?[0-9.]+");
                assertThat(row.range().high()).as(row.keyword()).matches("-?[0-9.]+|max");
            }
            assertThat(row.type() == ArgumentType.BOOL && row.missing() != Directive.Missing.OPTIONAL)
                    .as(row.keyword())
                    .isFalse();
        }
        assertThat(Objects.requireNonNull(
                        catalog.get("vrrp_instance", "priority").range()))
                .hasToString("1..255");
    }

    @Test
    void relatedKeywordsExist() {
        for (Directive row : catalog.all()) {
            if (row.relation() != null) {
                String other = row.relation().keyword();
                assertThat(catalog.all().stream()
                                .anyMatch(each -> each.keyword().equals(other)))
                        .as(row.keyword() + " -> " + other)
                        .isTrue();
            }
        }
    }

    @Test
    void supportThatNeedsAReasonHasOne() {
        for (Directive row : catalog.all()) {
            boolean needsReason = row.support() == Support.NO_EFFECT || row.support() == Support.CONDITIONAL;
            assertThat(!row.note().isEmpty())
                    .as(row.block() + " " + row.keyword())
                    .isEqualTo(needsReason);
        }
    }

    @Test
    void misspeltWordsFindTheirKeyword() {
        List<String> words = catalog.keywordsOf("vrrp_instance").stream()
                .map(Directive::keyword)
                .toList();
        assertThat(Suggestion.closest("virtual_ipadress", words)).isEqualTo("virtual_ipaddress");
        assertThat(Suggestion.closest("prioirty", words)).isEqualTo("priority");
        assertThat(Suggestion.closest("Interface", words)).isEqualTo("interface");
        assertThat(Suggestion.closest("blafasel", words)).isNull();
        assertThat(Suggestion.closest("x".repeat(5000), words)).isNull();
    }
}
