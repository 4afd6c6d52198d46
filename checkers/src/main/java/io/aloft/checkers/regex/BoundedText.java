package io.aloft.checkers.regex;

import java.nio.charset.StandardCharsets;

/**
 * Text whose characters may be looked at a limited number of times, so that a pattern with endless possibilities comes to an
 * end. Not for use by several threads.
 */
abstract sealed class BoundedText implements CharSequence {

    private long looksLeft;

    private BoundedText(long looks) {
        this.looksLeft = looks;
    }

    /** Each octet is a character. */
    static BoundedText ofOctets(byte[] octets, long looks) {
        return new Octets(octets, looks);
    }

    static BoundedText of(String text, long looks) {
        return new Characters(text, looks);
    }

    /** All looks are used up. */
    static final class TooCostly extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooCostly() {
            super("the pattern needs too many steps on this text", null, false, false);
        }
    }

    abstract char at(int index);

    @Override
    public final char charAt(int index) {
        if (--looksLeft < 0) {
            throw new TooCostly();
        }
        return at(index);
    }

    /** The engine asks for none while it searches, so what this costs does not matter. */
    @Override
    public final CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    private static final class Octets extends BoundedText {
        private final byte[] octets;

        Octets(byte[] octets, long looks) {
            super(looks);
            this.octets = octets;
        }

        @Override
        char at(int index) {
            return (char) (octets[index] & 0xff);
        }

        @Override
        public int length() {
            return octets.length;
        }

        @Override
        public String toString() {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    private static final class Characters extends BoundedText {
        private final String text;

        Characters(String text, long looks) {
            super(looks);
            this.text = text;
        }

        @Override
        char at(int index) {
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
