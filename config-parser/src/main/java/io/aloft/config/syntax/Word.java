package io.aloft.config.syntax;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.source.ConfigText;

/**
 * One word of a statement.
 *
 * @param source the text it stands in
 * @param text without quotes
 * @param start offset of its first character, behind the opening quote
 * @param quoted written in double quotes, hence possibly empty or with blanks
 */
public record Word(ConfigText source, String text, int start, boolean quoted) {

    /** Offset behind its last character. */
    public int end() {
        return start + text.length();
    }

    public SourceLocation location() {
        return source.location(quoted ? start - 1 : start);
    }

    @Override
    public String toString() {
        return quoted ? '"' + text + '"' : text;
    }
}
