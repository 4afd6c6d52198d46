package io.aloft.lab.dump;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.script.ScriptCommand;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.VirtualAddress;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms in which a dump writes values, and one form for each in which both sides are compared. */
final class Texts {
    private static final Pattern TIME = Pattern.compile("(-?[\\d.]+) ?(sec|secs|milli-sec|us|usecs|s|)");
    private static final long FOR_EVER = 0xffffffffL;
    private static final Map<Integer, String> SCOPES =
            Map.of(0, "global", 200, "site", 253, "link", 254, "host", 255, "nowhere");

    private Texts() {}

    /** A length of time in any of the dump's notations, or {@link Duration#toString}: microseconds. */
    static String time(String text) {
        if (text.startsWith("PT")) {
            return Duration.parse(text).toNanos() / 1000 + " us";
        }
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        int shift = switch (matcher.group(2)) {
            case "milli-sec" -> 3;
            case "us", "usecs" -> 0;
            default -> 6;
        };
        return new BigDecimal(matcher.group(1)).movePointRight(shift).toBigInteger() + " us";
    }

    /** {@code 'program' 'argument', uid:gid 0:0}. */
    static @Nullable String script(@Nullable ScriptCommand command, WishedHost host) {
        return command == null ? null : words(command, host) + ", uid:gid " + owner(command, host);
    }

    /** {@code 'program' 'argument'}. */
    static String words(ScriptCommand command, WishedHost host) {
        return command.argv().stream()
                .map(word -> "'" + host.inside(word) + "'")
                .collect(Collectors.joining(" "));
    }

    /** {@code 0:0}. */
    static String owner(ScriptCommand command, WishedHost host) {
        return host.owner(command.user() == null ? "root" : command.user(), command.group());
    }

    /** A dump's command in the words that Aloft uses for {@code </path}, which takes a shell. */
    static String withoutShell(String text) {
        return text.replaceFirst("^<(\\S+)$", "'/usr/bin/test' '-r' '$1'");
    }

    /** {@code 192.0.2.1/24 brd 192.0.2.255 dev eth0 scope global label eth0:1}. */
    static String address(VirtualAddress address) {
        int full = address.address().family().addressBits();
        return address.address()
                + (address.prefixLength() == full ? "" : "/" + address.prefixLength())
                + (address.broadcast() == null ? "" : " brd " + address.broadcast())
                + " dev " + address.device()
                + (address.onVmac() ? " use_vmac" : "")
                + " scope " + SCOPES.getOrDefault(address.scope(), Integer.toString(address.scope()))
                + (address.label() == null ? "" : " label " + address.label())
                + (address.peer() == null ? "" : " peer " + address.peer())
                + (address.flags().contains(VirtualAddress.Flag.HOME) ? " home" : "")
                + (address.flags().contains(VirtualAddress.Flag.MANAGE_TEMPORARY) ? " mngtmpaddr" : "")
                + (address.noPrefixRoute() ? " noprefixroute" : "")
                + (address.flags().contains(VirtualAddress.Flag.AUTOJOIN) ? " autojoin" : "")
                + (address.tracked() ? "" : " no_track")
                + lifetime(address, full);
    }

    /** As {@link #address(VirtualAddress)}, with the group that it belongs to. */
    static String address(StaticEntries.StaticAddress entry) {
        String group = entry.tracking().group();
        return address(entry.address()) + (group == null ? "" : " track_group " + group);
    }

    /** An IPv6 address of full length is not chosen as a source unless a lifetime is written. */
    private static String lifetime(VirtualAddress address, int full) {
        Long seconds = address.preferredLifetimeSeconds();
        boolean unused = seconds == null
                ? address.address().family() == AddressFamily.INET6 && address.prefixLength() == full
                : seconds == 0;
        return unused ? " deprecated" : seconds == null || seconds == FOR_EVER ? "" : " preferred_lft " + seconds;
    }

    /** A dump's address without what the running program adds: whether it is set, and on which interface a VMAC sits. */
    static String plainAddress(String text) {
        String plain = text.replaceAll(" (set|iptable_set|nftable_set|preferred_lft forever)(?= |$)", "");
        return plain.contains(" use_vmac ")
                ? plain.replaceAll("dev [^ @]+@(\\S+)", "dev $1")
                : plain.replaceAll("(dev [^ @]+)@\\S+", "$1");
    }
}
