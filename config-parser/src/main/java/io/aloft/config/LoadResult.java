package io.aloft.config;

import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.origin.Origins;
import io.aloft.model.ConfigImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a configuration.
 *
 * @param image everything that is valid; null only when the configuration is refused: its file cannot be read, or a keyword
 *     lacks the argument without which keepalived ends itself, or a strict include failed
 * @param runnable the image without names of what is not there; null when the image is
 * @param origins where the objects of the image were written
 * @param diagnostics in the order of reading, then of the checks after reading
 * @param worst keepalived's class of the worst of them
 * @param testExitStatus what {@code keepalived -t} exits with: 0, 2, 4, 5 or 6
 * @param leftOut names of the {@code vrrp_instance} blocks that do not run, because of an error in them
 * @param leftOutServers the {@code virtual_server} and {@code real_server} blocks that are not served, because of an error
 *     in them, as messages name them
 */
public record LoadResult(
        @Nullable ConfigImage image,
        @Nullable ConfigImage runnable,
        Origins origins,
        List<Diagnostic> diagnostics,
        StatusClass worst,
        int testExitStatus,
        List<String> leftOut,
        List<String> leftOutServers) {

    public LoadResult {
        diagnostics = List.copyOf(diagnostics);
        leftOut = List.copyOf(leftOut);
        leftOutServers = List.copyOf(leftOutServers);
    }

    /** Whether the main file could be read at all. */
    public boolean readable() {
        return diagnostics.stream()
                .noneMatch(d -> d.location() == null && d.statusClass() == StatusClass.STRICT_INCLUDE);
    }

    /** Whether braces do not match, so that what was read may end or begin anywhere. */
    public boolean unbalanced() {
        return diagnostics.stream()
                .anyMatch(d -> d.statusClass() == StatusClass.MISSING_CLOSE
                        || d.statusClass() == StatusClass.UNEXPECTED_CLOSE);
    }
}
