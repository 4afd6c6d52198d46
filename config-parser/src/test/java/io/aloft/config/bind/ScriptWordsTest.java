package io.aloft.config.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"/x/y a b\"                 | /x/y;a;b",
                "\"/x/y 'a b' \\\"c d\\\"\"   | /x/y;a b;\"c;d\"",
                "'/x/y \"a b\"'               | /x/y;a b",
                "/x/y a b                     | /x/y",
                "\"/x a'b c'd\"               | /x;ab cd",
                "\"/x esc\\ aped\"            | /x;esc aped",
                "\"/x '' end\"                | /x;;end",
                "\"/x \\x41\\102\\tz\"        | /x;AB\tz",
            })
    void commandIsSplitAsKeepalivedDoes(String line, String words) {
        List<String> onLine = ScriptWords.splitLine(line.strip());
        assertThat(onLine).isNotNull();
        List<String> argv = ScriptWords.splitCommand(onLine == null ? "" : onLine.getFirst());
        assertThat(argv == null ? "unclosed" : String.join(";", argv)).isEqualTo(words.strip());
    }

    @Test
    void openQuoteGivesNoWords() {
        assertThat(ScriptWords.splitLine("\"/x/y")).isNull();
        assertThat(ScriptWords.splitLine("'/x/y")).isNull();
    }

    @Test
    void adviceForShellLinesIsALineThatNeedsNoShell() {
        assertThat(ShellOperators.advice(
                        "script",
                        List.of("[[", "-f", "/etc/keepalived/down", "]]", "&&", "exit", "1", "||", "exit", "0")))
                .isEqualTo("write: script \"/usr/bin/test ! -e /etc/keepalived/down\"");
        assertThat(ShellOperators.advice(
                        "script", List.of("killall", "-0", "nginx", "&&", "exit", "0", "||", "exit", "1")))
                .isEqualTo("write: script \"/usr/bin/killall -0 nginx\"");
        assertThat(ShellOperators.advice("script", List.of("/bin/a", "|", "/bin/b")))
                .isEqualTo("write: script \"/bin/sh -c '/bin/a | /bin/b'\"");
        assertThat(ShellOperators.advice("notify", List.of("/bin/a", "it's", "|", "/bin/b")))
                .startsWith("put the commands into a script file");
    }
}
