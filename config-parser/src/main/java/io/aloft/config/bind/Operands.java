package io.aloft.config.bind;

import io.aloft.config.host.NameTable;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.Realms;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the options of entries take: one word each, judged by itself. */
final class Operands {

    static final long UNSIGNED_32 = 4_294_967_295L;
    private static final int INTERFACE_NAME = 15;

    /** Judges one word. */
    @FunctionalInterface
    interface Operand {
        /** What was expected, or null when the word is good. */
        @Nullable
        String expected(String text, BindContext context);
    }

    private Operands() {}

    /** A decimal number with an optional sign; null when it is none or does not fit 64 bits. */
    static @Nullable Long decimal(String text) {
        try {
            return text.isEmpty() ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** As {@link #decimal}, also with the prefixes that C knows: 0x for hexadecimal and 0 for octal. */
    static @Nullable Long prefixed(String text) {
        try {
            return text.isEmpty() ? null : Long.decode(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static Operand number(long low, long high) {
        return (text, context) -> {
            Long number = decimal(text);
            return number != null && number >= low && number <= high ? null : "a number " + low + ".." + high;
        };
    }

    static Operand prefixedNumber(long low, long high) {
        return (text, context) -> {
            Long number = prefixed(text);
            return number != null && number >= low && number <= high ? null : "a number " + low + ".." + high;
        };
    }

    /** A number of 64 bits without sign. */
    static Operand unsigned64() {
        return (text, context) -> {
            try {
                Long.parseUnsignedLong(text);
                return text.startsWith("+") ? "a number" : null;
            } catch (NumberFormatException e) {
                return "a number 0..18446744073709551615";
            }
        };
    }

    static Operand oneOf(String... words) {
        List<String> known = List.of(words);
        return (text, context) -> known.contains(text) ? null : String.join(", ", known);
    }

    static Operand ignoringCase(String... words) {
        List<String> known = List.of(words);
        return (text, context) -> known.contains(text.toUpperCase(Locale.ROOT)) ? null : String.join(", ", known);
    }

    static Operand either(Operand one, Operand other) {
        return (text, context) -> {
            String first = one.expected(text, context);
            String second = first == null ? null : other.expected(text, context);
            return first == null || second == null ? null : first + " or " + second;
        };
    }

    static Operand any() {
        return (text, context) -> null;
    }

    /** A name of the routing name tables, or a number up to their limit. */
    static Operand named(NameTable table, long high) {
        return (text, context) -> {
            Long number = prefixed(text);
            boolean good = number == null ? context.host().number(table, text) != null : number >= 0 && number <= high;
            return good ? null : "a name of " + table.file() + " or a number 0.." + high;
        };
    }

    /** The number of a word that {@link #named} takes. */
    static long numberOf(NameTable table, String text, BindContext context) {
        Long number = prefixed(text);
        Integer known = number == null ? context.host().number(table, text) : null;
        return number != null ? number : known != null ? known : 0;
    }

    /** The numbers of words that {@link #realms} takes. */
    static Realms realmsOf(String text, BindContext context) {
        int slash = text.indexOf('/');
        int from = slash < 0 ? 0 : (int) numberOf(NameTable.REALMS, text.substring(0, slash), context);
        return new Realms(from, (int) numberOf(NameTable.REALMS, text.substring(slash + 1), context));
    }

    /** {@code [FROM/]TO} of names or numbers. */
    static Operand realms() {
        Operand one = named(NameTable.REALMS, 255);
        return (text, context) -> {
            for (String part : text.split("/", 2)) {
                String expected = one.expected(part, context);
                if (expected != null) {
                    return expected;
                }
            }
            return null;
        };
    }

    /** A network interface that is there, or may come later. */
    static Operand networkInterface() {
        return (text, context) -> text.length() <= INTERFACE_NAME
                        && (context.host().hasInterface(text) || context.global().dynamicInterfaces)
                ? null
                : "an interface that exists";
    }

    static Operand address() {
        return (text, context) -> IpAddress.parse(text).isPresent() ? null : "an IP address";
    }

    static Operand address(AddressFamily family) {
        return (text, context) -> IpAddress.parse(text)
                        .filter(address -> address.family() == family)
                        .isPresent()
                ? null
                : "an address of the same family";
    }

    static Operand prefix() {
        return (text, context) -> prefixAddress(text) == null ? "ADDRESS or ADDRESS/LENGTH" : null;
    }

    /** {@code ADDR[/LEN]}, of full length without the second; null when either is wrong. */
    static @Nullable IpPrefix prefixOf(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> parsed = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (parsed.isEmpty()) {
            return null;
        }
        IpAddress address = parsed.get();
        int full = address.family().addressBits();
        Long length = slash < 0 ? Long.valueOf(full) : decimal(text.substring(slash + 1));
        return length != null && length >= 0 && length <= full ? new IpPrefix(address, length.intValue()) : null;
    }

    /** The address in {@code ADDR[/LEN]}, or null when either is wrong. */
    static @Nullable IpAddress prefixAddress(String text) {
        IpPrefix prefix = prefixOf(text);
        return prefix == null ? null : prefix.address();
    }

    /** {@code A-B} of numbers, the first not above the second. */
    static Operand range(long high) {
        return (text, context) -> {
            int dash = text.indexOf('-');
            Long first = dash < 0 ? null : decimal(text.substring(0, dash));
            Long last = dash < 0 ? null : decimal(text.substring(dash + 1));
            boolean good = first != null && last != null && first >= 0 && first <= last && last <= high;
            return good ? null : "a range FROM-TO within 0.." + high;
        };
    }
}
