package io.aloft.lab.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import io.aloft.lab.witness.ObservedAdvert;
import io.aloft.lab.witness.Takeover;
import java.time.Duration;
import java.time.Instant;

/** Two directors on one switch with a witness, VRRP version 2, one virtual router with one address. */
final class Pair implements AutoCloseable {
    static final String VIP = "10.77.0.100";
    static final String ADDRESS_A = "10.77.0.1";
    static final String ADDRESS_B = "10.77.0.2";

    /** A master-down interval is under 4 s; the rest is for a busy machine. */
    static final Duration LIMIT = Duration.ofSeconds(15);

    /** Two time stamps of one event differ by what the two queues took. */
    private static final Duration TOLERANCE = Duration.ofMillis(5);

    private static final String ENTERS_MASTER = "\\(VI_1\\) Entering MASTER STATE";
    private static final String ENTERS_BACKUP = "\\(VI_1\\) Entering BACKUP STATE";

    private final WorkDirectory files = new WorkDirectory("pair");
    final TestNetwork network = TestNetwork.create();
    final AdvertWitness witness;
    final Director a;
    final Director b;

    Pair(Lineup lineup, String configA, String configB) {
        a = lineup.a.create(network.host("a", ADDRESS_A + "/24"), files.write("a.conf", configA));
        b = lineup.b.create(network.host("b", ADDRESS_B + "/24"), files.write("b.conf", configB));
        witness = AdvertWitness.watch(network, files.file("lan.pcap"));
    }

    /** The configuration of one director; what is given is written into the instance's block as it is. */
    static String config(int priority, String password, String more) {
        return """
                vrrp_instance VI_1 {
                    state BACKUP
                    interface eth0
                    virtual_router_id 51
                    priority %d
                    advert_int 1
                    authentication {
                        auth_type PASS
                        auth_pass %s
                    }
                    virtual_ipaddress {
                        %s/24
                    }
                    %s
                }
                """.formatted(priority, password, VIP, more);
    }

    static String config(int priority) {
        return config(priority, "s3cret", "");
    }

    /**
     * Starts both, so that both are backups before either becomes master. One after the other: a JVM takes longer to
     * start than the priorities set the two apart.
     */
    void startBoth() {
        a.start();
        awaitBackup(a);
        b.start();
        awaitBackup(b);
    }

    /** Waits until a director is master by its log, its adverts and its address, and has told the LAN where it is. */
    ObservedAdvert awaitMaster(Director director) {
        Instant entered = director.await(ENTERS_MASTER, LIMIT).at();
        director.awaitAddress(VIP, true, LIMIT);
        ObservedAdvert advert = witness.awaitFrom(addressOf(director), Instant.EPOCH, LIMIT);
        Await.until(
                director + " announces " + VIP,
                LIMIT,
                () -> witness.gratuitousArps().stream()
                        .anyMatch(arp -> arp.address().equals(VIP) && !arp.at().isBefore(entered.minusSeconds(1))));
        return advert;
    }

    /** Waits until a director is backup by its log and does not have the address. */
    void awaitBackup(Director director) {
        director.await(ENTERS_BACKUP, LIMIT);
        director.awaitAddress(VIP, false, LIMIT);
    }

    /**
     * Waits until the director takes over from the other one, which must not be before the RFC's deadline.
     *
     * @param since nothing it sent before counts
     */
    Takeover awaitTakeover(Director director, Instant since) {
        awaitMaster(director);
        Takeover takeover = witness.takeover(witness.awaitFrom(addressOf(director), since, LIMIT));
        System.out.printf(
                "takeover by %s: %.3f ms after the deadline of %d ms%n",
                director.kind(),
                takeover.lateness().toNanos() / 1e6,
                takeover.deadline().toMillis());
        assertThat(takeover.lateness())
                .as("a takeover before the deadline: " + takeover)
                .isGreaterThan(TOLERANCE.negated());
        return takeover;
    }

    private String addressOf(Director director) {
        return director == a ? ADDRESS_A : ADDRESS_B;
    }

    @Override
    public void close() {
        a.close();
        b.close();
        witness.close();
        network.close();
        files.close();
    }
}
