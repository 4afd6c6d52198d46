package io.aloft.config.syntax;

import io.aloft.config.diagnostic.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A keyword with its arguments, and the block behind it if there is one.
 *
 * @param words at least one; the first is the keyword
 * @param end offset behind the last word as written, quotes included
 * @param block null when no brace follows
 */
public record Statement(List<Word> words, int end, @Nullable Block block) {

    public Word keyword() {
        return words.getFirst();
    }

    public List<Word> arguments() {
        return words.size() == 1 ? List.of() : words.subList(1, words.size());
    }

    /** What stands between the braces; nothing when there are none. */
    public List<Statement> content() {
        return block == null ? List.of() : block.statements();
    }

    public SourceLocation location() {
        return keyword().location();
    }

    /** The arguments as written, with quotes and blanks: what the script rules split again. */
    public String rawArguments() {
        return keyword().source().slice(keyword().end(), end).strip();
    }

    /** The whole statement as written, for messages. */
    public String rawText() {
        Word first = keyword();
        return first.source().slice(first.quoted() ? first.start() - 1 : first.start(), end);
    }
}
