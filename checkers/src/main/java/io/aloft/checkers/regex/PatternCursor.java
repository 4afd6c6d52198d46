package io.aloft.checkers.regex;

/** Reads a pattern from left to right. */
final class PatternCursor {

    /** Stands for the end of the pattern, and is in none: patterns hold octets or UTF-16. */
    static final int END = -1;

    private final String pattern;
    private int at;

    PatternCursor(String pattern) {
        this.pattern = pattern;
    }

    boolean atEnd() {
        return at >= pattern.length();
    }

    int peek() {
        return atEnd() ? END : pattern.charAt(at);
    }

    char next() {
        if (atEnd()) {
            throw refused("it ends too early");
        }
        return pattern.charAt(at++);
    }

    boolean startsWith(String text) {
        return pattern.startsWith(text, at);
    }

    /** Passes {@code text} if it comes next. */
    boolean take(String text) {
        boolean here = startsWith(text);
        if (here) {
            at += text.length();
        }
        return here;
    }

    /** What stands before {@code end}, which is passed too. */
    String takeUntil(String end) {
        int to = pattern.indexOf(end, at);
        if (to < 0) {
            throw refused("'" + end + "' is missing");
        }
        String text = pattern.substring(at, to);
        at = to + end.length();
        return text;
    }

    /** Up to {@code most} digits of {@code radix}, perhaps none. */
    String takeDigits(int radix, int most) {
        int from = at;
        while (at < pattern.length()
                && at - from < most
                && pattern.charAt(at) < 0x80
                && Character.digit(pattern.charAt(at), radix) >= 0) {
            at++;
        }
        return pattern.substring(from, at);
    }

    /** A place to come {@link #back} to. */
    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }

    /** Why the pattern cannot be used; the place is where the cursor stands. */
    IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("Invalid regex: '" + pattern + "' at offset " + at + ": " + why);
    }
}
