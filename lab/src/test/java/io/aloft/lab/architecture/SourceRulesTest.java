package io.aloft.lab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.nodeTypes.NodeWithRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules about the text of the sources, tests included. None of them knows an exemption. */
class SourceRulesTest {

    private static final int FILE_LINES = 500;
    private static final int METHOD_LINES = 60;

    /** A guard for every rule: the tree has at least so many Java files. */
    private static final int LEAST_FILES = 250;

    @Test
    void noJavaFileIsLongerThanFiveHundredLines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : javaFiles()) {
            int lines = Files.readAllLines(file).size();
            if (lines > FILE_LINES) {
                tooLong.add("%s: %d lines (expected: at most %d)".formatted(file, lines, FILE_LINES));
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void noMethodIsLongerThanSixtyLines() throws IOException {
        var parser = new JavaParser(
                new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.BLEEDING_EDGE));
        List<String> tooLong = new ArrayList<>();
        int methods = 0;
        for (Path file : javaFiles()) {
            CompilationUnit unit =
                    parser.parse(file).getResult().orElseThrow(() -> new AssertionError("cannot be parsed: " + file));
            for (NodeWithRange<?> body : bodies(unit).toList()) {
                methods++;
                int lines = body.getRange().orElseThrow().getLineCount();
                if (lines > METHOD_LINES) {
                    tooLong.add("%s:%d: a method of %d lines (expected: at most %d)"
                            .formatted(file, body.getBegin().orElseThrow().line, lines, METHOD_LINES));
                }
            }
        }
        assertThat(methods).isGreaterThan(5 * LEAST_FILES);
        assertThat(tooLong).isEmpty();
    }

    private static Stream<NodeWithRange<?>> bodies(CompilationUnit unit) {
        Stream<NodeWithRange<?>> methods =
                unit.findAll(CallableDeclaration.class).stream().map(m -> m);
        return Stream.concat(methods, unit.findAll(InitializerDeclaration.class).stream());
    }

    /** What is unfinished or switched off has its place in an issue, where somebody looks. */
    @Test
    void nothingIsLeftForLaterAndNoTestIsSwitchedOff() throws IOException {
        // Written so that this file does not find itself.
        assertNoMatch(Pattern.compile("\\b(TO[D]O|FIX[M]E)\\b|@Disab[l]ed|@Ig[n]ore"), ".java", ".g4", ".sh", ".md");
    }

    /** A path of one machine works on one machine. */
    @Test
    void noPathOfOneMachineIsWrittenDown() throws IOException {
        assertNoMatch(
                Pattern.compile("(?<![\\w.])/(work|root|home|Users)/|\\b[A-Z]:\\\\\\\\"),
                ".java",
                ".g4",
                ".sh",
                ".md",
                ".xml",
                ".conf",
                ".properties",
                ".options");
    }

    private static void assertNoMatch(Pattern forbidden, String... endings) throws IOException {
        List<Path> files = SourceTree.files(endings);
        assertThat(files).hasSizeGreaterThan(LEAST_FILES);
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            // Some inputs of tests are no UTF-8 on purpose; what is looked for is ASCII.
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < lines.size(); i++) {
                if (forbidden.matcher(lines.get(i)).find()) {
                    found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Path> javaFiles() throws IOException {
        List<Path> files = SourceTree.files(".java");
        assertThat(files).hasSizeGreaterThan(LEAST_FILES);
        return files;
    }
}
