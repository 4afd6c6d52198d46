package io.aloft.ipvs.plan;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsService;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Attributes of services and destinations in the words of keepalived.conf, and what has changed in them. */
final class AttributeWords {

    private final List<String> changes = new ArrayList<>();

    private AttributeWords() {}

    /** {@code scheduler is rr instead of wrr, persistence is off instead of 50 s}. */
    static String changes(IpvsService before, IpvsService now) {
        IpvsService.Attributes was = before.attributes();
        IpvsService.Attributes is = now.attributes();
        AddressFamily family = now.key().family();
        var words = new AttributeWords();
        words.compare("scheduler", was.scheduler(), is.scheduler());
        words.compare("flags", flags(was.flags()), flags(is.flags()));
        words.compare("persistence_timeout", was.persistenceSeconds() + " s", is.persistenceSeconds() + " s");
        words.compare("persistence_granularity", mask(family, was.netmask()), mask(family, is.netmask()));
        words.compare("persistence_engine", orNone(was.persistenceEngine()), orNone(is.persistenceEngine()));
        return words.joined();
    }

    /** {@code weight is 5 instead of 3}. */
    static String changes(IpvsDestination before, IpvsDestination now) {
        IpvsDestination.Attributes was = before.attributes();
        IpvsDestination.Attributes is = now.attributes();
        var words = new AttributeWords();
        words.compare("method", method(was.forwarding()), method(is.forwarding()));
        words.compare("tunnel", tunnel(was.tunnel()), tunnel(is.tunnel()));
        words.compare("weight", Integer.toString(was.weight()), Integer.toString(is.weight()));
        words.compare("uthreshold", Long.toString(was.upperThreshold()), Long.toString(is.upperThreshold()));
        words.compare("lthreshold", Long.toString(was.lowerThreshold()), Long.toString(is.lowerThreshold()));
        return words.joined();
    }

    private void compare(String name, String was, String is) {
        if (!was.equals(is)) {
            changes.add(name + " is " + is + " instead of " + was);
        }
    }

    private String joined() {
        return String.join(", ", changes);
    }

    private static String orNone(@Nullable String name) {
        return name == null ? "none" : name;
    }

    private static String flags(int flags) {
        var words = new StringJoiner("+").setEmptyValue("none");
        addIf(words, flags, IpvsService.PERSISTENT, "persistent");
        addIf(words, flags, IpvsService.ONE_PACKET, "ops");
        addIf(words, flags, IpvsService.SCHEDULER_1, "flag-1");
        addIf(words, flags, IpvsService.SCHEDULER_2, "flag-2");
        addIf(words, flags, IpvsService.SCHEDULER_3, "flag-3");
        int others = flags
                & ~(IpvsService.PERSISTENT
                        | IpvsService.ONE_PACKET
                        | IpvsService.SCHEDULER_1
                        | IpvsService.SCHEDULER_2
                        | IpvsService.SCHEDULER_3);
        addIf(words, others, others, "0x" + Integer.toHexString(others));
        return words.toString();
    }

    private static void addIf(StringJoiner words, int flags, int bit, String word) {
        if ((flags & bit) != 0) {
            words.add(word);
        }
    }

    private static String mask(AddressFamily family, int netmask) {
        return switch (family) {
            case INET -> IpAddress.ofIpv4(netmask).toString();
            case INET6 -> Integer.toString(netmask);
        };
    }

    private static String method(int forwarding) {
        return switch (forwarding) {
            case IpvsDestination.MASQUERADE -> "NAT";
            case IpvsDestination.LOCAL -> "local";
            case IpvsDestination.TUNNEL -> "TUN";
            case IpvsDestination.DIRECT_ROUTE -> "DR";
            case IpvsDestination.BYPASS -> "bypass";
            default -> Integer.toString(forwarding);
        };
    }

    private static String tunnel(IpvsDestination.Tunnel tunnel) {
        String type = switch (tunnel.type()) {
            case IpvsDestination.Tunnel.TYPE_IPIP -> "ipip";
            case IpvsDestination.Tunnel.TYPE_GUE -> "gue";
            case IpvsDestination.Tunnel.TYPE_GRE -> "gre";
            default -> Integer.toString(tunnel.type());
        };
        String port = tunnel.port() == 0 ? "" : " port " + tunnel.port();
        return type
                + port
                + switch (tunnel.checksum()) {
                    case IpvsDestination.Tunnel.NO_CHECKSUM -> "";
                    case IpvsDestination.Tunnel.CHECKSUM -> " csum";
                    case IpvsDestination.Tunnel.REMOTE_CHECKSUM -> " remcsum";
                    default -> " flags " + tunnel.checksum();
                };
    }
}
