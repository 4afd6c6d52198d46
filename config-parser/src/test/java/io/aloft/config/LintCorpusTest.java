package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.lint.Linter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often each rule speaks on files that people wrote: one that speaks about every other file says nothing. */
@Tag("corpus")
class LintCorpusTest {

    private static final Path CORPUS = Path.of(System.getProperty("aloft.corpus", "../../shared/corpus"));

    /** Of a hundred files, on how many one rule may speak. */
    private static final int MOST_PERCENT = 10;

    @Test
    void noRuleSpeaksAboutManyFiles() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS.toAbsolutePath() + " (-Daloft.corpus=DIR)");
        var counts = new TreeMap<Code, Integer>();
        var lines = new StringBuilder();
        int files = 0;
        int spokenOf = 0;
        for (Path file : files()) {
            FakeHost host = FakeHost.withEverything();
            LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host), host);
            if (result.image() == null) {
                continue;
            }
            files++;
            List<Diagnostic> found = Linter.lint(result.image(), result.origins(), host.addresses());
            spokenOf += found.isEmpty() ? 0 : 1;
            Map<Code, Integer> here = new EnumMap<>(Code.class);
            found.forEach(each -> here.put(each.code(), 1));
            here.forEach((code, one) -> counts.merge(code, one, Integer::sum));
            found.forEach(each -> lines.append(each).append('\n'));
        }
        Files.writeString(Path.of("target/corpus-lint.txt"), lines);
        System.out.printf("lint: something is said about %d of %d files%n", spokenOf, files);
        counts.forEach((code, count) -> System.out.printf("lint: %s %s: %d files%n", code.id(), code, count));
        assertThat(files).isGreaterThan(100);
        assertThat(counts.values()).allMatch(inRange(files));
    }

    private static java.util.function.Predicate<Integer> inRange(int files) {
        return count -> count * 100 <= files * MOST_PERCENT;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(CORPUS.resolve("conf"))) {
            return found.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }
}
