package io.aloft.lab.bench;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import io.aloft.lab.witness.ObservedAdvert;
import io.aloft.lab.witness.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How late a backup takes over after a silence, against the RFC's deadline. The master is a keepalived that lives
 * through it all: a one-way cut keeps its adverts from the backup. The witness sits at the backup's own port, so that it
 * knows which advert was the last to get through.
 */
final class LatenessBench {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String MASTER = "10.77.0.1";
    private static final String BACKUP = "10.77.0.2";

    private final DirectorKind kind;

    LatenessBench(DirectorKind kind) {
        this.kind = kind;
    }

    /**
     * Measures some takeovers.
     *
     * @param interval text of {@code advert_int}, s
     * @param routers virtual routers that are cut off together, at most 20; their skews lie apart
     * @return lateness, ms
     */
    Figures takeovers(String interval, int routers, int rounds) {
        List<Double> late = new ArrayList<>();
        try (WorkDirectory files = new WorkDirectory("late");
                TestNetwork network = TestNetwork.create()) {
            TestHost a = network.host("a", MASTER + "/24");
            TestHost b = network.host("b", BACKUP + "/24");
            String above = BenchConfig.instances(1, routers, interval, 254, 1);
            String below = BenchConfig.instances(1, routers, interval, 220, 10);
            try (AdvertWitness witness = AdvertWitness.watchHost(network, b, files.file("b.pcap"));
                    Director master = DirectorKind.KEEPALIVED.create(a, files.write("a.conf", above));
                    Director backup = kind.create(b, files.write("b.conf", below))) {
                master.startQuietly();
                awaitAll(witness, MASTER, routers, Instant.now());
                backup.startQuietly();
                backup.await("Startup complete", LIMIT);
                for (int round = 0; round < rounds; round++) {
                    // Twice, so that a backup that had become master once more has yielded meanwhile.
                    awaitAll(witness, MASTER, routers, Instant.now());
                    awaitAll(witness, MASTER, routers, Instant.now());
                    Instant cut = Instant.now();
                    network.cut(a, b);
                    for (ObservedAdvert first : awaitAll(witness, BACKUP, routers, cut)) {
                        Takeover takeover = witness.takeover(first);
                        late.add(takeover.lateness().toNanos() / 1e6);
                    }
                    network.heal();
                }
            }
        }
        return new Figures("takeover after the deadline, ms", late);
    }

    /** The first advert of each virtual router that a source sends from a moment on. */
    private static List<ObservedAdvert> awaitAll(AdvertWitness witness, String source, int routers, Instant since) {
        List<ObservedAdvert> firsts = new ArrayList<>();
        for (int vrid = 1; vrid <= routers; vrid++) {
            int wanted = vrid;
            firsts.add(witness.await(
                    "VRID " + vrid + " from " + source,
                    since,
                    LIMIT,
                    advert -> advert.vrid() == wanted && advert.source().equals(source)));
        }
        return firsts;
    }
}
