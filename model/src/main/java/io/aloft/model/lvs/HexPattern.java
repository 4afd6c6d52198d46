package io.aloft.model.lvs;

/**
 * Octets of UDP_CHECK ({@code payload}, {@code require_reply}).
 *
 * @param digits two lower-case hexadecimal digits an octet; {@code x} stands for any digit
 */
public record HexPattern(String digits) {

    /** What UDP_CHECK sends by default: 32 octets of the text {@code keepalived check - }, repeated. */
    public static final HexPattern DEFAULT_PAYLOAD =
            new HexPattern("6b656570616c6976656420636865636b202d206b656570616c69766564206368");

    public HexPattern {
        if (digits.length() % 2 != 0) {
            throw new IllegalArgumentException("digits: " + digits.length() + " (expected: two an octet)");
        }
    }

    /** How many octets. */
    public int length() {
        return digits.length() / 2;
    }
}
