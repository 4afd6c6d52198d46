package io.aloft.config.print;

import io.aloft.config.directive.ArgumentType;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.Secrets;
import io.aloft.config.source.Pragma;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement on one line, such that reading the line again gives the same words. */
final class StatementText {

    private static final String FIRST_OF_A_STAGE = "@~$";

    private StatementText() {}

    /**
     * The words, quoted where they have to be.
     *
     * @param directive row of the keyword; null for an entry and for what no row describes
     * @param keyword what to write instead of the keyword
     * @param value what to write instead of the first argument, or null
     * @param secrets whether to write those
     */
    static String of(
            Statement statement,
            @Nullable Directive directive,
            String keyword,
            @Nullable String value,
            boolean secrets) {
        int hidden = secrets ? Integer.MAX_VALUE : secretArgument(directive);
        if (value == null && hidden == Integer.MAX_VALUE && isVerbatim(statement, directive)) {
            return escaped(quotedFirst(keyword) + " " + statement.rawArguments())
                    .stripTrailing();
        }
        var words = new ArrayList<String>(List.of(quotedFirst(keyword)));
        List<Word> arguments = statement.arguments();
        for (int i = 0; i < arguments.size() && i <= hidden; i++) {
            String written = i == 0 && value != null ? value : arguments.get(i).text();
            words.add(i == hidden ? Secrets.MASK : quoted(written));
        }
        return String.join(" ", words);
    }

    /** Index of the argument from which on nothing is shown. */
    private static int secretArgument(@Nullable Directive directive) {
        return directive != null && directive.type() == ArgumentType.SECRET
                ? directive.arguments().split(" ").length - 1
                : Integer.MAX_VALUE;
    }

    /**
     * Scripts are split from the raw text by rules of their own, in which single quotes and backslashes count and a quote need
     * not stand at the border of a word.
     */
    private static boolean isVerbatim(Statement statement, @Nullable Directive directive) {
        String raw = statement.rawArguments();
        return directive != null && directive.type() == ArgumentType.SCRIPT
                || raw.indexOf('\'') >= 0
                || raw.indexOf('\\') >= 0
                || hasWordsWithoutBlankBetween(statement)
                || hasOpenQuote(statement);
    }

    private static boolean hasWordsWithoutBlankBetween(Statement statement) {
        List<Word> words = statement.words();
        for (int i = 1; i < words.size(); i++) {
            int end = words.get(i - 1).end() + (words.get(i - 1).quoted() ? 1 : 0);
            int start = words.get(i).start() - (words.get(i).quoted() ? 1 : 0);
            if (end == start) {
                return true;
            }
        }
        return false;
    }

    /** An unfinished quote is no word, though a script has it as an argument. */
    private static boolean hasOpenQuote(Statement statement) {
        Word last = statement.words().getLast();
        return statement.end() > last.end() + (last.quoted() ? 1 : 0);
    }

    private static String quoted(String word) {
        boolean plain = !word.isEmpty() && word.chars().noneMatch(c -> " \t\f\u000b\r{}#!".indexOf(c) >= 0);
        return plain ? word : '"' + word + '"';
    }

    /** At the start of a line some characters and words belong to the text stages unless a quote stands before them. */
    private static String quotedFirst(String word) {
        if (word.startsWith(Pragma.MARK)) {
            return word;
        }
        boolean taken = !word.isEmpty() && FIRST_OF_A_STAGE.indexOf(word.charAt(0)) >= 0 || word.startsWith("include");
        return taken ? '"' + word + '"' : quoted(word);
    }

    /** Puts back the backslashes that kept comment signs from starting a comment. */
    private static String escaped(String text) {
        var out = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == '#' || c == '!')) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
