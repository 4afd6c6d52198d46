package io.aloft.ipvs.admin;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** Decimal numbers as strtol(3) takes them: with a sign and leading zeros, and nothing behind. */
final class Decimal {

    /** More digits than any range here needs, so that zeros may lead. */
    private static final int MOST_DIGITS = 18;

    private Decimal() {}

    /** The number; empty for no number and for one outside of the range. */
    static OptionalInt parse(String text, int least, int most) {
        OptionalLong number = parseLong(text, least, most);
        return number.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) number.getAsLong());
    }

    /** The same for a larger range. */
    static OptionalLong parseLong(String text, long least, long most) {
        if (!text.matches("[+-]?[0-9]{1," + MOST_DIGITS + "}")) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(text);
        return number < least || number > most ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
