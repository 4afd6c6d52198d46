package io.aloft.config.source;

import io.aloft.config.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The text that the grammar reads, and the way back from each of its characters to file, line and column. */
public final class ConfigText {

    private final String text;
    private final int[] lineStarts;
    private final List<MappedLine> lines;

    private ConfigText(String text, int[] lineStarts, List<MappedLine> lines) {
        this.text = text;
        this.lineStarts = lineStarts;
        this.lines = lines;
    }

    /** Every line ends with a newline. */
    public String text() {
        return text;
    }

    /** Where the character at {@code offset} was written; an offset at the end belongs to the last line. */
    public SourceLocation location(int offset) {
        if (lines.isEmpty()) {
            return new SourceLocation("", 1, 1);
        }
        int found = Arrays.binarySearch(lineStarts, offset);
        int index = Math.min(found >= 0 ? found : -found - 2, lines.size() - 1);
        MappedLine line = lines.get(index);
        return line.location(offset - lineStarts[index]);
    }

    /** Gathers lines; one builder belongs to one load. */
    static final class Builder {

        private final StringBuilder text = new StringBuilder();
        private final List<MappedLine> lines = new ArrayList<>();
        private int[] starts = new int[256];

        void add(MappedLine line) {
            if (lines.size() == starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
            }
            starts[lines.size()] = text.length();
            // Only the way back is kept per line; the characters live in the one text.
            lines.add(new MappedLine(line.file(), line.number(), "", line.firstColumn(), line.columns()));
            text.append(line.text()).append('\n');
        }

        int length() {
            return text.length();
        }

        ConfigText build() {
            return new ConfigText(text.toString(), Arrays.copyOf(starts, lines.size()), List.copyOf(lines));
        }
    }
}
