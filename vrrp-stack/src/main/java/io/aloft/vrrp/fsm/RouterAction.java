package io.aloft.vrrp.fsm;

import io.aloft.model.event.StateChange;
import io.aloft.model.net.IpAddress;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the state machine wants done, in this order, by whoever owns sockets and addresses. */
public sealed interface RouterAction {

    /** Send one advertisement with this priority; 0 says that the Master stops. */
    record SendAdvertisement(int priority) implements RouterAction {}

    /** From here on everything is meant by this configuration, the next advertisement first. */
    record Adopt(VirtualRouterSpec spec) implements RouterAction {}

    /** Keep everybody from talking to these addresses but for neighbour discovery ({@code no_accept}). */
    record BlockTraffic(List<VirtualAddress> addresses) implements RouterAction {
        public BlockTraffic {
            addresses = List.copyOf(addresses);
        }
    }

    /** End {@link BlockTraffic} for these addresses. */
    record UnblockTraffic(List<VirtualAddress> addresses) implements RouterAction {
        public UnblockTraffic {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Put the virtual addresses on their interfaces, those that are advertised first. Those that are there already get the
     * lifetime all the same.
     *
     * @param leaseSeconds after which the kernel shall remove them by itself, at least 2; null for never
     */
    record AddAddresses(
            List<VirtualAddress> addresses, @Nullable Integer leaseSeconds) implements RouterAction {
        public AddAddresses {
            addresses = List.copyOf(addresses);
        }

        /** For as long as nobody removes them. */
        public AddAddresses(List<VirtualAddress> addresses) {
            this(addresses, null);
        }
    }

    /**
     * Let the kernel keep the addresses for so long again. One that is gone is put back by the same message.
     *
     * @param seconds at least 2
     */
    record RefreshLease(List<VirtualAddress> addresses, int seconds) implements RouterAction {
        public RefreshLease {
            addresses = List.copyOf(addresses);
        }
    }

    /** Take the virtual addresses off their interfaces, whoever put them there. */
    record RemoveAddresses(List<VirtualAddress> addresses) implements RouterAction {
        public RemoveAddresses {
            addresses = List.copyOf(addresses);
        }
    }

    /** Add routes, then rules, each in this order. */
    record AddEntries(List<RouteSpec> routes, List<RuleSpec> rules) implements RouterAction {
        public AddEntries {
            routes = List.copyOf(routes);
            rules = List.copyOf(rules);
        }
    }

    /** Remove rules, then routes. */
    record RemoveEntries(List<RouteSpec> routes, List<RuleSpec> rules) implements RouterAction {
        public RemoveEntries {
            routes = List.copyOf(routes);
            rules = List.copyOf(rules);
        }
    }

    /** Announce these addresses by gratuitous ARP or neighbour advertisement: each of them once, this many times over. */
    record Announce(List<VirtualAddress> addresses, int rounds) implements RouterAction {
        public Announce {
            addresses = List.copyOf(addresses);
        }
    }

    /** Announce once the router's own source address on its own interface, so that unicast peers find it again. */
    record AnnounceSource(IpAddress address) implements RouterAction {}

    /** Forget announcements that wait for their turn. */
    record CancelAnnouncements() implements RouterAction {}

    /** Tell everybody who wants to know: scripts, status, journal. */
    record Report(StateChange change) implements RouterAction {}

    /**
     * A Master received an advertisement of lower priority ({@code notify_master_rx_lower_pri}, FIFO line
     * {@code MASTER_RX_LOWER_PRI}).
     *
     * @param priority our own, effective
     */
    record ReportLowerPriority(int priority) implements RouterAction {}

    /**
     * The effective priority changed, and {@code notify_priority_changes} is set.
     *
     * @param state MASTER or BACKUP
     */
    record ReportPriority(VrrpState state, int priority) implements RouterAction {}

    /**
     * Another router talks as Master while this one is it. Comes for each of its advertisements, to be counted; what there
     * is to say about it comes as {@link Log}.
     *
     * @param priority what it advertised
     */
    record Conflict(Kind kind, IpAddress sender, int priority) implements RouterAction {

        /** Which of the two has to give way, and why. */
        public enum Kind {
            /** The other: its priority is lower. */
            LOWER_PRIORITY,
            /** The other: its address is lower. */
            EQUAL_PRIORITY,
            /** Nobody can tell: it has our address too. */
            OWN_ADDRESS,
            /** Somebody has to correct a configuration: both are address owners. */
            TWO_OWNERS
        }
    }

    /**
     * Say something to the operator.
     *
     * @param detail only with detailed logging ({@code -D})
     * @param line the whole line, instance name included
     */
    record Log(boolean detail, String line) implements RouterAction {}
}
