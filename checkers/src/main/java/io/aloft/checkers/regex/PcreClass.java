package io.aloft.checkers.regex;

import io.aloft.model.lvs.RegexSpec.Option;
import java.util.Map;
import java.util.Set;

/** A class in square brackets. The JDK sees operators in there that PCRE2 does not know. */
final class PcreClass {

    /** POSIX names; those of the JDK mean the same for ASCII. */
    private static final Map<String, String> POSIX = Map.ofEntries(
            Map.entry("alpha", "p{Alpha}"),
            Map.entry("digit", "d"),
            Map.entry("alnum", "p{Alnum}"),
            Map.entry("upper", "p{Upper}"),
            Map.entry("lower", "p{Lower}"),
            Map.entry("punct", "p{Punct}"),
            Map.entry("space", "s"),
            Map.entry("blank", "p{Blank}"),
            Map.entry("cntrl", "p{Cntrl}"),
            Map.entry("graph", "p{Graph}"),
            Map.entry("print", "p{Print}"),
            Map.entry("xdigit", "p{XDigit}"),
            Map.entry("word", "w"),
            Map.entry("ascii", "p{ASCII}"));

    private final PatternCursor cursor;
    private final PcreEscapes escapes;
    private final Set<Option> options;

    PcreClass(PatternCursor cursor, PcreEscapes escapes, Set<Option> options) {
        this.cursor = cursor;
        this.escapes = escapes;
        this.options = options;
    }

    /** The class whose opening bracket was passed. */
    String translate() {
        boolean negated = cursor.take("^");
        if (options.contains(Option.ALLOW_EMPTY_CLASS) && cursor.take("]")) {
            return negated ? "[\\s\\S]" : "(?!)";
        }
        var java = new StringBuilder(negated ? "[^" : "[");
        if (cursor.take("]")) {
            java.append("\\]");
        }
        while (!cursor.take("]")) {
            java.append(member());
        }
        return java.append(']').toString();
    }

    private String member() {
        char next = cursor.next();
        return switch (next) {
            case '[' -> bracket();
            case '\\' -> escape();
            case '-' -> "-";
            default -> PcreEscapes.literal(next);
        };
    }

    private String bracket() {
        if (cursor.startsWith(".") || cursor.startsWith("=")) {
            throw cursor.refused("collating elements are not supported");
        }
        int mark = cursor.mark();
        if (cursor.take(":")) {
            boolean negated = cursor.take("^");
            var name = new StringBuilder();
            while (cursor.peek() >= 'a' && cursor.peek() <= 'z') {
                name.append(cursor.next());
            }
            if (cursor.take(":]")) {
                return posix(name.toString(), negated);
            }
            cursor.back(mark);
        }
        return "\\[";
    }

    private String posix(String name, boolean negated) {
        String java = POSIX.get(name);
        if (java == null) {
            throw cursor.refused("[:" + name + ":] is no class of POSIX");
        }
        return "\\" + (negated ? Character.toUpperCase(java.charAt(0)) + java.substring(1) : java);
    }

    private String escape() {
        char letter = cursor.next();
        return switch (letter) {
            case 'b' -> "\\x08";
            case 'E' -> "";
            case 'Q' -> {
                var quoted = new StringBuilder();
                cursor.takeUntil("\\E").chars().forEach(c -> quoted.append(PcreEscapes.literal(c)));
                yield quoted.toString();
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> escapes.octal(letter);
            default -> escapes.of(letter);
        };
    }
}
