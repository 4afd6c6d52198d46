package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.directive.Suggestion;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words that the table does not know in their place: one message each, with the best guess at what was meant. */
final class UnknownKeyword {

    /** What was probably meant. */
    private record Guess(Code code, @Nullable String hint) {}

    private UnknownKeyword() {}

    /** Reports one statement and whatever block stands behind it. {@code removed} is the row of a former keyword, or null. */
    static void report(String block, @Nullable Directive removed, Statement statement, BindContext context) {
        Word keyword = statement.keyword();
        if (context.diagnostics().isFull()) {
            context.diagnostics().warning(Code.UNKNOWN_KEYWORD, null, StatusClass.UNKNOWN_KEYWORD, "unknown keyword");
            return;
        }
        String where = block.equals(DirectiveCatalog.ROOT) ? "" : " in " + block.substring(block.lastIndexOf('/') + 1);
        String what = removed == null
                ? "unknown keyword '" + shown(keyword.text()) + "'" + where
                : "keepalived no longer knows '" + keyword.text() + "'" + where;
        String consequence = statement.block() == null ? ", line ignored" : ", the whole block is ignored";
        Guess guess = removed == null ? guess(block, keyword.text(), context) : ofRemoved(removed);
        context.diagnostics()
                .warning(
                        guess.code(),
                        keyword.location(),
                        StatusClass.UNKNOWN_KEYWORD,
                        context.inContext(what + consequence),
                        guess.hint());
    }

    /** {@code //} looks like a comment to many readers, and keepalived takes it, and all behind it, for arguments. */
    static void cautionAboutSlashes(Statement statement, BindContext context) {
        for (Word word : statement.arguments()) {
            if (!word.quoted() && word.text().startsWith("//")) {
                context.caution(
                        Code.NOT_A_COMMENT,
                        word.location(),
                        "'//' does not start a comment; it and what follows are arguments of "
                                + statement.keyword().text(),
                        "write '#' or '!'");
                return;
            }
        }
    }

    private static Guess ofRemoved(Directive removed) {
        Directive.Relation relation = removed.relation();
        return new Guess(Code.REMOVED_KEYWORD, relation == null ? "remove the line" : "write " + relation.keyword());
    }

    private static Guess guess(String block, String word, BindContext context) {
        if (word.startsWith("//") || word.startsWith("/*") || word.startsWith("*/")) {
            return new Guess(Code.NOT_A_COMMENT, "'//' and '/*' do not start a comment, write '#' or '!'");
        }
        if (word.indexOf('\u00a0') >= 0) {
            return new Guess(
                    Code.NON_BREAKING_SPACE, "the word holds a non-breaking space (U+00A0), which is no blank");
        }
        int equals = word.indexOf('=');
        if (equals > 0 && context.catalog().find(block, word.substring(0, equals)) != null) {
            String value = isSecret(word) ? "…" : word.substring(equals + 1);
            return new Guess(Code.EQUALS_SIGN, "write '" + word.substring(0, equals) + " " + value + "' with a blank");
        }
        boolean nested = !block.equals(DirectiveCatalog.ROOT);
        Directive atRoot = context.catalog().find(DirectiveCatalog.ROOT, word);
        if (nested && atRoot != null && atRoot.type().takesBlock()) {
            return new Guess(Code.BLOCK_INSIDE_BLOCK, "is '}' missing before it?");
        }
        if (!context.mayGuess()) {
            return new Guess(Code.UNKNOWN_KEYWORD, null);
        }
        List<String> known = context.catalog().keywordsOf(block).stream()
                .map(Directive::keyword)
                .toList();
        String close = Suggestion.closest(word, known);
        if (close != null) {
            return new Guess(Code.UNKNOWN_KEYWORD, "did you mean '" + close + "'?");
        }
        var homes = new LinkedHashSet<String>();
        for (Directive row : context.catalog().all()) {
            if (row.keyword().equals(word)) {
                homes.add(row.block().equals(DirectiveCatalog.ROOT) ? "top level" : row.block());
            }
        }
        return homes.isEmpty()
                ? new Guess(Code.UNKNOWN_KEYWORD, null)
                : new Guess(
                        Code.MISPLACED_KEYWORD,
                        "it belongs in "
                                + String.join(", ", homes.stream().limit(3).toList()));
    }

    /** A password that sticks to its keyword; what is printed here ends in logs and on terminals. */
    private static boolean isSecret(String word) {
        return word.startsWith("auth_pass");
    }

    private static String shown(String word) {
        int equals = word.indexOf('=');
        if (equals > 0 && isSecret(word)) {
            return word.substring(0, equals + 1) + "…";
        }
        return word.length() <= 64 ? word : word.substring(0, 64) + "…";
    }
}
