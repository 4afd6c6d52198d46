package io.aloft.vrrp.track;

import java.util.OptionalInt;

/**
 * The number in a {@code track_file}, read as C's {@code strtol} with base 0 reads it: white space, a sign, then
 * {@code 0x} and hexadecimal, {@code 0} and octal, or decimal digits. What follows does not matter.
 */
public final class TrackedFileContent {

    /** Nobody writes a number of more characters, however much white space stands before it. */
    public static final int MOST_BYTES = 1024;

    private TrackedFileContent() {}

    /**
     * The number at the beginning of {@code text}, 0 when there is none; empty when it does not fit into 32 bits, which leaves
     * the number before it in force (measured on keepalived).
     */
    public static OptionalInt parse(String text) {
        int at = 0;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        boolean negative = false;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            negative = text.charAt(at) == '-';
            at++;
        }
        int radix = 10;
        if (at < text.length() && text.charAt(at) == '0') {
            radix = 8;
            boolean x = at + 1 < text.length() && (text.charAt(at + 1) | 0x20) == 'x';
            if (x && at + 2 < text.length() && digit(text.charAt(at + 2), 16) >= 0) {
                radix = 16;
                at += 2;
            }
        }
        long value = 0;
        for (; at < text.length(); at++) {
            int digit = digit(text.charAt(at), radix);
            if (digit < 0) {
                break;
            }
            value = value * radix + digit;
            if (value > 1L + Integer.MAX_VALUE) {
                return OptionalInt.empty();
            }
        }
        long signed = negative ? -value : value;
        return signed > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) signed);
    }

    /** {@code isspace} of C; {@link Character#isWhitespace} knows more. */
    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** {@link Character#digit} would take the digits of all scripts. */
    private static int digit(char c, int radix) {
        return c < 0x80 ? Character.digit(c, radix) : -1;
    }
}
