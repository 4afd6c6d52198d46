package io.aloft.vrrp.track;

import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of this host at one moment.
 *
 * @param links by interface name
 * @param scripts verdict by script name
 */
public record HostFacts(Map<String, LinkFacts> links, Map<String, ScriptVerdict> scripts) {

    public HostFacts {
        links = Map.copyOf(links);
        scripts = Map.copyOf(scripts);
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
     * @param addresses in the kernel's order
     */
    public record LinkFacts(boolean up, Hearing hearing, List<IpAddress> addresses) {
        public LinkFacts {
            addresses = List.copyOf(addresses);
        }
    }

    Optional<LinkFacts> link(String name) {
        return Optional.ofNullable(links.get(name));
    }

    ScriptVerdict script(String name) {
        return scripts.getOrDefault(name, ScriptVerdict.UNKNOWN);
    }
}
