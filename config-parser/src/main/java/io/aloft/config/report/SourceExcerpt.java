package io.aloft.config.report;

import io.aloft.config.diagnostic.VisibleText;
import io.aloft.config.directive.Secrets;
import java.util.List;

/**
 * A source line fit for a terminal, and where in it a column came to stand. Tabs become blanks, control characters become
 * visible, secrets are covered, wide characters count two, and of a long line the part around the column is shown.
 *
 * @param text what to print
 * @param caret cells of the terminal before the column
 * @param width cells that the word at the column takes, at least 1
 */
record SourceExcerpt(String text, int caret, int width) {

    private static final int WIDEST = 100;
    private static final int TAB = 4;
    private static final String CUT = "…";

    /**
     * Lays out one line.
     *
     * @param column 1 for the first character; behind the end stands for the place after the last one
     */
    static SourceExcerpt of(String line, int column) {
        var layout = new Layout(line, column - 1);
        return layout.cells <= WIDEST
                ? new SourceExcerpt(layout.text.toString().stripTrailing(), layout.caret, layout.width())
                : layout.cut();
    }

    /** One pass over the line; every offset of the output knows its cell. */
    private static final class Layout {

        private final StringBuilder text = new StringBuilder();
        private int cells;
        private int caret = -1;
        private int wordEnd = -1;

        Layout(String line, int index) {
            List<Secrets.Span> secrets = Secrets.in(line);
            int end = endOfWord(line, index);
            for (int at = 0; at < line.length(); ) {
                Secrets.Span secret = startingAt(secrets, at);
                int next = secret == null ? at + Character.charCount(line.codePointAt(at)) : secret.end();
                if (caret < 0 && index < next) {
                    caret = cells;
                }
                if (secret == null) {
                    append(line.codePointAt(at));
                } else {
                    add(Secrets.MASK, Secrets.MASK.length());
                }
                if (wordEnd < 0 && end <= next) {
                    wordEnd = cells;
                }
                at = next;
            }
            caret = caret < 0 ? cells : caret;
            wordEnd = wordEnd < 0 ? cells : wordEnd;
        }

        private static Secrets.@org.jspecify.annotations.Nullable Span startingAt(List<Secrets.Span> spans, int at) {
            return spans.stream().filter(span -> span.start() == at).findFirst().orElse(null);
        }

        /** A quoted word ends behind its quote; braces stand for themselves. */
        private static int endOfWord(String line, int index) {
            if (index < 0 || index >= line.length()) {
                return index + 1;
            }
            if (line.charAt(index) == '"') {
                int close = line.indexOf('"', index + 1);
                return close < 0 ? line.length() : close + 1;
            }
            int end = index + 1;
            while (end < line.length() && line.charAt(index) != '{' && " \t{}\"".indexOf(line.charAt(end)) < 0) {
                end++;
            }
            return end;
        }

        private void append(int codePoint) {
            if (codePoint == '\t') {
                int blanks = TAB - cells % TAB;
                add(" ".repeat(blanks), blanks);
                return;
            }
            String symbol = VisibleText.symbol(codePoint);
            if (symbol == null) {
                add(Character.toString(codePoint), isWide(codePoint) ? 2 : isCombining(codePoint) ? 0 : 1);
            } else {
                add(symbol, symbol.length());
            }
        }

        private void add(String shown, int width) {
            text.append(shown);
            cells += width;
        }

        private int width() {
            return Math.max(1, wordEnd - caret);
        }

        /** Shows the cells around the caret; one output character is taken for one cell, which only ever shows less. */
        private SourceExcerpt cut() {
            int from = Math.clamp(caret - WIDEST / 2, 0, Math.max(0, cells - WIDEST));
            var part = new StringBuilder(from > 0 ? CUT : "");
            int cell = 0;
            int skipped = 0;
            for (int at = 0; at < text.length() && cell < from + WIDEST; ) {
                int codePoint = text.codePointAt(at);
                int width = isWide(codePoint) ? 2 : isCombining(codePoint) ? 0 : 1;
                if (cell >= from) {
                    part.appendCodePoint(codePoint);
                } else {
                    skipped += width;
                }
                cell += width;
                at += Character.charCount(codePoint);
            }
            if (cell < cells) {
                part.append(CUT);
            }
            int shown = caret - skipped + (from > 0 ? 1 : 0);
            return new SourceExcerpt(part.toString(), shown, Math.min(width(), WIDEST - (caret - skipped)));
        }
    }

    private static boolean isCombining(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** East Asian wide and fullwidth characters and emoji, by block: terminals give them two cells. */
    private static boolean isWide(int codePoint) {
        return codePoint >= 0x1100 && codePoint <= 0x115f
                || codePoint >= 0x2e80 && codePoint <= 0xa4cf
                || codePoint >= 0xac00 && codePoint <= 0xd7a3
                || codePoint >= 0xf900 && codePoint <= 0xfaff
                || codePoint >= 0xfe30 && codePoint <= 0xfe6f
                || codePoint >= 0xff00 && codePoint <= 0xff60
                || codePoint >= 0xffe0 && codePoint <= 0xffe6
                || codePoint >= 0x1f300 && codePoint <= 0x1faff
                || codePoint >= 0x20000 && codePoint <= 0x3fffd;
    }
}
