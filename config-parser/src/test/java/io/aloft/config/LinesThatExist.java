package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.SourceLocation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The places that diagnostics name. */
final class LinesThatExist {

    private LinesThatExist() {}

    /** Each place lies in {@code file}, which holds {@code text}; {@code round} is what to try again after a failure. */
    static void check(List<Diagnostic> found, Path file, byte[] text, String round) {
        long lines = 1;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        for (Diagnostic each : found) {
            check(each.location(), file, lines, round + ": " + each);
            check(each.related(), file, lines, round + ": " + each);
        }
    }

    private static void check(@Nullable SourceLocation location, Path file, long lines, String what) {
        if (location != null) {
            assertThat(location.file()).as(what).isEqualTo(file.toString());
            assertThat((long) location.line()).as(what).isBetween(1L, lines);
            assertThat(location.column()).as(what).isPositive();
        }
    }
}
