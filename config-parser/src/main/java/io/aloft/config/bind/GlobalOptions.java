package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keywords of {@code global_defs} that belong to no group, and names with a greatest length. */
final class GlobalOptions {

    private static final Set<String> INCLUDE_CHECKS = Set.of("read", "match", "wildcard_match", "brace_match");

    private GlobalOptions() {}

    /** The text stages act on it; what is wrong with its words is said here. */
    static void includeCheck(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        boolean plain = false;
        for (Word word : statement.arguments()) {
            String text = word.text();
            boolean signed = text.startsWith("+") || text.startsWith("-");
            if (!INCLUDE_CHECKS.contains(signed ? text.substring(1) : text)) {
                context.error(
                        Code.INCLUDE_CHECK_WORD,
                        word.location(),
                        "include_check: '" + word + "' is ignored (expected: read, match, wildcard_match or"
                                + " brace_match, with + or - to change one)");
            } else if (!signed) {
                if (plain) {
                    context.error(
                            Code.INCLUDE_CHECK_WORD,
                            word.location(),
                            "include_check: '" + word + "' is a second word without sign, ignored");
                }
                plain = true;
            }
        }
    }

    /** Names that have a greatest length: what is longer is cut. */
    static List<String> boundedNames(Directive directive, Statement statement, BindContext context) {
        int most = directive.range() == null
                ? Integer.MAX_VALUE
                : Integer.parseInt(directive.range().high());
        var names = new ArrayList<String>();
        var seen = new HashSet<Integer>();
        for (Word word : statement.arguments()) {
            String name = word.text();
            if (name.length() > most && seen.add(word.location().column())) {
                context.error(
                        Code.NAME_TOO_LONG,
                        word.location(),
                        directive.keyword() + " " + word + " has more than " + most + " characters, it is cut");
            }
            names.add(name.length() > most ? name.substring(0, most) : name);
        }
        return names;
    }
}
