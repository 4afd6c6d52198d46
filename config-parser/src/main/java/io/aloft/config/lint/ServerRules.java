package io.aloft.config.lint;

import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.VirtualServerGroupSpec.Addresses;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.LocalAddress;
import io.aloft.model.vrrp.VirtualAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about virtual servers and their checks. */
final class ServerRules {

    private ServerRules() {}

    /** Only where there are instances at all: many directors get the address in another way. */
    static void serviceWithoutInstance(Subject subject, Findings findings) {
        if (subject.routers().isEmpty()) {
            return;
        }
        Set<IpAddress> held = new HashSet<>();
        subject.routers()
                .forEach(router -> Subject.addressesOf(router).stream()
                        .map(VirtualAddress::address)
                        .forEach(held::add));
        subject.addresses().stream().map(LocalAddress::address).forEach(held::add);
        Set<IpAddress> told = new HashSet<>();
        for (VirtualServerSpec server : subject.image().virtualServers()) {
            for (IpAddress address : addressesOf(server, subject)) {
                if (!held.contains(address) && told.add(address)) {
                    findings.warning(
                            subject.origins().of(server),
                            "no instance holds " + address + ": its traffic does not reach this director unless"
                                    + " something else brings it here; " + label(server),
                            "add " + address + " to virtual_ipaddress of an instance, or correct it");
                }
            }
        }
    }

    /** Ranges and networks are routed to a director rather than held by it, and packets are marked wherever they come from. */
    private static List<IpAddress> addressesOf(VirtualServerSpec server, Subject subject) {
        return switch (server.key()) {
            case VirtualServerKey.ByAddress(var _, var endpoint) -> List.of(endpoint.address());
            case VirtualServerKey.ByMark _ -> List.of();
            case VirtualServerKey.ByGroup(var name, var _, var _) ->
                subject.image().virtualServerGroups().stream()
                        .filter(group -> group.name().equals(name))
                        .flatMap(group -> group.entries().stream())
                        .flatMap(entry -> entry instanceof Addresses addresses
                                        && addresses.first().equals(addresses.last())
                                ? Stream.of(addresses.first())
                                : Stream.empty())
                        .toList();
        };
    }

    /**
     * The delay is counted from the end of a check to the start of the next, so a check that takes longer than it sets the pace
     * itself exactly when the server is dead.
     */
    static void checkOutlastsDelayLoop(Subject subject, Findings findings) {
        for (VirtualServerSpec server : subject.image().virtualServers()) {
            Set<String> told = new HashSet<>();
            for (RealServerSpec real : server.realServers()) {
                for (CheckerSpec each : real.checkers()) {
                    if (!(each instanceof CheckerSpec.Network checker)) {
                        continue;
                    }
                    CheckTiming timing = checker.timing();
                    Duration one = checker.connect().timeout();
                    String times = Seconds.text(one) + " is longer than delay_loop " + Seconds.text(timing.delayLoop());
                    if (one.compareTo(timing.delayLoop()) > 0 && told.add(checker.keyword() + times)) {
                        findings.warning(
                                subject.origins().of(real, checker.keyword()),
                                "connect_timeout " + times + ": a dead server is checked less often than that, and"
                                        + " taken out up to " + Seconds.text(untilDown(timing, one))
                                        + " after it died; " + checker.keyword() + " of " + label(server),
                                "write a connect_timeout below delay_loop");
                    }
                }
            }
        }
    }

    /** From a death just behind a passed check until the last tolerated failure is over. */
    private static Duration untilDown(CheckTiming timing, Duration one) {
        long retries = Math.min(timing.retry(), Integer.MAX_VALUE);
        return timing.delayLoop()
                .plus(one.multipliedBy(retries + 1))
                .plus(timing.delayBeforeRetry().multipliedBy(retries));
    }

    /** Where some servers are checked, the one that is not was probably forgotten. */
    static void serverWithoutChecker(Subject subject, Findings findings) {
        for (VirtualServerSpec server : subject.image().virtualServers()) {
            boolean someChecked = server.realServers().stream()
                    .anyMatch(real -> !real.checkers().isEmpty());
            for (RealServerSpec real : server.realServers()) {
                if (someChecked && real.checkers().isEmpty()) {
                    findings.warning(
                            subject.origins().of(real),
                            "real server " + real.endpoint() + " has no checker, other than its neighbours: it is never"
                                    + " taken out; " + label(server),
                            "give it a checker");
                }
            }
        }
    }

    static void sorryServerNeverUsed(Subject subject, Findings findings) {
        for (VirtualServerSpec server : subject.image().virtualServers()) {
            List<RealServerSpec> always = server.realServers().stream()
                    .filter(real -> real.checkers().isEmpty())
                    .toList();
            long weight = always.stream().mapToLong(RealServerSpec::weight).sum();
            if (server.sorryServer() != null && weight >= server.quorum().needed()) {
                findings.warning(
                        subject.origins().of(server, "sorry_server"),
                        "the sorry server is never used: real server "
                                + always.getFirst().endpoint() + " has no checker, so it counts as alive for ever; "
                                + label(server),
                        "give every real server a checker, or remove sorry_server");
            }
        }
    }

    private static String label(VirtualServerSpec server) {
        return "virtual server "
                + switch (server.key()) {
                    case VirtualServerKey.ByAddress(var _, var endpoint) -> endpoint.toString();
                    case VirtualServerKey.ByMark mark -> "fwmark " + mark.mark();
                    case VirtualServerKey.ByGroup group -> "group " + group.group();
                };
    }
}
