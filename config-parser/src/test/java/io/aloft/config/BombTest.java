package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.aloft.config.diagnostic.Diagnostic;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 64 KB made to take memory or time. What a load allocates is counted, which does not depend on the machine: work that grows with
 * the square of the input shows there. Limits that end a load say so.
 */
class BombTest {

    private static final int SIZE = 1 << 16;

    /** What repeated work on a long line takes at most: 1,000 replacements in 64 KB. */
    private static final long MOST_BYTES = 512L << 20;

    @TempDir
    private Path directory = Path.of(".");

    static Stream<Arguments> bombs() {
        String lines = "make more than 100000 lines; reading stops here";
        return Stream.of(
                Arguments.of("braces", fill("{"), "more than 64 deep"),
                Arguments.of("quotes", fill("\""), "the line has 65536 characters"),
                Arguments.of("escaped comment signs", fill("\\#"), "the line has 65536 characters"),
                Arguments.of("references on one line", "$A=x\n" + fill("$A "), "refers to itself"),
                Arguments.of("references that grow", "$A=" + "y".repeat(1000) + "\n" + fill("q ${A}\n"), "ignored"),
                Arguments.of(
                        "a value of many lines", "$A=\\\n" + "q \\\n".repeat(8000) + "\n" + "$A\n".repeat(8000), lines),
                Arguments.of("values that double", doubling(), lines),
                Arguments.of("a sequence of sequences", fill("~SEQ(a, 9) ~SEQ(b, 9) ~SEQ(c, 9) q\n"), lines),
                Arguments.of(
                        "sequences inside each other on one line",
                        fill("~SEQ(a, 2) "),
                        "characters; reading stops here"),
                Arguments.of("a cubed sequence", "~SEQ(a, 99) ~SEQ(b, 99) ~SEQ(c, 99) q\n", lines),
                Arguments.of("a sequence for nobody", "~SEQ(a, 99999) @nobody q\n".repeat(2000), lines),
                Arguments.of(
                        "a wide list",
                        "~LST({a" + ",a".repeat(16_000) + "}" + ",{1}".repeat(8_000) + ") q\n",
                        "values are more than 100000"),
                Arguments.of("a sequence too long", fill("~SEQ(a, 2000000000) q\n"), "steps are more than 100000"),
                Arguments.of("a file that includes itself", fill("include bomb.conf\n"), "64 deep; reading stops here"),
                Arguments.of(
                        "alternatives of names",
                        ("include " + "{a,b}".repeat(12) + "\n").repeat(900),
                        "more, not shown"),
                Arguments.of("a pattern too long", "include " + fill("{a,b}") + "\n", "no file matches"),
                Arguments.of(
                        "unknown keywords",
                        each(i -> "kw" + Integer.toString(i * 7919, 36) + " x\n"),
                        "more, not shown"),
                Arguments.of(
                        "keywords nearly right", "global_defs {\n" + each(i -> "vrrp_garp_mas" + i + "\n"), "ignored"),
                Arguments.of(
                        "more errors than are kept before the one that ends reading",
                        "\0\n".repeat(6_000) + "~SEQ(a, 99) ~SEQ(b, 99) ~SEQ(c, 99) q\n",
                        lines),
                Arguments.of(
                        "more errors than are kept before the one that refuses",
                        "\0\n".repeat(6_000) + "include_check\ninclude missing.conf\n",
                        "no file matches missing.conf"),
                Arguments.of("one name again and again", each(i -> "vrrp_instance V {\n}\n"), "V"),
                Arguments.of(
                        "undefined names",
                        "vrrp_sync_group G {\ngroup {\n" + each(i -> "V" + i + "\n") + "}\n}\n",
                        "there is no vrrp_instance V0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void smallFileTakesLittleAndSaysWhichLimitItMet(String name, String text, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("bomb.conf"), text);
        FakeHost host = FakeHost.usual();
        LoadOptions options = LoadOptions.forHost(host).forTest();
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        LoadResult result = ConfigLoader.load(file, options, host);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes allocated for " + name).isLessThan(MOST_BYTES);
        assertThat(result.diagnostics()).map(Diagnostic::toString).anyMatch(each -> each.contains(message));
    }

    private static String fill(String unit) {
        return unit.repeat(SIZE / unit.length());
    }

    private static String each(IntFunction<String> line) {
        var text = new StringBuilder();
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(line.apply(i));
        }
        return text.toString();
    }

    private static String doubling() {
        var text = new StringBuilder("$M0=\\\nq \\\nq\n");
        for (int i = 1; i < 40; i++) {
            text.append("$M" + i + "=\\\n$M" + (i - 1) + "\\\n$M" + (i - 1) + "\n");
        }
        return text.append("$M39\n").toString();
    }
}
