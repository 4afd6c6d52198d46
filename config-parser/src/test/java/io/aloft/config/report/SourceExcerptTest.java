package io.aloft.config.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceExcerptTest {

    /** The line with the caret below it, as a terminal shows both. */
    private static String shown(String line, int column) {
        SourceExcerpt excerpt = SourceExcerpt.of(line, column);
        return excerpt.text() + "\n" + " ".repeat(excerpt.caret()) + "^" + "~".repeat(excerpt.width() - 1);
    }

    @Test
    void theCaretStandsUnderTheWordAndBracesStandAlone() {
        assertThat(shown("    priority 300{", 14)).isEqualTo("    priority 300{\n             ^~~");
        assertThat(shown("vrrp_script x {", 15)).isEqualTo("vrrp_script x {\n              ^");
        assertThat(shown("router_id \"a b\" c", 11)).isEqualTo("router_id \"a b\" c\n          ^~~~~");
    }

    @Test
    void aTabTakesTheCellsUpToTheNextStop() {
        assertThat(shown("\tpriority\t300", 11)).isEqualTo("    priority    300\n                ^~~");
    }

    @Test
    void wideCharactersTakeTwoCellsAndCombiningOnesNone() {
        assertThat(shown("  路由 x", 6)).isEqualTo("  路由 x\n       ^");
        assertThat(shown("e\u0301 x", 4)).isEqualTo("e\u0301 x\n  ^");
    }

    @Test
    void whatCannotBeSeenIsMadeVisible() {
        assertThat(shown("a\u0000b\u001b[31m", 3)).isEqualTo("a␀b␛[31m\n  ^~~~~~");
        assertThat(SourceExcerpt.of("x\u202ey\u00a0z", 1).text()).isEqualTo("x<U+202E>y⍽z");
    }

    @Test
    void ofALongLineThePartAroundTheCaretIsShown() {
        SourceExcerpt excerpt = SourceExcerpt.of("x".repeat(400) + " needle " + "y".repeat(400), 402);
        assertThat(excerpt.text()).hasSizeLessThan(110).startsWith("…").endsWith("…");
        assertThat(excerpt.text().substring(excerpt.caret())).startsWith("needle");
        assertThat(excerpt.width()).isEqualTo("needle".length());
    }

    @Test
    void aColumnBehindTheEndIsTheNextCell() {
        assertThat(shown("abc", 4)).isEqualTo("abc\n   ^");
        assertThat(shown("", 1)).isEqualTo("\n^");
        assertThat(shown("abc", 900)).isEqualTo("abc\n   ^");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    auth_pass s3cret",
                "auth_pass=s3cret",
                "auth_pas s3cret # was s3cret",
                "  authentication { auth_type PASS auth_pass \"s3cret s3cret\" }",
                "    key 1 s3cret",
                "password s3cret",
                "$VRRP_PASSWORD=s3cret",
                "script \"mysqladmin --password=s3cret ping\"",
                "# auth_pass s3cret"
            })
    void secretsAreCovered(String line) {
        for (int column = 1; column <= line.length(); column++) {
            String text = SourceExcerpt.of(line, column).text();
            assertThat(text.replace("was s3cret", "")).doesNotContain("s3cret").contains("********");
        }
    }

    @Test
    void theCaretBehindASecretStaysRight() {
        assertThat(shown("auth_pass s3cret } junk", 20))
                .isEqualTo("auth_pass ******** } junk\n                     ^~~~");
    }
}
