package io.aloft.ipvs.admin;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code host[:port]} as ipvsadm reads it: numbers, or names that the machine knows. */
final class AddressText {

    /** Stands for a port that is not written. */
    static final int NO_PORT = -1;

    private static final int LAST_PORT = 65535;

    private AddressText() {}

    /**
     * What was written.
     *
     * @param port 0..65535, or {@link #NO_PORT}
     */
    record Written(IpAddress address, int port) {

        /** With {@code missing} for a port that is not written. */
        Endpoint endpoint(int missing) {
            return new Endpoint(address, port == NO_PORT ? missing : port);
        }
    }

    /**
     * Reads it; null when it names nothing.
     *
     * @param protocol IP protocol number, which decides what a port is called
     */
    static @Nullable Written parse(String text, int protocol, NameService names) {
        if (text.startsWith("[")) {
            int end = text.indexOf("]:");
            Optional<IpAddress> address = end < 0 ? Optional.empty() : ipv6Host(text.substring(1, end), names);
            return address.isEmpty() ? null : withPort(address.get(), text.substring(end + 2), protocol, names);
        }
        Optional<IpAddress> bare = ipv6(text);
        if (bare.isPresent()) {
            return new Written(bare.get(), NO_PORT);
        }
        int colon = text.indexOf(':');
        if (colon < 0 && Decimal.parse(text, 0, Integer.MAX_VALUE).isPresent()) {
            // A number alone is a port rather than an address.
            return null;
        }
        Optional<IpAddress> address = host(colon < 0 ? text : text.substring(0, colon), names);
        if (address.isEmpty()) {
            return null;
        }
        return colon < 0
                ? new Written(address.get(), NO_PORT)
                : withPort(address.get(), text.substring(colon + 1), protocol, names);
    }

    private static Optional<IpAddress> ipv6(String text) {
        return text.indexOf(':') < 0 ? Optional.empty() : IpAddress.parse(text);
    }

    /** Listings and what is saved show the name of an IPv6 address in brackets, too. */
    private static Optional<IpAddress> ipv6Host(String text, NameService names) {
        Optional<IpAddress> numeric = ipv6(text);
        return numeric.isPresent() || text.isEmpty() || ipv4(text).isPresent()
                ? numeric
                : named(text, AddressFamily.INET6, names);
    }

    /** Without brackets an IPv4 address is meant where a host has both. */
    private static Optional<IpAddress> host(String text, NameService names) {
        Optional<IpAddress> numeric = ipv4(text);
        if (numeric.isPresent() || text.isEmpty()) {
            return numeric;
        }
        return named(text, AddressFamily.INET, names).or(() -> named(text, AddressFamily.INET6, names));
    }

    private static Optional<IpAddress> named(String host, AddressFamily family, NameService names) {
        return names.addresses(host).stream()
                .filter(address -> address.family() == family)
                .findFirst();
    }

    private static @Nullable Written withPort(IpAddress address, String text, int protocol, NameService names) {
        OptionalInt port = Decimal.parse(text, 0, LAST_PORT);
        if (port.isEmpty()) {
            port = names.port(text, protocol);
        }
        return port.isEmpty() ? null : new Written(address, port.getAsInt());
    }

    /**
     * An IPv4 address as inet_aton(3) takes it: one to four numbers, of which the last one fills what is left, each in
     * decimal, in octal with a leading 0 or in hexadecimal with 0x.
     */
    static Optional<IpAddress> ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length > 4) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            long most = last ? (1L << (8 * (4 - i))) - 1 : 255;
            long part = number(parts[i]);
            if (part < 0 || part > most) {
                return Optional.empty();
            }
            bits |= last ? part : part << (24 - 8 * i);
        }
        return Optional.of(IpAddress.ofIpv4((int) bits));
    }

    /** One part of an IPv4 address, or -1. */
    private static long number(String text) {
        boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
        boolean octal = !hexadecimal && text.length() > 1 && text.startsWith("0");
        String digits = hexadecimal ? text.substring(2) : text;
        int radix = hexadecimal ? 16 : octal ? 8 : 10;
        // Longer ones are beyond 32 bits or have superfluous zeros that nobody writes.
        if (digits.isEmpty() || digits.length() > 12 || digits.startsWith("-") || digits.startsWith("+")) {
            return -1;
        }
        try {
            return Long.parseLong(digits, radix);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
