package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.NextHop;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleAction;
import io.aloft.model.route.RuleSelector;
import io.aloft.model.route.RuleSpec;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Tells whether a route or rule of the kernel is one that was configured. */
public final class EntryMatcher {

    /** The metric that the kernel gives an IPv6 route without one (IP6_RT_PRIO_USER). */
    private static final long IPV6_DEFAULT_METRIC = 1024;

    private final LinkNumbers numbers;

    /**
     * @param numbers what the names in routes stand for at the moment of each call
     */
    public EntryMatcher(LinkNumbers numbers) {
        this.numbers = numbers;
    }

    /**
     * Whether the kernel's route is the one that was configured: it answers for the same packets with the same metric, in
     * the same table, and leads to at least one of the next hops that are written. Metrics for the protocols above do not
     * count.
     */
    public boolean matches(RouteSpec wanted, KernelRoute seen) {
        RouteSpec.Attributes attributes = wanted.attributes();
        return wanted.family() == seen.family()
                && wanted.type() == seen.type()
                && samePrefix(wanted.family(), wanted.destination(), seen.destination())
                && samePrefix(wanted.family(), wanted.from(), seen.from())
                && attributes.tos() == seen.tos()
                && attributes.protocol() == seen.protocol()
                && metric(wanted) == seen.metric()
                && table(wanted).equals(Optional.of(seen.table()))
                && leadsWhere(wanted, seen);
    }

    private static boolean samePrefix(AddressFamily family, @Nullable IpPrefix wanted, IpPrefix seen) {
        IpPrefix known = wanted == null ? new IpPrefix(IpAddress.ofBytes(new byte[family.addressBytes()]), 0) : wanted;
        return known.network().equals(seen.network());
    }

    private static long metric(RouteSpec wanted) {
        long written = Objects.requireNonNullElse(wanted.attributes().metric(), 0L);
        return written == 0 && wanted.family() == AddressFamily.INET6 ? IPV6_DEFAULT_METRIC : written;
    }

    private Optional<Long> table(RouteSpec wanted) {
        try {
            long table = RouteEncoder.table(wanted, numbers);
            return Optional.of(table == RouteNumbers.TABLE_UNSPEC ? RouteNumbers.TABLE_MAIN : table);
        } catch (UnusableEntryException e) {
            return Optional.empty();
        }
    }

    /** A route loses its hops one by one, so one in common is enough. */
    private boolean leadsWhere(RouteSpec wanted, KernelRoute seen) {
        if (wanted.nextHops().isEmpty() || RouteEncoder.leadsNowhere(wanted)) {
            return true;
        }
        return wanted.nextHops().stream().anyMatch(hop -> seen.hops().stream().anyMatch(other -> sameHop(hop, other)));
    }

    private boolean sameHop(NextHop wanted, KernelRoute.Hop seen) {
        if (wanted.device() != null) {
            OptionalInt index = numbers.index(wanted.device());
            if (index.isEmpty() || index.getAsInt() != seen.interfaceIndex()) {
                return false;
            }
        }
        return Objects.equals(wanted.gateway(), seen.gateway());
    }

    /** Whether the kernel's rule is the one that was configured. */
    public static boolean matches(RuleSpec wanted, KernelRule seen) {
        return RuleEncoder.family(wanted) == seen.family()
                && wanted.priority() != null
                && wanted.priority() == seen.priority()
                && matches(wanted.selector(), seen)
                && matches(wanted.action(), seen);
    }

    private static boolean matches(RuleSelector wanted, KernelRule seen) {
        return wanted.inverted() == seen.inverted()
                && sameNetwork(wanted.from(), seen.from())
                && sameNetwork(wanted.to(), seen.to())
                && Objects.requireNonNullElse(wanted.tos(), 0) == seen.tos()
                && Objects.equals(wanted.mark(), seen.mark())
                && Objects.equals(wanted.inputDevice(), seen.inputDevice())
                && Objects.equals(wanted.outputDevice(), seen.outputDevice())
                && Objects.requireNonNullElse(wanted.tunnelId(), 0L) == seen.tunnelId()
                && Objects.equals(wanted.users(), seen.users())
                && ipProtocol(wanted) == seen.ipProtocol()
                && Objects.equals(wanted.sourcePorts(), seen.sourcePorts())
                && Objects.equals(wanted.destinationPorts(), seen.destinationPorts());
    }

    private static boolean sameNetwork(@Nullable IpPrefix wanted, @Nullable IpPrefix seen) {
        if (wanted == null || wanted.length() == 0) {
            return seen == null || seen.length() == 0;
        }
        return seen != null && wanted.network().equals(seen.network());
    }

    private static int ipProtocol(RuleSelector wanted) {
        if (wanted.ipProtocol() == null) {
            return 0;
        }
        try {
            return RuleEncoder.protocolNumber(wanted.ipProtocol());
        } catch (UnusableEntryException e) {
            return -1;
        }
    }

    private static boolean matches(RuleAction wanted, KernelRule seen) {
        if (RuleEncoder.actionNumber(wanted) != seen.action()) {
            return false;
        }
        return switch (wanted) {
            case RuleAction.Lookup(long table) -> !seen.l3mdev() && table == seen.table();
            case RuleAction.Goto(long target) -> target == seen.gotoPriority();
            case RuleAction.Plain plain -> seen.l3mdev() == (plain == RuleAction.Plain.L3MDEV);
        };
    }
}
