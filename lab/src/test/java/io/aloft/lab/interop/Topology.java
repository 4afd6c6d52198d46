package io.aloft.lab.interop;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import io.aloft.lab.witness.ObservedAdvert;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two directors of a mode on one switch with a witness on each LAN. Used by one thread. */
final class Topology implements AutoCloseable {
    /** A version 2 takeover is under 4 s, one after {@code preempt_delay} under 6; the rest is for a busy machine. */
    static final Duration LIMIT = Duration.ofSeconds(15);

    static final int HIGH = 150;
    static final int LOW = 100;

    final Mode mode;
    final TestNetwork network = TestNetwork.create();
    final Seat a;
    final Seat b;
    private final WorkDirectory files = new WorkDirectory("matrix");
    private final List<AdvertWitness> witnesses = new ArrayList<>();

    Topology(Mode mode, Lineup lineup) {
        this.mode = mode;
        try {
            a = seat("a", 1, lineup.a, HIGH);
            b = seat("b", 2, lineup.b, LOW);
            configure(a);
            configure(b);
            for (int lan = 0; lan <= (mode.has(Trait.SECOND_LAN) ? 1 : 0); lan++) {
                witnesses.add(AdvertWitness.watch(network, lan, files.file("lan" + lan + ".pcap"), advert -> {}));
            }
        } catch (RuntimeException e) {
            network.close();
            files.close();
            throw e;
        }
    }

    private Seat seat(String name, int number, DirectorKind kind, int priority) {
        TestHost host = network.host(name, "10.77.0." + number + "/24", "fd77::" + number + "/64");
        if (mode.has(Trait.SECOND_LAN)) {
            network.join(host, "eth1", "10.78.0." + number + "/24");
        }
        files.write(name + ".tracked", "0\n");
        return new Seat(kind.create(host, files.file(name + ".conf")), priority);
    }

    /** Writes the director's file as its seat says now; it takes effect at the next start or reload. */
    void configure(Seat seat) {
        files.write(
                seat.director.host().name() + ".conf",
                mode.config(Map.of(
                        "priority", Integer.toString(seat.priority),
                        "crosswise", Integer.toString(seat == a ? LOW : HIGH),
                        "self", configuredAddress(seat),
                        "peer", configuredAddress(other(seat)),
                        "tracked", tracked(seat).toString())));
    }

    private String configuredAddress(Seat seat) {
        return (mode.has(Trait.IPV6) ? "fd77::" : "10.77.0.") + (seat == a ? 1 : 2);
    }

    private Path tracked(Seat seat) {
        return files.file(seat == b ? "b.tracked" : "a.tracked");
    }

    /** Makes what director a tracks fail, or recover. */
    void spoil(boolean failed) {
        if (mode == Mode.TRACK_FILE) {
            files.write("a.tracked", failed ? "-60\n" : "0\n");
        } else if (failed) {
            network.unplug(a.director.host(), "eth1");
        } else {
            network.plug(a.director.host(), "eth1");
        }
    }

    Seat other(Seat seat) {
        return seat == a ? b : a;
    }

    /** Where the adverts of a director come from. */
    String source(Seat seat, Router router) {
        if (mode.has(Trait.UNICAST)) {
            return configuredAddress(seat);
        }
        return mode.has(Trait.IPV6)
                ? seat.director.host().linkLocal(router.device())
                : (router.lan() == 0 ? "10.77.0." : "10.78.0.") + (seat == a ? 1 : 2);
    }

    /** Hardware address that a director has to use for a router. */
    String mac(Seat seat, Router router) {
        return router.mac().isEmpty() ? seat.director.host().mac(router.device()) : router.mac();
    }

    /** The priority that a director advertises for a router as long as all it tracks is well. */
    int priority(Seat seat, Router router) {
        if (router.isCrosswise()) {
            return seat == a ? LOW : HIGH;
        }
        return seat.priority;
    }

    AdvertWitness witness(Router router) {
        return witnesses.get(router.lan());
    }

    /** Every advert of a router since a moment, whoever sent it. */
    List<ObservedAdvert> adverts(Router router, Instant since) {
        return witness(router).adverts().stream()
                .filter(advert -> advert.vrid() == router.vrid() && !advert.at().isBefore(since))
                .toList();
    }

    /** What both said and what was on the wire last, for a message. */
    String tail() {
        StringBuilder text = new StringBuilder();
        for (Router router : mode.routers) {
            List<ObservedAdvert> all = adverts(router, Instant.EPOCH);
            text.append("last adverts of ").append(router.name()).append(":\n");
            all.subList(Math.max(0, all.size() - 12), all.size())
                    .forEach(advert -> text.append(
                            "  %s %s priority %d%n".formatted(advert.at(), advert.source(), advert.priority())));
        }
        for (Seat seat : List.of(a, b)) {
            text.append(seat.director.wasStarted() ? seat.director.tail() : seat + " was not started")
                    .append('\n');
        }
        return text.toString();
    }

    /** Ends the captures and returns the file of a LAN. */
    Path capture(int lan) {
        return witnesses.get(lan).finish();
    }

    @Override
    public void close() {
        a.director.close();
        b.director.close();
        witnesses.forEach(AdvertWitness::close);
        network.close();
        files.close();
    }
}
