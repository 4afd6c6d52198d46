package io.aloft.config.source;

import io.aloft.config.diagnostic.SourceLocation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The text that the grammar reads, and the way back from each of its characters to file, line and column. */
public final class ConfigText {

    private static final int NEAR = 8;

    private final char[] characters;
    private final int length;
    private final Lines lines;
    private int lastFound;

    private ConfigText(char[] characters, int length, Lines lines) {
        this.characters = characters;
        this.length = length;
        this.lines = lines;
    }

    /** Every line ends with a newline. */
    public String text() {
        return slice(0, length);
    }

    /** The text from {@code from} to before {@code to}. */
    public String slice(int from, int to) {
        return new String(characters, from, to - from);
    }

    public int length() {
        return length;
    }

    /** The text for reading; only the first {@link #length} count. */
    public char[] characters() {
        return characters;
    }

    /** Where the character at {@code offset} was written; an offset at the end belongs to the last line. */
    public SourceLocation location(int offset) {
        if (lines.count == 0) {
            return new SourceLocation("", 1, 1);
        }
        // Places are asked for in the order of reading, nearly: it is the last line or one of the next.
        int line = lastFound;
        int last = line + NEAR;
        while (line < last && !lines.covers(line, offset)) {
            line++;
        }
        lastFound = line < last ? line : lines.find(offset);
        return lines.location(lastFound, offset);
    }

    /** One entry per line of the text, in arrays, as a large configuration has a million. */
    private static final class Lines {

        private int count;
        private int[] starts = new int[256];
        private int[] numbers = new int[256];
        private int[] firstColumns = new int[256];
        private String[] files = new String[256];
        /** By line, the column of each character of those lines in which something was replaced. */
        private final Map<Integer, MappedLine> mapped = new HashMap<>();

        void add(int start, String file, int number, int firstColumn) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                numbers = Arrays.copyOf(numbers, count * 2);
                firstColumns = Arrays.copyOf(firstColumns, count * 2);
                files = Arrays.copyOf(files, count * 2);
            }
            starts[count] = start;
            numbers[count] = number;
            firstColumns[count] = firstColumn;
            files[count] = file;
            count++;
        }

        boolean covers(int line, int offset) {
            return line < count && starts[line] <= offset && (line + 1 == count || offset < starts[line + 1]);
        }

        int find(int offset) {
            int found = Arrays.binarySearch(starts, 0, count, offset);
            return found >= 0 ? found : -found - 2;
        }

        SourceLocation location(int line, int offset) {
            int index = offset - starts[line];
            MappedLine replaced = mapped.get(line);
            int column = replaced == null ? firstColumns[line] + index : replaced.columnAt(index);
            return new SourceLocation(files[line], numbers[line], column);
        }
    }

    /** Gathers lines; one builder belongs to one load. */
    static final class Builder {

        private final Lines lines = new Lines();
        private char[] characters = new char[8192];
        private int length;

        void add(MappedLine line) {
            if (line.columns() != null) {
                // Only the way back is kept; the characters live in the one text.
                lines.mapped.put(lines.count, line.withoutText());
            }
            String text = line.text();
            begin(text.length(), line.file(), line.number(), line.firstColumn());
            text.getChars(0, text.length(), characters, length);
            length += text.length();
            characters[length++] = '\n';
        }

        /** Adds a line of ASCII that is as it was in the file, without blanks at its ends. */
        void addPlain(byte[] bytes, int from, int to, String file, int number, int firstColumn) {
            begin(to - from, file, number, firstColumn);
            int at = length;
            for (int i = from; i < to; i++) {
                characters[at++] = (char) bytes[i];
            }
            characters[at++] = '\n';
            length = at;
        }

        private void begin(int size, String file, int number, int firstColumn) {
            lines.add(length, file, number, firstColumn);
            if (characters.length - length <= size) {
                characters = Arrays.copyOf(characters, Math.max(characters.length * 2, length + size + 1));
            }
        }

        int length() {
            return length;
        }

        ConfigText build() {
            return new ConfigText(characters, length, lines);
        }
    }
}
