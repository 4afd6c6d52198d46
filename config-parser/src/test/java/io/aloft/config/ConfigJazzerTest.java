package io.aloft.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aloft.config.source.SourceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for bytes that make a load throw, or name a line that does not exist, led by the branches that each input takes. In a plain
 * build the test files and what was once found are loaded; {@code docs/configuration.md} has the command that searches.
 */
class ConfigJazzerTest {

    private static final int MOST_BYTES = 1 << 16;

    @TempDir
    private Path directory = Path.of(".");

    static Stream<byte[]> files() throws IOException {
        return ConfigFuzzTest.seeds().stream().filter(text -> text.length <= MOST_BYTES);
    }

    @MethodSource("files")
    @FuzzTest
    void anyTextGivesDiagnosticsAndNoException(byte[] text) throws IOException {
        if (text.length > MOST_BYTES) {
            return;
        }
        FakeHost host = FakeHost.usual();
        Path file = Files.write(directory.resolve("keepalived.conf"), text);
        var options = new LoadOptions("director", true, Map.of(), limits(text));
        LoadResult result = ConfigLoader.load(file, options, host);
        LinesThatExist.check(result.diagnostics(), file, text, "the input");
    }

    /** Without a slash no include leaves the directory; with one it might read what this machine has, so none is followed. */
    private static SourceLimits limits(byte[] text) {
        boolean slash = false;
        for (byte b : text) {
            slash |= b == '/';
        }
        SourceLimits usual = ConfigFuzzTest.LIMITS;
        return new SourceLimits(
                usual.fileBytes(),
                slash ? 0 : usual.includeDepth(),
                usual.files(),
                usual.generatedLines(),
                usual.nesting(),
                usual.totalCharacters());
    }
}
