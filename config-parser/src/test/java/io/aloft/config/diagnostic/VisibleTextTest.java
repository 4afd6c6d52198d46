package io.aloft.config.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {

    @ParameterizedTest
    @CsvSource({
        "0000, \u2400",
        "001B, \u241b",
        "000A, \u240a",
        "007F, \u2421",
        "009B, <U+009B>",
        "00A0, \u237d",
        "202E, <U+202E>",
        "FEFF, <U+FEFF>",
        "D800, <U+D800>"
    })
    void whatActsInsteadOfShowingItselfGetsASymbol(String codePoint, String symbol) {
        String character = String.valueOf(Character.toChars(Integer.parseInt(codePoint, 16)));
        assertThat(VisibleText.of("a" + character + "b")).isEqualTo("a" + symbol + "b");
    }

    @Test
    void everythingElseStaysAsItIs() {
        String text = "priorität 優先 \ud83d\ude00 ~";
        assertThat(VisibleText.of(text)).isSameAs(text);
    }

    @Test
    void aMessageNeverCarriesAnEscapeSequenceOfTheFileToTheTerminal() {
        var diagnostic = Diagnostic.notice(Code.UNKNOWN_KEYWORD, null, "unknown keyword '\u001b[2J'")
                .withHint("did you mean '\u001b]0;'?");
        assertThat(diagnostic.toString()).doesNotContain("\u001b").contains("'\u241b[2J'", "'\u241b]0;'");
    }
}
