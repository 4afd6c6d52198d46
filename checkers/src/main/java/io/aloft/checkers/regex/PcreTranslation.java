package io.aloft.checkers.regex;

import io.aloft.model.lvs.RegexSpec.Option;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a pattern of PCRE2 as one of the JDK that finds the same. What the JDK has no counterpart for is refused: a pattern
 * must not silently mean something else.
 */
final class PcreTranslation {

    private static final Pattern QUANTIFIER = Pattern.compile("\\d{1,5}(,\\d{0,5})?");

    private final PatternCursor cursor;
    private final Set<Option> options;
    private final PcreEscapes escapes;
    private final PcreClass classes;
    private final StringBuilder java = new StringBuilder();
    private final Map<String, List<Integer>> names = new HashMap<>();
    private final Deque<Scope> enclosing = new ArrayDeque<>();
    private Scope scope;
    private int groups;

    /** Settings that end with the group in which they were made. */
    private record Scope(boolean extended, boolean ungreedy, boolean noCapture) {}

    private PcreTranslation(String pattern, Set<Option> options) {
        this.cursor = new PatternCursor(pattern);
        this.options = options;
        this.escapes = new PcreEscapes(cursor, options);
        this.classes = new PcreClass(cursor, escapes, options);
        this.scope = new Scope(
                options.contains(Option.EXTENDED),
                options.contains(Option.UNGREEDY),
                options.contains(Option.NO_AUTO_CAPTURE));
    }

    /**
     * The pattern for the JDK.
     *
     * @throws IllegalArgumentException when there is none; the message says what the matter is
     */
    static String of(String pattern, Set<Option> options) {
        var translation = new PcreTranslation(pattern, options);
        while (!translation.cursor.atEnd()) {
            translation.item();
        }
        return translation.java.toString();
    }

    private void item() {
        char next = cursor.next();
        switch (next) {
            case '\\' -> escape();
            case '[' -> java.append(classes.translate());
            case '(' -> open();
            case ')' -> {
                java.append(')');
                if (!enclosing.isEmpty()) {
                    scope = enclosing.pop();
                }
            }
            case '*', '+', '?' -> quantifier(String.valueOf(next));
            case '{' -> brace();
            case '$' -> java.append(dollarEndsAll() ? "\\z" : "$");
            case '^' -> java.append(options.contains(Option.ALT_CIRCUMFLEX) && multiline() ? "(?:^|(?<=\\n))" : "^");
            case '#' -> hash();
            case '.', '|' -> java.append(next);
            default -> java.append(scope.extended() && isPatternSpace(next) ? "" : PcreEscapes.literal(next));
        }
    }

    private boolean multiline() {
        return options.contains(Option.MULTILINE);
    }

    private boolean dollarEndsAll() {
        return options.contains(Option.DOLLAR_ENDONLY) && !multiline();
    }

    private static boolean isPatternSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private void hash() {
        if (!scope.extended()) {
            java.append("\\#");
            return;
        }
        while (!cursor.atEnd() && cursor.next() != '\n') {
            // A comment lasts to the end of its line.
        }
    }

    private void brace() {
        int mark = cursor.mark();
        if (!cursor.atEnd() && Character.isDigit(cursor.peek())) {
            String digits = cursor.takeDigits(10, 5) + (cursor.take(",") ? "," + cursor.takeDigits(10, 5) : "");
            if (cursor.take("}") && QUANTIFIER.matcher(digits).matches()) {
                quantifier("{" + digits + "}");
                return;
            }
        }
        cursor.back(mark);
        java.append("\\{");
    }

    private void quantifier(String repeat) {
        java.append(repeat);
        if (cursor.take("+")) {
            java.append('+');
        } else if (cursor.take("?") != scope.ungreedy()) {
            java.append('?');
        }
    }

    private void escape() {
        char letter = cursor.next();
        switch (letter) {
            case 'Q' -> cursor.takeUntil("\\E").chars().forEach(c -> java.append(PcreEscapes.literal(c)));
            case 'E' -> {
                // It ends a quotation that has none.
            }
            case 'b', 'B', 'A', 'z', 'Z', 'G', 'R', 'X' -> java.append('\\').append(letter);
            case 'N' -> {
                if (cursor.startsWith("{")) {
                    throw cursor.refused("\\N{…} has no counterpart in Java");
                }
                java.append("[^\\n]");
            }
            case 'C' -> singleOctet();
            case 'g' -> reference();
            case 'k' -> java.append(namedReference(delimited()));
            case '0' -> java.append(escapes.octal(letter));
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbered(letter);
            default -> java.append(escapes.of(letter));
        }
    }

    private void singleOctet() {
        if (options.contains(Option.UTF) || options.contains(Option.NEVER_BACKSLASH_C)) {
            throw cursor.refused("\\C cannot be used here");
        }
        java.append("[\\s\\S]");
    }

    /** One digit is a reference; more are one if there are so many groups before it, else a number in octal. */
    private void numbered(char first) {
        int mark = cursor.mark();
        int number = Integer.parseInt(first + cursor.takeDigits(10, 4));
        if (number < 10 || number <= groups) {
            java.append(reference(number));
            return;
        }
        cursor.back(mark);
        if (first > '7') {
            throw cursor.refused("there are no " + number + " groups");
        }
        java.append(escapes.octal(first));
    }

    /** What follows must not be taken for more digits. */
    private String reference(int number) {
        if (options.contains(Option.MATCH_UNSET_BACKREF)) {
            throw cursor.refused("match_unset_backref with a reference has no counterpart in Java");
        }
        if (number < 1 || number > groups) {
            throw cursor.refused("there is no group " + number + " before the reference");
        }
        return "(?:\\" + number + ")";
    }

    private void reference() {
        if (cursor.startsWith("<") || cursor.startsWith("'")) {
            throw cursor.refused("a group that is called has no counterpart in Java");
        }
        String name = cursor.startsWith("{") ? delimited() : (cursor.take("-") ? "-" : "") + cursor.takeDigits(10, 4);
        try {
            int number = Integer.parseInt(name);
            java.append(reference(number < 0 ? groups + 1 + number : number));
        } catch (NumberFormatException e) {
            java.append(namedReference(name));
        }
    }

    private String delimited() {
        if (cursor.take("{")) {
            return cursor.takeUntil("}").strip();
        }
        if (cursor.take("<")) {
            return cursor.takeUntil(">");
        }
        if (cursor.take("'")) {
            return cursor.takeUntil("'");
        }
        throw cursor.refused("a name is missing");
    }

    private String namedReference(String name) {
        List<Integer> numbers = names.get(name);
        if (numbers == null) {
            throw cursor.refused("there is no group '" + name + "' before the reference");
        }
        var any = new StringBuilder("(?:");
        for (int number : numbers) {
            any.append(any.length() > 3 ? "|" : "").append(reference(number));
        }
        return any.append(')').toString();
    }

    private void open() {
        if (cursor.startsWith("*")) {
            throw cursor.refused("(*…) has no counterpart in Java");
        }
        if (!cursor.take("?")) {
            enter(scope.noCapture() ? "(?:" : capture());
            return;
        }
        if (cursor.take("#") || cursor.take("C")) {
            cursor.takeUntil(")");
            return;
        }
        for (String same : List.of(":", "=", "!", ">", "<=", "<!")) {
            if (cursor.take(same)) {
                enter("(?" + same);
                return;
            }
        }
        if (cursor.take("P=")) {
            java.append(namedReference(cursor.takeUntil(")")));
        } else if (cursor.take("P<") || cursor.take("<")) {
            named(cursor.takeUntil(">"));
        } else if (cursor.take("'")) {
            named(cursor.takeUntil("'"));
        } else {
            settings();
        }
    }

    private void enter(String opening) {
        enclosing.push(scope);
        java.append(opening);
    }

    private String capture() {
        groups++;
        return "(";
    }

    /** Names are resolved here: those of the JDK may neither repeat nor have underscores. */
    private void named(String name) {
        enter(capture());
        List<Integer> numbers = names.computeIfAbsent(name, _ -> new ArrayList<>());
        numbers.add(groups);
        if (numbers.size() > 1 && !options.contains(Option.DUPNAMES)) {
            throw cursor.refused("two groups are named '" + name + "'");
        }
    }

    /** {@code (?imsxnUJ-imsxnUJ)}, for the rest of the group, or with a colon for a group of its own. */
    private void settings() {
        var on = new StringBuilder();
        var off = new StringBuilder();
        Scope outer = scope;
        Scope inner = scope;
        boolean set = true;
        if (cursor.take("^")) {
            off.append("ims");
            inner = new Scope(false, inner.ungreedy(), false);
        }
        while (cursor.peek() != ')' && cursor.peek() != ':') {
            char letter = cursor.next();
            switch (letter) {
                case '-' -> set = false;
                case 'i', 'm', 's' -> (set ? on : off).append(letter);
                case 'x' -> inner = new Scope(set, inner.ungreedy(), inner.noCapture());
                case 'U' -> inner = new Scope(inner.extended(), set, inner.noCapture());
                case 'n' -> inner = new Scope(inner.extended(), inner.ungreedy(), set);
                default -> throw cursor.refused("(?" + letter + "…) has no counterpart in Java");
            }
        }
        String flags = on + (off.isEmpty() ? "" : "-" + off);
        if (cursor.next() == ':') {
            java.append(flags.isEmpty() ? "(?:" : "(?" + flags + ":");
            enclosing.push(outer);
        } else if (!flags.isEmpty()) {
            java.append("(?").append(flags).append(')');
        }
        scope = inner;
    }
}
