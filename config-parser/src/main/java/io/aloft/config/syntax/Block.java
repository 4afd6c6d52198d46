package io.aloft.config.syntax;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.source.ConfigText;
import java.util.List;

/**
 * The statements between two braces.
 *
 * @param source the text it stands in
 * @param openingAt offset of the opening brace
 * @param statements in order; for entry blocks each is one entry
 * @param closingAt offset of the closing brace, or of the opening one when the file ended first
 */
public record Block(ConfigText source, int openingAt, List<Statement> statements, int closingAt) {

    public Block {
        statements = List.copyOf(statements);
    }

    /** Where the opening brace stands. */
    public SourceLocation opening() {
        return source.location(openingAt);
    }

    /** Where the closing brace stands; where the opening one does when the file ended first. */
    public SourceLocation closing() {
        return source.location(closingAt);
    }
}
