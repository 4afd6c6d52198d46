package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.source.SourceLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files that people wrote, against what keepalived 2.2.7 said about each: refused, clean, and which lines. */
@Tag("corpus")
class CorpusTest {

    /** How many files agreed when this was last looked at; it may only rise. */
    private static final int REFUSED_AGREE = 177;

    /** Two files have unicast without interface, which 2.2.7 does not start and 2.4 does. */
    private static final int CLEAN_AGREE = 173;

    private static final int EXITS_AGREE = 173;
    private static final int LINES_AGREE = 170;

    /** Of the line numbers that keepalived complains about, how many in a hundred Aloft complains about. */
    private static final double LINES_FOUND_PERCENT = 97.5;

    private static final Pattern LINE = Pattern.compile("^\\((?:[^()]*: )?Line (\\d+)\\)");
    private static final Pattern ECHO = Pattern.compile("Unknown keyword|Unexpected '\\{'|Extra '}'|Missing '\\{'");
    private static final Path CORPUS = Path.of(System.getProperty("aloft.corpus", "../../shared/corpus"));

    private record Case(Path file, int exit, String configId, List<String> oracle) {}

    @Test
    void verdictsAgreeWithKeepalivedAsOftenAsBefore() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS.toAbsolutePath() + " (-Daloft.corpus=DIR)");
        int files = 0;
        int refused = 0;
        int clean = 0;
        int exits = 0;
        int lines = 0;
        int complained = 0;
        int found = 0;
        var disagreements = new ArrayList<String>();
        for (Case each : cases()) {
            if (each.exit() == 124 || each.exit() == 134) {
                continue;
            }
            files++;
            FakeHost host = FakeHost.withEverything();
            var options = new LoadOptions(each.configId(), true, Map.of(), SourceLimits.DEFAULT);
            LoadResult result = ConfigLoader.load(each.file(), options, host);
            boolean refusedAgrees = (result.image() == null) == (each.exit() == 2);
            boolean cleanAgrees = each.exit() == 2 || isClean(result) == isCleanOracle(each.oracle());
            boolean linesAgree = each.exit() == 2 || linesAgree(result, each);
            Set<Integer> theirs = each.exit() == 2 ? Set.of() : complaints(result, each);
            Set<Integer> missed = new TreeSet<>(theirs);
            missed.removeAll(ourLines(result));
            complained += theirs.size();
            found += theirs.size() - missed.size();
            refused += refusedAgrees ? 1 : 0;
            clean += cleanAgrees ? 1 : 0;
            exits += result.testExitStatus() == each.exit() ? 1 : 0;
            lines += linesAgree ? 1 : 0;
            if (!refusedAgrees
                    || !cleanAgrees
                    || !linesAgree
                    || !missed.isEmpty()
                    || result.testExitStatus() != each.exit()) {
                disagreements.add(each.file().getFileName() + (refusedAgrees ? "" : " REFUSED")
                        + (cleanAgrees ? "" : " CLEAN") + (linesAgree ? "" : " LINES") + " missed " + missed + " exit "
                        + each.exit()
                        + " aloft " + result.testExitStatus() + "\n  keepalived: "
                        + String.join("\n  keepalived: ", each.oracle()) + "\n  aloft: "
                        + String.join(
                                "\n  aloft: ",
                                counted(result).map(Diagnostic::toString).toList()));
            }
        }
        Files.writeString(Path.of("target/corpus-disagreements.txt"), String.join("\n", disagreements));
        System.out.printf(
                "corpus: %d files; same verdict on refused %d, on clean %d, on lines %d, on exit status %d%n",
                files, refused, clean, lines, exits);
        double percent = 100.0 * found / complained;
        System.out.printf("corpus: %d of %d lines complained about, %.1f %%%n", found, complained, percent);
        assertThat(files).isGreaterThan(100);
        assertThat(refused).as("refused or not").isGreaterThanOrEqualTo(REFUSED_AGREE);
        assertThat(clean).as("clean or not").isGreaterThanOrEqualTo(CLEAN_AGREE);
        assertThat(exits).as("exit status").isGreaterThanOrEqualTo(EXITS_AGREE);
        assertThat(lines).as("lines complained about").isGreaterThanOrEqualTo(LINES_AGREE);
        assertThat(percent).as("lines found").isGreaterThanOrEqualTo(LINES_FOUND_PERCENT);
    }

    private static List<Case> cases() throws IOException {
        var cases = new ArrayList<Case>();
        List<String> index = Files.readAllLines(CORPUS.resolve("index.tsv"), StandardCharsets.UTF_8);
        for (String row : index.subList(1, index.size())) {
            String[] column = row.split("\t", -1);
            String name = column[0];
            String options = column.length > 6 ? column[6] : "";
            String id = options.startsWith("-i ") ? options.substring(3).strip() : "oracle";
            String oracle = new String(
                    Files.readAllBytes(CORPUS.resolve("oracle").resolve(name.replaceAll("\\.conf$", ".txt"))),
                    StandardCharsets.ISO_8859_1);
            cases.add(new Case(
                    CORPUS.resolve("conf").resolve(name),
                    Integer.parseInt(column[4]),
                    id,
                    oracle.lines().toList()));
        }
        return cases;
    }

    private static java.util.stream.Stream<Diagnostic> counted(LoadResult result) {
        return result.diagnostics().stream()
                .filter(found -> found.statusClass() != StatusClass.OK && found.statusClass() != StatusClass.SECURITY);
    }

    private static boolean isClean(LoadResult result) {
        return counted(result).findAny().isEmpty();
    }

    private static boolean isCleanOracle(List<String> oracle) {
        return oracle.stream()
                .allMatch(line -> line.contains("SECURITY VIOLATION") || line.contains("Config files missing"));
    }

    private static Set<Integer> ourLines(LoadResult result) {
        var ours = new TreeSet<Integer>();
        counted(result).forEach(found -> {
            if (found.location() != null) {
                ours.add(found.location().line());
            }
        });
        return ours;
    }

    /**
     * The lines that keepalived complains about, without the echoes of one mistake: behind a misspelt block name, a brace too
     * many or a missing one it finds every keyword unknown, where Aloft says once what is wrong.
     */
    private static Set<Integer> complaints(LoadResult result, Case each) {
        int cascade = counted(result)
                .filter(found -> found.location() != null && opensCascade(found))
                .mapToInt(found -> Objects.requireNonNull(found.location()).line())
                .min()
                .orElse(Integer.MAX_VALUE);
        var theirs = new TreeSet<Integer>();
        for (String line : each.oracle()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.find() || line.contains("Config files missing")) {
                continue;
            }
            int number = Integer.parseInt(matcher.group(1));
            if (number <= cascade || !ECHO.matcher(line).find()) {
                theirs.add(number);
            }
        }
        return theirs;
    }

    private static boolean opensCascade(Diagnostic found) {
        return switch (found.statusClass()) {
            case UNEXPECTED_OPEN, MISSING_OPEN, UNEXPECTED_CLOSE, MISSING_CLOSE -> true;
            case UNKNOWN_KEYWORD -> found.message().contains("whole block");
            default -> false;
        };
    }

    /**
     * The first line that keepalived complains about is among ours, and ours are among its. Its later lines are mostly echoes
     * of an unknown block; it also reports some without a line, and for each of those one line of ours is allowed.
     */
    private static boolean linesAgree(LoadResult result, Case each) {
        var theirs = new TreeSet<Integer>();
        int unplaced = 0;
        for (String line : each.oracle()) {
            Matcher matcher = LINE.matcher(line);
            if (line.contains("Config files missing")) {
                continue;
            }
            if (matcher.find()) {
                theirs.add(Integer.parseInt(matcher.group(1)));
            } else {
                unplaced++;
            }
        }
        Set<Integer> ours = ourLines(result);
        boolean firstFound = theirs.isEmpty() || ours.contains(theirs.first());
        long invented = ours.stream().filter(line -> !theirs.contains(line)).count();
        return firstFound && invented <= unplaced;
    }
}
