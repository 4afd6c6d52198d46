package io.aloft.config;

import io.aloft.config.bind.Corrections;
import io.aloft.config.syntax.Statement;
import java.util.List;

/**
 * A configuration with the statements that it was made from, for the printer.
 *
 * @param result as {@link ConfigLoader#load} gives it
 * @param statements at root level, includes and definitions resolved; empty when the file could not be read
 * @param corrections which of them do not count as written
 */
public record LoadedFile(LoadResult result, List<Statement> statements, Corrections corrections) {

    public LoadedFile {
        statements = List.copyOf(statements);
    }
}
