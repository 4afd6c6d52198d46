package io.aloft.model.net;

import java.util.Optional;

/** Text forms of addresses: dotted quad, and RFC 4291 section 2.2 read, RFC 5952 written. */
final class IpText {

    private static final int GROUPS = 8;

    private IpText() {}

    static Optional<IpAddress> parseIpv4(String text) {
        long bits = 0;
        int at = 0;
        for (int octet = 0; octet < 4; octet++) {
            int end = octet < 3 ? text.indexOf('.', at) : text.length();
            int value = end < 0 ? -1 : decimalOctet(text, at, end);
            if (value < 0) {
                return Optional.empty();
            }
            bits = bits << 8 | value;
            at = end + 1;
        }
        return Optional.of(IpAddress.ofIpv4((int) bits));
    }

    /** One octet of one to three digits, or -1. */
    private static int decimalOctet(String text, int from, int to) {
        if (to <= from || to - from > 3) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= 255 ? value : -1;
    }

    static Optional<IpAddress> parseIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] groups = new int[GROUPS];
        int head = readGroups(gap < 0 ? text : text.substring(0, gap), groups, 0, gap < 0);
        if (head < 0) {
            return Optional.empty();
        }
        if (gap < 0) {
            return head == GROUPS ? Optional.of(fromGroups(groups)) : Optional.empty();
        }
        int[] tailGroups = new int[GROUPS];
        int tail = readGroups(text.substring(gap + 2), tailGroups, 0, true);
        if (tail < 0 || head + tail >= GROUPS) {
            return Optional.empty();
        }
        System.arraycopy(tailGroups, 0, groups, GROUPS - tail, tail);
        return Optional.of(fromGroups(groups));
    }

    /** Reads colon-separated groups; the last may be a dotted quad where {@code last} allows it. Returns the count or -1. */
    private static int readGroups(String text, int[] groups, int from, boolean last) {
        if (text.isEmpty()) {
            return from;
        }
        int count = from;
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                Optional<IpAddress> quad = parseIpv4(parts[i]);
                if (quad.isEmpty() || count + 2 > GROUPS) {
                    return -1;
                }
                groups[count++] = (int) (quad.get().low() >>> 16);
                groups[count++] = (int) (quad.get().low() & 0xffff);
                continue;
            }
            int value = hexGroup(parts[i]);
            if (value < 0 || count == GROUPS) {
                return -1;
            }
            groups[count++] = value;
        }
        return count;
    }

    private static int hexGroup(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static IpAddress fromGroups(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(AddressFamily.INET6, high, low);
    }

    static String format(IpAddress address) {
        if (address.isIpv4()) {
            long v = address.low();
            return (v >>> 24) + "." + (v >>> 16 & 0xff) + "." + (v >>> 8 & 0xff) + "." + (v & 0xff);
        }
        return formatIpv6(address);
    }

    /** RFC 5952 section 4: lower case, no leading zeros, the longest run of two or more zero groups as "::". */
    private static String formatIpv6(IpAddress address) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            long half = i < 4 ? address.high() : address.low();
            groups[i] = (int) (half >>> (48 - 16 * (i % 4)) & 0xffff);
        }
        int bestStart = -1;
        int bestLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && groups[i + run] == 0) {
                run++;
            }
            if (run > bestLength) {
                bestStart = i;
                bestLength = run;
            }
            i += run;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == bestStart) {
                out.append("::");
                i += bestLength - 1;
                continue;
            }
            if (out.length() > 0 && out.charAt(out.length() - 1) != ':') {
                out.append(':');
            }
            out.append(Integer.toHexString(groups[i]));
        }
        return out.toString();
    }
}
