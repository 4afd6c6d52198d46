package io.aloft.config.diagnostic;

/**
 * A place in a configuration file.
 *
 * @param file name as the operator gave it, or as an include resolved it
 * @param line 1 for the first physical line
 * @param column 1 for the first character of the line; a tab counts as one
 */
public record SourceLocation(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
