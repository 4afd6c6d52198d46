package io.aloft.config.syntax;

import io.aloft.config.diagnostic.SourceLocation;
import java.util.List;

/**
 * The statements between two braces.
 *
 * @param opening where the opening brace stands
 * @param statements in order; for entry blocks each is one entry
 * @param closing where the closing brace stands; where the opening one does when the file ended first
 */
public record Block(SourceLocation opening, List<Statement> statements, SourceLocation closing) {

    public Block {
        statements = List.copyOf(statements);
    }
}
