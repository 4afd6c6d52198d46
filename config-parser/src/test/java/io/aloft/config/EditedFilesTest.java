package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aloft.config.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with random mistakes: each load ends with diagnostics, and each of them names a line that exists. One round again:
 * {@code -Daloft.fuzz.seed=SEED -Daloft.fuzz.rounds=1}.
 */
class EditedFilesTest {

    private static final Path CORPUS = Path.of(System.getProperty("aloft.corpus", "../../shared/corpus"));
    private static final long SEED = Long.getLong("aloft.fuzz.seed", 20_260_301L);

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void mistakesInOwnFilesAreReportedAtLinesThatExist() throws IOException {
        edit(filesBelow(Path.of("src/test/resources")), Integer.getInteger("aloft.fuzz.rounds", 1_000));
    }

    @Test
    @Tag("corpus")
    void mistakesInFilesOfOthersAreReportedAtLinesThatExist() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS.toAbsolutePath() + " (-Daloft.corpus=DIR)");
        edit(filesBelow(CORPUS.resolve("conf")), Integer.getInteger("aloft.fuzz.rounds", 10_000));
    }

    private void edit(List<Path> originals, int rounds) throws IOException {
        FakeHost host = FakeHost.usual();
        LoadOptions options = LoadOptions.forHost(host).forTest();
        Path file = directory.resolve("keepalived.conf");
        for (long seed = SEED; seed < SEED + rounds; seed++) {
            Path original = originals.get((int) (seed % originals.size()));
            byte[] text = RandomEdits.apply(Files.readAllBytes(original), seed);
            Files.write(file, text);
            String round = original.getFileName() + ", -Daloft.fuzz.seed=" + seed + " -Daloft.fuzz.rounds=1";
            List<Diagnostic> found;
            try {
                found = ConfigLoader.load(file, options, host).diagnostics();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(round, e);
            }
            LinesThatExist.check(found, file, text, round);
        }
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> found =
                    new ArrayList<>(files.filter(file -> file.toString().endsWith(".conf"))
                            .sorted()
                            .toList());
            assertThat(found).hasSizeGreaterThan(40);
            return found;
        }
    }
}
