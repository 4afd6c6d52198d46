package io.aloft.config.syntax;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.source.Pragma;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A keyword with its arguments, and the block behind it if there is one.
 *
 * @param keyword the first word
 * @param arguments the words behind it
 * @param end offset behind the last word as written, quotes included
 * @param block null when no brace follows
 */
public record Statement(
        Word keyword,
        List<Word> arguments,
        int end,
        @Nullable Block block) {

    /** The keyword and its arguments: what an entry of a list is. */
    public List<Word> words() {
        var words = new ArrayList<Word>(arguments.size() + 1);
        words.add(keyword);
        words.addAll(arguments);
        return words;
    }

    /** Whether this is a pragma comment, {@code #@aloft KEYWORD}, which belongs to Aloft alone. */
    public boolean isPragma() {
        return !keyword.quoted() && keyword.text().startsWith(Pragma.MARK);
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
        int behind = keyword.end() + (keyword.quoted() ? 1 : 0);
        return keyword.source().slice(behind, end).strip();
    }

    /** The whole statement as written, for messages. */
    public String rawText() {
        Word first = keyword();
        return first.source().slice(first.quoted() ? first.start() - 1 : first.start(), end);
    }
}
