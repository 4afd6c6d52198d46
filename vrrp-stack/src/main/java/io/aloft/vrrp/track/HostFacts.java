package io.aloft.vrrp.track;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of this host at one moment.
 *
 * @param links by interface name; {@code up} already with delays and link-beat taken into account
 * @param scripts verdict by script name
 * @param lastRuns how the last run of a script ended, by script name; for explanations only
 * @param files number by name of the {@code track_file}; a file that is not here counts as 0
 * @param processes whether the quorum is reached, by name of the {@code track_process}; one that is not here counts as not
 *     reached
 * @param bfdSessions whether the session is up, by name of the {@code bfd_instance}; down before the first event
 * @param unicastHearing whether advertisements reach a unicast router, by name of the instance; yes when it is not here
 */
public record HostFacts(
        Map<String, LinkFacts> links,
        Map<String, ScriptVerdict> scripts,
        Map<String, ScriptRun> lastRuns,
        Map<String, Integer> files,
        Map<String, Boolean> processes,
        Map<String, Boolean> bfdSessions,
        Map<String, Hearing> unicastHearing) {

    public HostFacts {
        links = Map.copyOf(links);
        scripts = Map.copyOf(scripts);
        lastRuns = Map.copyOf(lastRuns);
        files = Map.copyOf(files);
        processes = Map.copyOf(processes);
        bfdSessions = Map.copyOf(bfdSessions);
        unicastHearing = Map.copyOf(unicastHearing);
    }

    /** Interfaces and scripts, and nothing else to look at. */
    public HostFacts(Map<String, LinkFacts> links, Map<String, ScriptVerdict> scripts) {
        this(links, scripts, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** Whether advertisements on an interface reach us. */
    public enum Hearing {
        YES,
        /** The capture is being opened, which takes some tens of milliseconds. */
        SOON,
        NO
    }

    /**
     * One interface.
     *
     * @param up administratively up and with carrier (IFF_UP and IFF_RUNNING)
     * @param hearing whether advertisements that arrive there reach us
     * @param addresses in the kernel's order, without those that come and go with a virtual router of this host
     * @param ethernet it has a MAC address of six octets, so that a VMAC can be made on it
     * @param multicast IFF_MULTICAST
     */
    public record LinkFacts(
            boolean up, Hearing hearing, List<IpAddress> addresses, boolean ethernet, boolean multicast) {
        public LinkFacts {
            addresses = List.copyOf(addresses);
        }

        /** An Ethernet interface with multicast, which is the common kind. */
        public LinkFacts(boolean up, Hearing hearing, List<IpAddress> addresses) {
            this(up, hearing, addresses, true, true);
        }

        /** The same interface in another state. */
        public LinkFacts withUp(boolean changed) {
            return new LinkFacts(changed, hearing, addresses, ethernet, multicast);
        }
    }

    Optional<LinkFacts> link(String name) {
        return Optional.ofNullable(links.get(name));
    }

    boolean isUp(String name) {
        return link(name).map(LinkFacts::up).orElse(false);
    }

    boolean isPresent(IpAddress address) {
        return links.values().stream().anyMatch(link -> link.addresses().contains(address));
    }

    ScriptVerdict script(String name) {
        return scripts.getOrDefault(name, ScriptVerdict.UNKNOWN);
    }

    int file(String name) {
        return files.getOrDefault(name, 0);
    }

    boolean process(String name) {
        return processes.getOrDefault(name, false);
    }

    boolean bfd(String name) {
        return bfdSessions.getOrDefault(name, false);
    }

    /** Whether advertisements reach the router of {@code spec}. */
    Hearing hearing(VirtualRouterSpec spec) {
        if (spec.isUnicast()) {
            return unicastHearing.getOrDefault(spec.name(), Hearing.YES);
        }
        return link(spec.interfaceName()).map(LinkFacts::hearing).orElse(Hearing.NO);
    }
}
