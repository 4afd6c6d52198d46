package io.aloft.config.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * Text of a file as a terminal or a log may show it. A file may hold anything; a control sequence in what is said about it
 * could clear the screen, forge a line of the log or turn the reading direction.
 */
public final class VisibleText {

    private VisibleText() {}

    /** The text with a symbol for each character that acts instead of showing itself. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::isHidden)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            String symbol = symbol(codePoint);
            shown.append(symbol == null ? Character.toString(codePoint) : symbol);
        });
        return shown.toString();
    }

    /** What stands for a character that shows nothing or something else; each {@code char} of it is one cell. Null for others. */
    public static @Nullable String symbol(int codePoint) {
        if (!isHidden(codePoint)) {
            return null;
        }
        // The pictures for control characters stand in the same order as the characters.
        return codePoint < 0x20
                ? Character.toString(0x2400 + codePoint)
                : switch (codePoint) {
                    case 0x7f -> "\u2421";
                    // A non-breaking space looks like a blank and is none.
                    case 0xa0 -> "\u237d";
                    default -> "<U+%04X>".formatted(codePoint);
                };
    }

    /** Controls, and marks that change the direction or make no glyph. */
    private static boolean isHidden(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint < 0x20;
        }
        return codePoint <= 0xa0
                || Character.getType(codePoint) == Character.FORMAT
                || Character.getType(codePoint) == Character.SURROGATE;
    }
}
