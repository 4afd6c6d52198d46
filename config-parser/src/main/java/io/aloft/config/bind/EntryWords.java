package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of one entry, read from left to right. */
final class EntryWords {

    private final String keyword;
    private final Statement entry;
    private final List<Word> words;
    private final BindContext context;
    private int at;

    EntryWords(String keyword, Statement entry, BindContext context) {
        this.keyword = keyword;
        this.entry = entry;
        this.words = entry.words();
        this.context = context;
    }

    boolean hasNext() {
        return at < words.size();
    }

    /** The next word without reading it; null at the end. */
    @Nullable
    String peek() {
        return hasNext() ? words.get(at).text() : null;
    }

    Word next() {
        return words.get(at++);
    }

    /** The word that was read last. */
    String last() {
        return words.get(at - 1).text();
    }

    /** The argument of an option, or null, reported: keepalived ends itself when it is missing. */
    @Nullable
    Word argument(Word option) {
        if (hasNext()) {
            return next();
        }
        context.error(
                Code.MISSING_ARGUMENT_REFUSED,
                option.location(),
                StatusClass.MISSING_PARAMETER,
                keyword + ": " + option.text() + " needs an argument; keepalived does not start with such a file");
        return null;
    }

    /** False, reported, when the option lacks its argument or the argument is not what it takes. */
    boolean accept(Word option, Operands.Operand operand) {
        Word value = argument(option);
        if (value == null) {
            return false;
        }
        String expected = operand.expected(value.text(), context);
        if (expected == null) {
            return true;
        }
        error(
                Code.OPTION_VALUE,
                value,
                option.text() + " " + value + " is wrong (expected: " + expected + "), entry ignored");
        return false;
    }

    void error(Code code, Word word, String message) {
        context.error(code, word.location(), keyword + ": " + message);
    }

    /** About the entry as a whole. */
    void error(Code code, String message) {
        context.error(code, entry.location(), keyword + ": " + message);
    }

    void warning(Code code, Word word, StatusClass statusClass, String message, @Nullable String hint) {
        context.diagnostics()
                .warning(code, word.location(), statusClass, context.inContext(keyword + ": " + message), hint);
    }

    Word first() {
        return words.getFirst();
    }
}
