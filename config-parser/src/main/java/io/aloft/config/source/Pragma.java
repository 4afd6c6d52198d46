package io.aloft.config.source;

/**
 * {@code #@aloft KEYWORD VALUE} on a line of its own: a comment for keepalived, which refuses keywords that it does not know,
 * and a statement here. It goes around the stages for definitions, conditions and includes.
 */
public final class Pragma {

    /** What such a line begins with; no other word of the text behind the stages begins so. */
    public static final String MARK = "#@aloft";

    private static final String ENDS_IT = "{}\"\\#!";

    private Pragma() {}

    /** Whether a pragma begins at {@code index}. */
    static boolean beginsAt(String text, int index) {
        int end = index + MARK.length();
        return text.startsWith(MARK, index) && (end == text.length() || MappedLine.isBlank(text.charAt(end)));
    }

    /**
     * The words of a pragma line, one blank between each two, up to what could only be structure or a further comment.
     *
     * @param line without blanks at its ends
     */
    static MappedLine words(MappedLine line) {
        int end = MARK.length();
        while (end < line.text().length() && ENDS_IT.indexOf(line.text().charAt(end)) < 0) {
            end++;
        }
        MappedLine whole = line.slice(0, end).strip();
        var kept = new StringBuilder();
        int[] columns = new int[whole.text().length()];
        for (int i = 0; i < whole.text().length(); i++) {
            boolean blank = MappedLine.isBlank(whole.text().charAt(i));
            if (!blank || !MappedLine.isBlank(whole.text().charAt(i - 1))) {
                columns[kept.length()] = whole.columnAt(i);
                kept.append(blank ? ' ' : whole.text().charAt(i));
            }
        }
        return whole.become(kept.toString(), columns);
    }
}
