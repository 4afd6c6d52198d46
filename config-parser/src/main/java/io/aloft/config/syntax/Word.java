package io.aloft.config.syntax;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.source.ConfigText;

/**
 * One word of a statement.
 *
 * @param source the text it stands in
 * @param start offset of its first character, behind the opening quote
 * @param end offset behind its last character
 * @param quoted written in double quotes, hence possibly empty or with blanks
 */
public record Word(ConfigText source, int start, int end, boolean quoted) {

    public String text() {
        return source.text().substring(start, end);
    }

    public SourceLocation location() {
        return source.location(quoted ? start - 1 : start);
    }

    @Override
    public String toString() {
        return quoted ? '"' + text() + '"' : text();
    }
}
