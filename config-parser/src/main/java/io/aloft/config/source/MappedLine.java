package io.aloft.config.source;

import io.aloft.config.diagnostic.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * A line on its way through the text stages; each character remembers the column it came from.
 *
 * @param file display name of the file
 * @param number physical line, 1 for the first
 * @param text what is left of the line
 * @param firstColumn column of the first character while {@code columns} is null
 * @param columns one per character once something was replaced; null while the text is one piece of the physical line
 */
record MappedLine(String file, int number, String text, int firstColumn, int @Nullable [] columns) {

    static MappedLine of(String file, int number, String text) {
        return new MappedLine(file, number, text, 1, null);
    }

    /** The column that the character at {@code index} came from; behind the end, one column further. */
    int columnAt(int index) {
        if (columns == null) {
            return firstColumn + index;
        }
        if (columns.length == 0) {
            return firstColumn;
        }
        return index < columns.length ? columns[index] : columns[columns.length - 1] + 1;
    }

    SourceLocation location(int index) {
        return new SourceLocation(file, number, columnAt(index));
    }

    /** Only the way back to the file. */
    MappedLine withoutText() {
        return new MappedLine(file, number, "", firstColumn, columns);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** The part from {@code from} to before {@code to}. */
    MappedLine slice(int from, int to) {
        if (from == 0 && to == text.length()) {
            return this;
        }
        int[] part = columns == null ? null : java.util.Arrays.copyOfRange(columns, from, to);
        return new MappedLine(file, number, text.substring(from, to), columnAt(from), part);
    }

    MappedLine slice(int from) {
        return slice(from, text.length());
    }

    /** Puts {@code replacement} in place of a part; all of it is said to stand where that part began. */
    MappedLine replace(int from, int to, String replacement) {
        int[] mapped = new int[text.length() - (to - from) + replacement.length()];
        int at = columnAt(from);
        for (int i = 0; i < mapped.length; i++) {
            if (i < from) {
                mapped[i] = columnAt(i);
            } else if (i < from + replacement.length()) {
                mapped[i] = at;
            } else {
                mapped[i] = columnAt(i - replacement.length() + (to - from));
            }
        }
        return new MappedLine(
                file, number, text.substring(0, from) + replacement + text.substring(to), firstColumn, mapped);
    }

    /** Other text at this place; {@code mapped} holds the column of each of its characters, and may be longer. */
    MappedLine become(String newText, int[] mapped) {
        return new MappedLine(file, number, newText, firstColumn, java.util.Arrays.copyOf(mapped, newText.length()));
    }

    /** The line without blanks at both ends. */
    MappedLine strip() {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return slice(from, to);
    }

    /** Space, tab, form feed, vertical tab and carriage return separate words. */
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f' || c == '\u000b' || c == '\r';
    }

    /** A line with other text at the same place: what a generator or a definition makes. */
    MappedLine generated(String newText) {
        return new MappedLine(file, number, "", columnAt(0), null).replace(0, 0, newText);
    }
}
