package io.aloft.checkers.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.model.lvs.RegexSpec;
import io.aloft.model.lvs.RegexSpec.Option;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyRegexTest {

    @ParameterizedTest(name = "{0} {1} on {2}")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"', textBlock = """
        # pattern            | options                   | body              | found
        hello                | -                         | well_hello_there  | true
        hello                | -                         | HELLO             | false
        hello                | caseless                  | HeLLo             | true
        ^ok$                 | -                         | ok~               | true
        ^ok$                 | dollar_endonly            | ok~               | false
        ^ok$                 | -                         | a~ok~b            | false
        ^ok$                 | multiline                 | a~ok~b            | true
        ^ok$                 | multiline dollar_endonly  | a~ok~b            | true
        a.b                  | -                         | a~b               | false
        a.b                  | dotall                    | a~b               | true
        a.b                  | -                         | a\\rb             | true
        a_b                  | extended                  | ab                | true
        a\\_b                | extended                  | a_b               | true
        a[_]b                | extended                  | a_b               | true
        a#x~b                | extended                  | ab                | true
        a#b                  | -                         | a#b               | true
        b                    | firstline                 | a~b               | false
        b                    | firstline                 | ab~               | true
        """)
    void optionsMeanWhatTheyMeanToPcre(String pattern, @Nullable String options, String body, String found) {
        assertFound(pattern, options, body, found);
    }

    @ParameterizedTest(name = "{0} {1} on {2}")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"', textBlock = """
        # pattern            | options                   | body              | found
        x\\K                 | -                         | x                 | refused
        (a)\\1               | -                         | aa                | true
        (?<n>a)\\k<n>        | -                         | aa                | true
        (?P<n%1>a)(?P=n%1)   | -                         | aa                | true
        (?'n'a)\\k{n}        | -                         | ab                | false
        (?<n>a)(?<n>b)\\k<n> | -                         | abb               | refused
        (?<n>a)(?<n>b)\\k<n> | dupnames                  | abb               | true
        (a)\\g{-1}           | -                         | aa                | true
        (a)\\1               | no_auto_capture           | aa                | refused
        (?R)                 | -                         | a                 | refused
        (?(1)a)              | -                         | a                 | refused
        "(?|a)"              | -                         | a                 | refused
        (*UTF)a              | -                         | a                 | refused
        (?#note)a(?C1)b      | -                         | ab                | true
        (?i)a                | -                         | A                 | true
        (?i:a)b              | -                         | AB                | false
        (?^:a)               | caseless                  | A                 | false
        a{2}                 | -                         | aa                | true
        a{,2}                | -                         | a{,2}             | true
        a{x}                 | -                         | a{x}              | true
        a{                   | -                         | a{                | true
        """)
    void groupsAndRepetitionsMeanTheSame(String pattern, @Nullable String options, String body, String found) {
        assertFound(pattern, options, body, found);
    }

    @ParameterizedTest(name = "{0} {1} on {2}")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"', textBlock = """
        # pattern            | options                   | body              | found
        []a]                 | -                         | ]                 | true
        a[]                  | -                         | a                 | refused
        a[]                  | allow_empty_class         | a                 | false
        a[^]                 | allow_empty_class         | a~                | true
        [[:digit:]]+x        | -                         | 12x               | true
        [[:^digit:]]         | -                         | 12                | false
        [[:nothing:]]        | -                         | a                 | refused
        [a&&b]               | -                         | &                 | true
        [a[b]                | -                         | [                 | true
        [^^]                 | -                         | ^                 | false
        ^y[\\w-x]$           | -                         | y-                | true
        [\\Qa-c\\E]          | -                         | b                 | false
        \\Qa.b\\E            | -                         | a.b               | true
        \\Qa.b\\E            | -                         | axb               | false
        \\x41\\x{42}\\103    | -                         | ABC               | true
        \\o{101}\\cA         | -                         | A                 | false
        \\u0041              | -                         | A                 | refused
        \\u0041              | alt_bsux                  | A                 | true
        \\x4                 | alt_bsux                  | x4                | true
        \\N+                 | -                         | ~~                | false
        \\y                  | -                         | y                 | refused
        """)
    void classesAndEscapesMeanTheSame(String pattern, @Nullable String options, String body, String found) {
        assertFound(pattern, options, body, found);
    }

    @ParameterizedTest(name = "{0} {1} on {2}")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '"', textBlock = """
        # pattern            | options                   | body              | found
        \\p{Lu}              | -                         | A                 | true
        \\p{^Lu}             | -                         | A                 | false
        \\p{Greek}           | utf                       | λ                 | true
        \\p{Klingon}         | utf                       | λ                 | refused
        λ                    | utf                       | xλ                | true
        ^.$                  | utf                       | λ                 | true
        ^..$                 | -                         | λ                 | true
        Λ                    | utf caseless              | λ                 | true
        \\w                  | utf                       | λ                 | false
        \\w                  | utf ucp                   | λ                 | true
        a(                   | -                         | a                 | refused
        a)                   | -                         | a                 | refused
        *                    | -                         | a                 | refused
        utf                  | utf never_utf             | a                 | refused
        (a)?\\1              | match_unset_backref       | a                 | refused
        """)
    void charactersBeyondAsciiMeanTheSame(String pattern, @Nullable String options, String body, String found) {
        assertFound(pattern, options, body, found);
    }

    /** In bodies and patterns ~ stands for LF, _ for a blank and % for an underscore. */
    private static void assertFound(String pattern, @Nullable String options, String body, String found) {
        RegexSpec spec = spec(text(pattern), options(options), 0, null, false);
        if (found.equals("refused")) {
            assertThatThrownBy(() -> BodyRegex.of(spec))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Invalid regex: ");
        } else {
            assertThat(BodyRegex.of(spec).accepts(bytes(text(body)))).isEqualTo(Boolean.parseBoolean(found));
        }
    }

    /** The body is aaa<b>c</b><b>d</b>; how much a match takes shows in what may follow it. */
    @ParameterizedTest
    @CsvSource({
        "^aaa<.+>c, , true",
        "^(?>aaa<.+>)c, , false",
        "'^(?>aaa<.+>)c', ungreedy, true",
        "'^(?>aaa<.+?>)c', ungreedy, false",
        "'^(?>aaa<.+?>)c', , true",
        "'^(?>(?U)aaa<.+>)c', , true",
        "'^(?>(?-U)aaa<.+>)c', ungreedy, false",
        "'^a++a', , false",
        "'^a++a', ungreedy, false"
    })
    void greedIsInvertedWhereAskedFor(String pattern, @Nullable String options, boolean found) {
        assertThat(BodyRegex.of(spec(pattern, options(options), 0, null, false)).accepts(bytes("aaa<b>c</b><b>d</b>")))
                .isEqualTo(found);
    }

    /** The body is 0123456789; both ends count. */
    @ParameterizedTest
    @CsvSource({
        "5, 0, , true",
        "5, 5, , true",
        "5, 6, , false",
        "5, 0, 5, true",
        "5, 0, 4, false",
        "^0, 0, , true",
        "^5, 5, , false",
        "(?<=4)5, 5, , true",
        "9, 11, , false",
        "'', 10, , true"
    })
    void offsetsLimitWhereAMatchBegins(String pattern, long min, @Nullable Long max, boolean found) {
        assertThat(BodyRegex.of(spec(pattern, Set.of(), min, max, false)).accepts(bytes("0123456789")))
                .isEqualTo(found);
    }

    /** λ has two octets. */
    @ParameterizedTest
    @CsvSource({"2, 2, true", "3, , false", "0, 1, false", "0, 2, true"})
    void offsetsCountOctetsInUtfToo(long min, @Nullable Long max, boolean found) {
        assertThat(BodyRegex.of(spec("x", options("utf"), min, max, false)).accepts(bytes("λx")))
                .isEqualTo(found);
    }

    @Test
    void noMatchInverts() {
        BodyRegex regex = BodyRegex.of(spec("error", Set.of(), 0, null, true));
        assertThat(regex.accepts(bytes("fine"))).isTrue();
        assertThat(regex.accepts(bytes("an error"))).isFalse();
    }

    @Test
    void bodyThatIsNoUtfIsNotAsWanted() {
        byte[] latin = {(byte) 0xe9};
        assertThat(BodyRegex.of(spec("x", options("utf"), 0, null, true)).accepts(latin))
                .isFalse();
        assertThat(BodyRegex.of(spec("x", Set.of(), 0, null, true)).accepts(latin))
                .isTrue();
        assertThat(BodyRegex.of(spec("\\xe9", Set.of(), 0, null, false)).accepts(latin))
                .isTrue();
    }

    /** The first has more ways to fail than there is time, the second wants more stack than there is. */
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(?:a|aa)+$", "(a|b)*c", "(.*)*\\1x"})
    void costOfASearchIsBounded(String pattern) {
        String body = "a".repeat(1 << 20) + "!";
        for (boolean noMatch : new boolean[] {false, true}) {
            BodyRegex regex = BodyRegex.of(spec(pattern, Set.of(), 0, null, noMatch));
            assertThat(regex.accepts(bytes(body)))
                    .as("no match wanted: " + noMatch)
                    .isFalse();
        }
    }

    @Test
    void longBodyIsSearchedToItsEnd() {
        String body = "x".repeat((1 << 20) - 3) + "end";
        assertThat(BodyRegex.of(spec("x.*end$", options("dotall"), 0, null, false))
                        .accepts(bytes(body)))
                .isTrue();
    }

    private static RegexSpec spec(String pattern, Set<Option> options, long min, @Nullable Long max, boolean noMatch) {
        return new RegexSpec(pattern, noMatch, options, min, max, null);
    }

    private static String text(String written) {
        return written.replace("\\r", "\r").replace('~', '\n').replace('_', ' ').replace('%', '_');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Set<Option> options(@Nullable String words) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        if (words != null) {
            for (String word : words.split(" ")) {
                options.add(Option.valueOf(word.toUpperCase(Locale.ROOT)));
            }
        }
        return options;
    }
}
