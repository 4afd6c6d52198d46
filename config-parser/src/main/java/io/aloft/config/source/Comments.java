package io.aloft.config.source;

/** Comments: {@code !} and {@code #} outside double quotes, up to the end of the line. */
final class Comments {

    private Comments() {}

    /** Cuts the comment off; {@code \!} and {@code \#} stay as they are until {@link #unescape}. */
    static MappedLine strip(MappedLine line) {
        String text = line.text();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '\\' && i + 1 < text.length() && startsComment(text.charAt(i + 1))) {
                i++;
            } else if (!quoted && startsComment(c)) {
                return line.slice(0, i);
            }
        }
        return line;
    }

    /** A backslash at the very end of a comment continues a definition all the same (measured with keepalived 2.2.7). */
    static boolean continuesBehind(MappedLine raw, MappedLine stripped) {
        return stripped.text().length() < raw.text().length()
                && raw.strip().text().endsWith("\\");
    }

    /** Turns {@code \!} and {@code \#} outside quotes into the bare character. */
    static MappedLine unescape(MappedLine line) {
        if (line.text().indexOf('\\') < 0) {
            return line;
        }
        String text = line.text();
        var kept = new StringBuilder(text.length());
        int[] columns = new int[text.length()];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '\\' && i + 1 < text.length() && startsComment(text.charAt(i + 1))) {
                i++;
            }
            columns[kept.length()] = line.columnAt(i);
            kept.append(text.charAt(i));
        }
        return kept.length() == text.length() ? line : line.become(kept.toString(), columns);
    }

    private static boolean startsComment(char c) {
        return c == '!' || c == '#';
    }
}
