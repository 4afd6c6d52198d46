package io.aloft.daemon;

import io.aloft.config.LoadOptions;
import io.aloft.config.LoadResult;
import io.aloft.config.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** {@code -t}: says what is wrong with a configuration and answers with keepalived's exit status. */
final class ConfigTest {

    private static final OpenOption[] APPEND = {
        StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS
    };

    private ConfigTest() {}

    static int run(Path file, LoadOptions options, Optional<String> log) {
        LoadResult result = Main.load(file, options.forTest());
        if (log.isEmpty()) {
            print(result, System.err);
            return result.testExitStatus();
        }
        // A symbolic link could make root append to somebody else's file.
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(Path.of(log.get()), APPEND), true, StandardCharsets.UTF_8)) {
            print(result, out);
            return result.testExitStatus();
        } catch (IOException e) {
            System.err.println("aloft: cannot write " + log.get() + ": " + e.getMessage());
            return ExitStatus.FATAL;
        }
    }

    private static void print(LoadResult result, PrintStream out) {
        for (Diagnostic diagnostic : result.diagnostics()) {
            out.println(diagnostic);
        }
    }
}
