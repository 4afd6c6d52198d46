package io.aloft.vrrp.track;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.TrackedObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What the log says when something that is tracked changes, in keepalived's words. Each line stands here once; those about
 * scripts are in {@link ScriptCheck}, those about debounced links in {@link LinkDebounce}.
 */
public final class TrackLines {

    private TrackLines() {}

    /** A link that counts came up or went down. */
    public static String link(String interfaceName, boolean up) {
        return "Netlink reports %s %s".formatted(interfaceName, up ? "up" : "down");
    }

    /** An interface came into being or is gone. */
    public static String present(String interfaceName, boolean present) {
        return "Interface %s %s".formatted(interfaceName, present ? "added" : "deleted");
    }

    /** An interface got an address of its own. */
    public static String assigned(IpAddress address, String interfaceName) {
        return "Assigned address %s for interface %s".formatted(address, interfaceName);
    }

    /** An interface lost an address of its own. */
    public static String deassigned(IpAddress address, String interfaceName) {
        return "Deassigned address %s from interface %s".formatted(address, interfaceName);
    }

    /** A link that is polled has a carrier now, or has none. */
    public static String linkBeat(String interfaceName, boolean up) {
        return "Linkbeat reports %s %s".formatted(interfaceName, up ? "up" : "down");
    }

    /** A {@code track_process} has its quorum now, or has it no more. */
    public static String process(String name, boolean reached) {
        return "Quorum %s for tracked process %s".formatted(reached ? "gained" : "lost", name);
    }

    /**
     * A session went up or down, or told how it starts.
     *
     * @param micros since that happened
     */
    public static String bfdEvent(String name, boolean up, long micros) {
        return "Received BFD event: instance %s is in state %s (delivered in %d usec)"
                .formatted(name, up ? "Up" : "Down", micros);
    }

    /**
     * What the router {@code x} has to say about what it tracks, before it says what follows from it.
     *
     * @param before what was known when it was asked last
     * @param now what is known now
     */
    public static List<String> ofRouter(String x, WatchList watched, HostFacts before, HostFacts now) {
        List<String> lines = new ArrayList<>();
        for (TrackedObject file : watched.tracking().files()) {
            boolean fault = FitnessRules.meansFault(file, now.file(file.name()));
            if (fault != FitnessRules.meansFault(file, before.file(file.name()))) {
                lines.add("(%s): tracked file %s %s FAULT state".formatted(x, file.name(), fault ? "now" : "leaving"));
            }
        }
        for (TrackedObject session : watched.tracking().bfdInstances()) {
            boolean up = now.bfd(session.name());
            if (up != before.bfd(session.name())) {
                lines.add("VRRP_Instance(%s) Tracked BFD instance %s is %s"
                        .formatted(x, session.name(), up ? "UP" : "DOWN"));
            }
        }
        return lines;
    }
}
