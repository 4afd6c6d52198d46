package io.aloft.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextStagesTest {

    @TempDir
    private Path directory = Path.of(".");

    private final Diagnostics diagnostics = new Diagnostics();

    private ConfigText read(String text) throws IOException {
        return read(text, SourceLimits.DEFAULT);
    }

    private ConfigText read(String text, SourceLimits limits) throws IOException {
        Path file = directory.resolve("keepalived.conf");
        Files.writeString(file, text);
        var options = new SourceOptions("vm1", Map.of("HOME", "/root"), (low, high) -> high, limits);
        return Objects.requireNonNull(TextStages.read(file, options, diagnostics));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$A=10.0.0~q ${A}.1                     | q 10.0.0.1",
                "$A=10.0.0~q $A                         | q 10.0.0",
                "$A=10.0.0~q $A.1                       | q $A.1",
                "$A=10.0.0~q $A, x                      | q 10.0.0, x",
                "$A=10.0.0~q ($A)                       | q (10.0.0)",
                "$A=10.0.0~q \"$A\"                     | q \"$A\"",
                "$A=10.0.0~q \"$A x\"                   | q \"10.0.0 x\"",
                "$A=10.0.0~q \"${A}\"                   | q \"10.0.0\"",
                "q $UNDEF                               | q $UNDEF",
                "q \"${_HASH} y\"                       | q \"# y\"",
                "q ${_HASH} y                           | q",
                "q ${_RANDOM 5 9}                       | q 9",
                "q ${_RANDOM}                           | q 32767",
                "q ${_ENV HOME} ${_INSTANCE}            | q /root vm1",
                "$A=one~$B=${A}-two~$A=three~q $B       | q three-two",
                "$M=\\~foo 1 \\~bar 2~$M                | foo 1/bar 2",
                "$M=\\~foo, \\~bar~q pre $M             | q pre foo,/bar",
                "$M=\\~a \\~b~$N=\\~${M} \\~c~$N        | a/b/c",
                "$M=\\~a \\~# comment~b~$M            | a/b",
                "$M=\\~a \\~# comment \\~b~$M         | a/b",
                "$M=\\~a \\~ ~b~$M                    | b/a",
                "$M=\\~a \\~@vm2 x \\~b~$M           | a/b",
                "$M=\\~a \\~@vm2 x~b~$M              | b/a",
                "$V=\\#~$V q                            | ",
                "q \\# \\! x                            | q # ! x",
                "q a ! b                                | q a",
                "q \"a ! b\" x # c                      | q \"a ! b\" x",
                "@vm1 q yes                             | q yes",
                "@^vm1 q no                             | ",
                "@vm2 q no                              | ",
                "@^vm2 q yes                            | q yes",
                "@vm1 $Z=1~@^vm1 $Z=2~q $Z              | q 1",
                "@ q~@^ p                               | p",
            })
    void lineBecomes(String lines, String expected) throws IOException {
        assertThat(lines(read(lines.strip().replace('~', '\n')))).isEqualTo(expected == null ? "" : expected.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "~SEQ(i, 3) q v$i                       | q v1/q v2/q v3",
                "~SEQ(i, 2, 3) q v${i}                  | q v2/q v3",
                "~SEQ(i, 6, -2, 2) q v${i}              | q v6/q v4/q v2",
                "~SEQ(i, -2) q v$i                      | q v-1/q v-2",
                "~SEQ(i, 0) q v$i                       | q v1/q v0",
                "~SEQx(i, 8, 4, 16) q v${i}             | q v8/q vc/q v10",
                "~SEQ(i, 2) ~SEQ(j, 2) q $i ${j}        | q 1 1/q 1 2/q 2 1/q 2 2",
                "~LST(n, alpha, beta) q $n              | q alpha/q beta",
                "~LST({a,b},{1,2},{3}) q ${a}-${b}      | q 1-2/q 3-",
                "~SEQ(i, 0x2) @vm1 q $i                 | q 1/q 2",
            })
    void generatorMakes(String line, String expected) throws IOException {
        assertThat(lines(read(line.strip()))).isEqualTo(expected.strip());
    }

    @Test
    void everyCharacterLeadsBackToItsPlace() throws IOException {
        ConfigText text = read("$LONG=a_long_value\n\n  one ${LONG} two\nthree\n");
        int two = text.text().indexOf("two");
        assertThat(text.location(two)).isEqualTo(new SourceLocation(name(), 3, 15));
        assertThat(text.location(text.text().indexOf("a_long"))).isEqualTo(new SourceLocation(name(), 3, 7));
        assertThat(text.location(text.text().indexOf("three"))).isEqualTo(new SourceLocation(name(), 4, 1));
    }

    @Test
    void includedFileIsReadRelativeToTheOneThatNamesIt() throws IOException {
        Path sub = Files.createDirectories(directory.resolve("conf.d"));
        Files.writeString(sub.resolve("b.conf"), "b ${_PWD}\n");
        Files.writeString(sub.resolve("a.conf"), "include b.conf\n");
        Files.writeString(sub.resolve("c.txt"), "not matched\n");
        ConfigText text = read("include conf.d/[a-b]*.conf\nafter ${_PWD}\n");
        assertThat(lines(text)).isEqualTo("b " + sub + "/b " + sub + "/after " + directory);
        assertThat(text.location(0).file()).isEqualTo(sub.resolve("b.conf").toString());
        assertThat(diagnostics.list()).isEmpty();
    }

    @Test
    void executableIncludeIsNotRead() throws IOException {
        Path script = directory.resolve("run.sh");
        Files.writeString(script, "q\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(lines(read("include run.sh\n"))).isEmpty();
        assertThat(diagnostics.list()).singleElement().asString().contains("the file is executable");
    }

    @Test
    void explosionOfGeneratedLinesEndsWithOneError() throws IOException {
        var limits = new SourceLimits(1 << 20, 8, 8, 1000, 16, 1 << 20);
        ConfigText text = read("~SEQ(a, 900) ~SEQ(b, 900) ~SEQ(c, 900) q\nlast\n", limits);
        assertThat(text.text().lines().count()).isLessThanOrEqualTo(1000);
        assertThat(diagnostics.list())
                .singleElement()
                .asString()
                .contains("more than 1000 lines; reading stops here")
                .endsWith("[ALO-1024]");
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        Files.writeString(directory.resolve("a.inc"), "q\n");
        var limits = new SourceLimits(1 << 20, 8, 2, 1000, 16, 1 << 20);
        assertThat(lines(read("include a.inc\ninclude a.inc\ninclude a.inc\n", limits)))
                .isEqualTo("q/q");
        assertThat(diagnostics.list()).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo(Code.TOO_MANY_FILES);
            assertThat(found.statusClass()).isEqualTo(StatusClass.STRICT_INCLUDE);
        });
    }

    @Test
    void textThatIsTooLargeAfterAllStagesIsCutThere() throws IOException {
        var limits = new SourceLimits(1 << 20, 8, 8, 1000, 16, 1 << 10);
        assertThat(read("~SEQ(i, 900) some words\n", limits).text()).hasSizeLessThanOrEqualTo(1 << 11);
        assertThat(diagnostics.list())
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(Code.CONFIG_TOO_LARGE);
    }

    @Test
    void definitionsThatDoubleEachOtherStayBounded() throws IOException {
        var text = new StringBuilder("$A0=xxxxxxxxxxxxxxxx\n");
        for (int i = 1; i < 40; i++) {
            text.append("$A")
                    .append(i)
                    .append("=${A")
                    .append(i - 1)
                    .append("}${A")
                    .append(i - 1)
                    .append("}\n");
        }
        assertThat(lines(read(text + "q ${A39}\n"))).isEmpty();
        assertThat(diagnostics.list()).singleElement().asString().contains("longer than 1022 characters");
    }

    @Test
    void fileThatIsTooLargeIsRefused() throws IOException {
        Path file = directory.resolve("large.conf");
        Files.writeString(file, "x".repeat(2 << 20));
        var options = new SourceOptions("vm1", Map.of(), (low, high) -> low, new SourceLimits(1 << 20, 1, 1, 1, 1, 1));
        assertThat(TextStages.read(file, options, diagnostics)).isNull();
        assertThat(diagnostics.list()).singleElement().asString().contains("larger than 1 MiB");
    }

    @Test
    void patternMatchesAsInTheShell() {
        assertThat(FilePattern.matchesName("*.conf", "a.conf")).isTrue();
        assertThat(FilePattern.matchesName("[!a]?.c*", "bx.conf")).isTrue();
        assertThat(FilePattern.matchesName("[!a]?.c*", "ax.conf")).isFalse();
        assertThat(FilePattern.matchesName("a*b*c", "a-b-b-c")).isTrue();
        assertThat(FilePattern.matchesName("*".repeat(50) + "x", "y".repeat(200)))
                .isFalse();
        assertThat(FilePattern.alternatives("x{a,b}{1,2}")).containsExactlyInAnyOrder("xa1", "xa2", "xb1", "xb2");
    }

    private String name() {
        return directory.resolve("keepalived.conf").toString();
    }

    private static String lines(ConfigText text) {
        return String.join("/", text.text().lines().toList());
    }
}
