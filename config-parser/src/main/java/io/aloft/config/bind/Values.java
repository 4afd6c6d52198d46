package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.ArgumentType;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads single values by what the table says of their keyword; reports what is wrong and what is used instead. */
final class Values {

    private static final long MICROS = 1_000_000;
    private static final int LONGEST_NUMBER = 32;

    private Values() {}

    /** A whole number in range, the substitute of the table, or empty when the keyword is to be ignored. */
    static OptionalLong number(Directive directive, Word word, BindContext context) {
        Directive.Range range = directive.range();
        long low = range == null ? Long.MIN_VALUE : Long.parseLong(range.low());
        long high = range == null || range.high().equals("max") ? Long.MAX_VALUE : Long.parseLong(range.high());
        String text = word.text().strip();
        int digits = leadingNumber(text, directive.type() == ArgumentType.INT);
        if (digits < text.length()) {
            String number = text.substring(0, digits);
            if (directive.lenient() && !context.testing() && digits > 0 && isWithin(number, low, high)) {
                context.diagnostics()
                        .warning(
                                Code.TRAILING_CHARACTERS,
                                word.location(),
                                StatusClass.INVALID_NUMBER,
                                context.inContext(directive.keyword() + " " + word.text() + ": '"
                                        + text.substring(digits) + "' does not belong to a number; " + number
                                        + " is used"));
                context.corrections().substitute(number);
                return OptionalLong.of(Long.parseLong(number));
            }
            return refused(Code.NOT_A_NUMBER, directive, word, "is not a number", context);
        }
        String number = text.isEmpty() ? "0" : text;
        if (isWithin(number, low, high)) {
            return OptionalLong.of(Long.parseLong(number));
        }
        if (directive.bad().zeroIsOne() && isWithin(number, 0, 0)) {
            context.error(
                    Code.OUT_OF_RANGE,
                    word.location(),
                    StatusClass.INVALID_NUMBER,
                    directive.keyword() + " 0 is out of range (" + range + "), 1 is used");
            context.corrections().substitute("1");
            return OptionalLong.of(1);
        }
        return refused(Code.OUT_OF_RANGE, directive, word, "is out of range (" + range + ")", context);
    }

    /** Length of the decimal number at the start: optional sign, then digits. */
    private static int leadingNumber(String text, boolean signed) {
        int at = 0;
        if (at < text.length() && (text.charAt(at) == '+' || signed && text.charAt(at) == '-')) {
            at++;
        }
        int first = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at == first ? 0 : at;
    }

    private static boolean isWithin(String number, long low, long high) {
        try {
            long value = Long.parseLong(number);
            return value >= low && value <= high;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static OptionalLong refused(Code code, Directive directive, Word word, String why, BindContext context) {
        String substitute = directive.bad().substitute();
        report(code, directive, word, why, substitute, context);
        return substitute == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(substitute));
    }

    private static void report(
            Code code, Directive directive, Word word, String why, @Nullable String substitute, BindContext context) {
        String range =
                directive.range() == null || why.contains("range") ? "" : " (expected: " + directive.range() + ")";
        if (substitute == null) {
            context.corrections().refuse();
        } else {
            context.corrections().substitute(substitute);
        }
        String after = substitute == null ? ", ignored" : ", " + substitute + " is used";
        context.error(
                code,
                word.location(),
                StatusClass.INVALID_NUMBER,
                directive.keyword() + " " + word + " " + why + range + after);
    }

    /** Seconds with decimals, in range; null when the keyword is to be ignored. Resolution one microsecond. */
    static @Nullable Duration duration(Directive directive, Word word, BindContext context) {
        int decimals = directive.type() == ArgumentType.DEC3 ? 3 : 6;
        String text = word.text().strip();
        Long micros = micros(text);
        if (micros == null) {
            return refusedDuration(Code.NOT_A_NUMBER, directive, word, "is not a number of seconds", context);
        }
        int point = text.indexOf('.');
        if (point >= 0 && text.length() - point - 1 > decimals) {
            context.error(
                    Code.TOO_MANY_DECIMALS,
                    word.location(),
                    StatusClass.INVALID_NUMBER,
                    directive.keyword() + " " + word + " has more than " + decimals + " decimals, it is rounded");
        }
        long unit = decimals == 3 ? 1000 : 1;
        long rounded = (micros + unit / 2) / unit * unit;
        Directive.Range range = directive.range();
        if (range != null && !inRange(rounded, range)) {
            if (directive.bad().zeroIsOne() && rounded == 0) {
                context.error(
                        Code.OUT_OF_RANGE,
                        word.location(),
                        StatusClass.INVALID_NUMBER,
                        directive.keyword() + " 0 is out of range (" + range + "), 1 is used");
                context.corrections().substitute("1");
                return Duration.ofSeconds(1);
            }
            return refusedDuration(Code.OUT_OF_RANGE, directive, word, "is out of range (" + range + ")", context);
        }
        return ofMicros(rounded);
    }

    private static @Nullable Duration refusedDuration(
            Code code, Directive directive, Word word, String why, BindContext context) {
        String substitute = directive.bad().substitute();
        report(code, directive, word, why, substitute, context);
        return substitute == null ? null : Duration.ofSeconds(Long.parseLong(substitute));
    }

    private static boolean inRange(long micros, Directive.Range range) {
        Long low = micros(range.low());
        Long high = range.high().equals("max") ? Long.valueOf(Long.MAX_VALUE) : micros(range.high());
        return low != null && high != null && micros >= low && micros <= high;
    }

    static Duration ofMicros(long micros) {
        return Duration.ofSeconds(micros / MICROS, micros % MICROS * 1000);
    }

    /** {@code .5}, {@code 1.} and {@code 0001.5} are numbers; rounds half up; null when it is none or too large. */
    private static @Nullable Long micros(String text) {
        if (text.isEmpty()) {
            return 0L;
        }
        if (text.length() > LONGEST_NUMBER || text.equals(".")) {
            return null;
        }
        long seconds = 0;
        long micros = 0;
        long unit = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit == '.' - '0' && unit == 0) {
                unit = MICROS;
            } else if (digit < 0 || digit > 9 || seconds > Long.MAX_VALUE / MICROS) {
                return null;
            } else if (unit == 0) {
                seconds = seconds * 10 + digit;
            } else if (unit > 1) {
                unit /= 10;
                micros += digit * unit;
            } else if (unit == 1) {
                // The first digit that does not fit decides.
                micros += digit >= 5 ? 1 : 0;
                unit = -1;
            }
        }
        long value = seconds > Long.MAX_VALUE / MICROS ? -1 : seconds * MICROS + micros;
        return value < 0 ? null : Long.valueOf(value);
    }

    /** No argument means true; null when the word is neither. */
    static @Nullable Boolean bool(Directive directive, Statement statement, BindContext context) {
        if (statement.arguments().isEmpty()) {
            return true;
        }
        Word word = statement.arguments().getFirst();
        switch (word.text()) {
            case "on", "true", "yes" -> {
                return true;
            }
            case "off", "false", "no" -> {
                return false;
            }
            default -> {
                context.error(
                        Code.NOT_A_BOOLEAN,
                        word.location(),
                        directive.keyword() + " " + word
                                + " is neither on, true, yes nor off, false, no (lower case), ignored");
                context.corrections().refuse();
                return null;
            }
        }
    }
}
