package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.source.SourceLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random edits of the test files: whatever comes out, loading ends with a result. The seed is part of every failure. */
class ConfigFuzzTest {

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "\"",
            "'",
            "\\",
            "\n",
            " ",
            "#",
            "!",
            "$A=",
            "${A}",
            "$A",
            "@x ",
            "~SEQ(i,1,5) ",
            "~LST(",
            ")",
            "include ",
            "-1",
            "99999999999999999999",
            "0.0000001",
            "::",
            "\0",
            "\u00a0",
            "</",
            "&&",
            "[[",
            "vrrp_instance",
            "weight",
            "virtual_server",
            "url",
            "path");

    /** Small ones, so that an edit that makes a bomb goes off early. */
    static final SourceLimits LIMITS = new SourceLimits(1 << 20, 8, 32, 5_000, 16, 1 << 20);

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void randomEditsNeverThrowAndStayBounded() throws IOException {
        List<byte[]> seeds = seeds();
        long seed = Long.getLong("aloft.fuzz.seed", 20_260_101L);
        int rounds = Integer.getInteger("aloft.fuzz.rounds", 400);
        FakeHost host = FakeHost.usual();
        var options = new LoadOptions("director", true, Map.of(), LIMITS);
        Path file = directory.resolve("keepalived.conf");
        for (int round = 0; round < rounds; round++) {
            var random = new SplittableRandom(seed + round);
            Files.write(file, edited(seeds.get(random.nextInt(seeds.size())), random));
            LoadResult result;
            try {
                result = ConfigLoader.load(file, options, host);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("-Daloft.fuzz.seed=" + (seed + round) + " -Daloft.fuzz.rounds=1", e);
            }
            assertThat(result.diagnostics().size()).as("seed " + (seed + round)).isLessThan(5_030);
            assertThat(result.testExitStatus()).as("seed " + (seed + round)).isIn(0, 2, 4, 5, 6);
        }
    }

    static List<byte[]> seeds() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(40);
            var contents = new java.util.ArrayList<byte[]>();
            for (Path file : found) {
                contents.add(Files.readAllBytes(file));
            }
            return contents;
        }
    }

    static byte[] edited(byte[] original, SplittableRandom random) {
        var text = new StringBuilder(new String(original, StandardCharsets.ISO_8859_1));
        int edits = 1 + random.nextInt(12);
        for (int i = 0; i < edits && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.insert(at, text.substring(at, end));
                case 3 -> text.setCharAt(at, (char) random.nextInt(256));
                default ->
                    text.insert(at, PIECES.get(random.nextInt(PIECES.size())).repeat(1 + random.nextInt(200)));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
