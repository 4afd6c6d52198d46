package io.aloft.config.report;

import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.Severity;
import io.aloft.config.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was found in one configuration.
 *
 * @param file main file, as the operator named it
 * @param readable whether the main file could be read at all
 * @param keepalivedStatus what {@code keepalived -t} would exit with
 * @param diagnostics sorted: those without a place first, then the main file, then the included ones by name, each by line
 *     and column
 */
public record CheckedFile(String file, boolean readable, int keepalivedStatus, List<Diagnostic> diagnostics) {

    /** Sorts the diagnostics; those at one place stay in the order in which they were found. */
    public CheckedFile {
        var sorted = new ArrayList<>(diagnostics);
        sorted.sort(order(file));
        diagnostics = List.copyOf(sorted);
    }

    /** How many diagnostics are of one severity. */
    public long count(Severity severity) {
        return diagnostics.stream().filter(d -> d.severity() == severity).count();
    }

    static Comparator<Diagnostic> order(String mainFile) {
        return Comparator.comparing(Diagnostic::location, Comparator.nullsFirst(placeOrder(mainFile)));
    }

    private static Comparator<SourceLocation> placeOrder(String mainFile) {
        return Comparator.comparing((SourceLocation place) -> !place.file().equals(mainFile))
                .thenComparing(SourceLocation::file)
                .thenComparingInt(SourceLocation::line)
                .thenComparingInt(SourceLocation::column);
    }
}
