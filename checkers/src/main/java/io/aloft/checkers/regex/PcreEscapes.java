package io.aloft.checkers.regex;

import io.aloft.model.lvs.RegexSpec.Option;
import java.util.Set;

/** What a backslash means in PCRE2, in words of the JDK, where it means the same inside and outside of a class. */
final class PcreEscapes {

    private static final int OCTAL_DIGITS = 3;
    private static final String SAME_LETTERS = "aefnrtdDwWsShHvV";

    private final PatternCursor cursor;
    private final Set<Option> options;

    PcreEscapes(PatternCursor cursor, Set<Option> options) {
        this.cursor = cursor;
        this.options = options;
    }

    /** One character that means itself. */
    static String literal(int character) {
        boolean plain = character > 0x7f || Character.isLetterOrDigit(character);
        if (plain) {
            return Character.toString(character);
        }
        return character < ' ' || character == 0x7f ? code(character) : "\\" + (char) character;
    }

    static String code(int character) {
        return "\\x{" + Integer.toHexString(character) + "}";
    }

    /** The rest of an escape whose letter is {@code letter} and was passed. */
    String of(char letter) {
        if (SAME_LETTERS.indexOf(letter) >= 0) {
            return "\\" + letter;
        }
        return switch (letter) {
            case 'x' -> hexadecimal();
            case 'o' -> braced(8);
            case 'c' -> control();
            case 'p', 'P' -> property(letter);
            case 'u', 'U' -> javaScript(letter);
            default -> {
                if (Character.isLetterOrDigit(letter) && letter < 0x80) {
                    throw cursor.refused("\\" + letter + " has no counterpart in Java");
                }
                yield literal(letter);
            }
        };
    }

    /** Digits of an octal number, the first of which is {@code first}. */
    String octal(char first) {
        String digits = first + cursor.takeDigits(8, OCTAL_DIGITS - 1);
        return code(Integer.parseInt(digits, 8) & 0xff);
    }

    private String hexadecimal() {
        if (options.contains(Option.ALT_BSUX)) {
            return fixed('x', 2);
        }
        if (cursor.startsWith("{")) {
            return braced(16);
        }
        String digits = cursor.takeDigits(16, 2);
        return code(digits.isEmpty() ? 0 : Integer.parseInt(digits, 16));
    }

    private String braced(int radix) {
        if (!cursor.take("{")) {
            throw cursor.refused("'{' is missing");
        }
        String digits = cursor.takeUntil("}").strip();
        try {
            int value = Integer.parseInt(digits, radix);
            if (value <= (options.contains(Option.UTF) ? Character.MAX_CODE_POINT : 0xff)) {
                return code(value);
            }
        } catch (NumberFormatException e) {
            // It is refused below, as a number that is too large is.
        }
        throw cursor.refused("no character has the number " + digits);
    }

    /** {@code alt_bsux}: escapes of ECMAScript. */
    private String javaScript(char letter) {
        if (!options.contains(Option.ALT_BSUX)) {
            throw cursor.refused("PCRE2 does not know \\" + letter);
        }
        return letter == 'U' ? "U" : fixed('u', 4);
    }

    /** With fewer digits the letter means itself. */
    private String fixed(char letter, int length) {
        int mark = cursor.mark();
        String digits = cursor.takeDigits(16, length);
        if (digits.length() == length) {
            return code(Integer.parseInt(digits, 16));
        }
        cursor.back(mark);
        return String.valueOf(letter);
    }

    private String control() {
        char letter = cursor.next();
        if (letter < ' ' || letter > '~') {
            throw cursor.refused("\\c needs a printable ASCII character");
        }
        return code(Character.toUpperCase(letter) ^ 0x40);
    }

    private String property(char letter) {
        String name = cursor.take("{") ? cursor.takeUntil("}").strip() : String.valueOf(cursor.next());
        boolean negated = name.startsWith("^");
        String plain = negated ? name.substring(1) : name;
        char sign = negated ? (char) (letter ^ 0x20) : letter;
        if (plain.equalsIgnoreCase("any")) {
            return sign == 'p' ? "[\\s\\S]" : "[^\\s\\S]";
        }
        // Names of one or two letters are general categories, longer ones scripts.
        String category = plain.equals("L&") ? "LC" : plain;
        String java = category.length() <= 2 ? category : "Is" + category;
        return "\\" + sign + "{" + java + "}";
    }
}
