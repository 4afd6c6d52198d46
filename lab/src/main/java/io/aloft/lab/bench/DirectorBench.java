package io.aloft.lab.bench;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import io.aloft.lab.witness.ObservedAdvert;
import io.aloft.lab.witness.Takeover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How one kind of director performs: lateness of takeovers, time to the first advert, memory. */
final class DirectorBench {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String MASTER = "10.77.0.1";
    private static final String BACKUP = "10.77.0.2";

    private final DirectorKind kind;

    DirectorBench(DirectorKind kind) {
        this.kind = kind;
    }

    /**
     * Takeovers after a silence. The master is a keepalived that lives through it all: its adverts are kept from the
     * backup by a one-way cut, and the backup yields again as soon as it hears one.
     *
     * @return lateness after the RFC's deadline, ms
     */
    Figures takeovers(int rounds) {
        List<Double> late = new ArrayList<>();
        try (WorkDirectory files = new WorkDirectory("bench");
                TestNetwork network = TestNetwork.create();
                AdvertWitness witness = AdvertWitness.watch(network, files.file("lan.pcap"));
                Director master = DirectorKind.KEEPALIVED.create(
                        network.host("a", MASTER + "/24"), files.write("a.conf", config(200)));
                Director backup = kind.create(network.host("b", BACKUP + "/24"), files.write("b.conf", config(100)))) {
            backup.start();
            backup.await("Entering BACKUP STATE", LIMIT);
            master.start();
            for (int round = 0; round < rounds; round++) {
                witness.awaitFrom(
                        MASTER,
                        witness.awaitFrom(MASTER, Instant.now(), LIMIT).at().plusNanos(1),
                        LIMIT);
                network.cut(master.host(), backup.host());
                Instant cut = Instant.now();
                ObservedAdvert first = witness.awaitFrom(BACKUP, cut, LIMIT);
                ObservedAdvert last = witness.adverts().stream()
                        .filter(advert ->
                                advert.source().equals(MASTER) && advert.at().isBefore(cut))
                        .reduce((earlier, later) -> later)
                        .orElseThrow();
                late.add(new Takeover(last, first).lateness().toNanos() / 1e6);
                network.heal();
                backup.await("Entering BACKUP STATE", LIMIT);
            }
        }
        return new Figures("takeover after the deadline, ms", late);
    }

    /**
     * Starts of an owner, which is master at once.
     *
     * @return from the start of the process to its first advert on the wire, ms; and resident memory a second later, MB
     */
    List<Figures> starts(int rounds) {
        List<Double> times = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        List<Double> anonymous = new ArrayList<>();
        try (WorkDirectory files = new WorkDirectory("bench");
                TestNetwork network = TestNetwork.create();
                AdvertWitness witness = AdvertWitness.watch(network, files.file("lan.pcap"))) {
            TestHost host = network.host("a", MASTER + "/24");
            Path config = files.write("a.conf", config(255));
            for (int round = 0; round < rounds; round++) {
                try (Director director = kind.create(host, config)) {
                    Instant start = Instant.now();
                    director.start();
                    Instant first = witness.awaitFrom(MASTER, start, LIMIT).at();
                    times.add(Duration.between(start, first).toNanos() / 1e6);
                    witness.awaitFrom(MASTER, first.plusMillis(900), LIMIT);
                    resident.add(memory(director, "VmRSS:"));
                    anonymous.add(memory(director, "RssAnon:"));
                    director.stopGently();
                    director.awaitStopped();
                }
            }
        }
        return List.of(
                new Figures("process start to first advert, ms", times),
                new Figures("resident memory, MB", resident),
                new Figures("anonymous memory, MB", anonymous));
    }

    /** A line of /proc/PID/status, in MB, summed over the processes. */
    private static double memory(Director director, String key) {
        try {
            double sum = 0;
            for (long pid : director.pids()) {
                for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                    if (line.startsWith(key)) {
                        sum += Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                    }
                }
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String config(int priority) {
        return """
                vrrp_instance VI_1 {
                    state BACKUP
                    interface eth0
                    virtual_router_id 51
                    priority %d
                    advert_int 1
                    virtual_ipaddress {
                        10.77.0.100/24
                    }
                }
                """.formatted(priority).replace("state BACKUP", priority == 255 ? "state MASTER" : "state BACKUP");
    }
}
