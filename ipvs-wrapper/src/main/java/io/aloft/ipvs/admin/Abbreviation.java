package io.aloft.ipvs.admin;

/** Large numbers in a column of eight characters: thousands with {@code K}, then {@code M} and {@code G}, cut off. */
final class Abbreviation {

    private static final int WIDTH = 8;
    private static final long IN_FULL = 99_999_999;
    private static final long IN_THOUSANDS = 999_999_999;
    private static final long IN_MILLIONS = 999_999_999_999L;
    private static final long STEP = 1000;

    private Abbreviation() {}

    /** @param number 64 bits without sign */
    static String of(long number) {
        if (Long.compareUnsigned(number, IN_FULL) <= 0) {
            return exact(number);
        }
        if (Long.compareUnsigned(number, IN_THOUSANDS) <= 0) {
            return padded(number / STEP + "K");
        }
        if (Long.compareUnsigned(number, IN_MILLIONS) <= 0) {
            return padded(number / (STEP * STEP) + "M");
        }
        return padded(Long.divideUnsigned(number, STEP * STEP * STEP) + "G");
    }

    /** All digits, though they overflow the column. */
    static String exact(long number) {
        return padded(Long.toUnsignedString(number));
    }

    private static String padded(String text) {
        return " ".repeat(Math.max(0, WIDTH - text.length())) + text;
    }
}
