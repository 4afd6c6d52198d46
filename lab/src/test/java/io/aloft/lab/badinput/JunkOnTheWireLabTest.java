package io.aloft.lab.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.LogLine;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import io.aloft.lab.witness.ObservedAdvert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two Aloft directors, one keepalived with a virtual router of its own, and somebody who sends junk to all of them. */
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JunkOnTheWireLabTest {
    private static final int ALOFTS = 51;
    private static final int KEEPALIVEDS = 52;
    private static final int NOBODYS = 99;
    private static final String MASTER = "10.77.0.1";
    private static final String KEEPALIVED = "10.77.0.3";
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** An advert a second; the rest is for a machine that has other work. */
    private static final Duration LONGEST_GAP = Duration.ofMillis(1900);

    private final WorkDirectory files = new WorkDirectory("junk");
    private final TestNetwork network = TestNetwork.create();
    private final Director master = director(DirectorKind.ALOFT, "a", MASTER, ALOFTS, 150);
    private final Director backup = director(DirectorKind.ALOFT, "b", "10.77.0.2", ALOFTS, 100);
    private final Director keepalived = director(DirectorKind.KEEPALIVED, "k", KEEPALIVED, KEEPALIVEDS, 150);
    private final JunkSender attacker = new JunkSender(network.host("x", Forgery.SENDER + "/24"));
    private final AdvertWitness witness = AdvertWitness.watch(network, files.file("lan.pcap"));

    private Director director(DirectorKind kind, String name, String address, int vrid, int priority) {
        Path config = files.write(name + ".conf", """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id %d
                priority %d
                advert_int 1
                authentication {
                    auth_type PASS
                    auth_pass s3cret
                }
                virtual_ipaddress {
                    10.77.0.%d/24
                }
            }
            """.formatted(vrid, priority, vrid == ALOFTS ? 100 : 101));
        return kind.create(network.host(name, address + "/24"), config);
    }

    @BeforeAll
    void everybodyIsInHisPlace() {
        backup.start();
        backup.await("Entering BACKUP STATE", LIMIT);
        master.start();
        keepalived.start();
        master.await("Entering MASTER STATE", LIMIT);
        keepalived.await("Entering MASTER STATE", LIMIT);
        witness.awaitFrom(MASTER, Instant.now(), LIMIT);
    }

    @AfterAll
    void allEnds() {
        master.close();
        backup.close();
        keepalived.close();
        attacker.close();
        witness.close();
        network.close();
        files.close();
    }

    @Test
    void junkIsSaidOncePerKindAndLeavesAloftsTimersAloneWhileItSilencesKeepalived() {
        List<Forgery> kinds = Forgery.dropped(ALOFTS);
        List<Forgery> forKeepalived = Forgery.dropped(KEEPALIVEDS);
        Instant begin = Instant.now();
        attacker.send(List.of(kinds.getFirst(), forKeepalived.getFirst()), 20, Duration.ofMillis(4500));
        attacker.send(kinds, 80, Duration.ofSeconds(1));
        Instant end = Instant.now();

        assertRhythm(begin, end);
        assertThat(adverts(KEEPALIVED, begin.plusMillis(500), begin.plusMillis(4500)))
                .as("the same junk keeps keepalived from advertising, so it is junk that reaches a Master")
                .isEmpty();
        for (Director director : List.of(master, backup)) {
            for (Forgery kind : kinds) {
                Await.until(
                        () -> director + " says: " + kind.phrase() + "; it said: " + director.log(),
                        LIMIT,
                        () -> count(director, kind.phrase()) > 0);
            }
            assertStill(director, begin);
            for (Forgery kind : kinds) {
                assertThat(count(director, kind.phrase()))
                        .as("%s on %s", kind.phrase(), director)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void anotherAddressListIsSaidOnceAndMovesNobody() {
        Instant begin = Instant.now();
        Forgery other = Forgery.otherAddress(ALOFTS);
        attacker.send(List.of(other), 10, Duration.ofSeconds(1));
        for (Director director : List.of(master, backup)) {
            Await.until(director + " says: " + other.phrase(), LIMIT, () -> count(director, other.phrase()) > 0);
            assertStill(director, begin);
            assertThat(count(director, other.phrase())).isEqualTo(1);
        }
    }

    @Test
    void aFloodMovesNobodyAndDoesNotFillTheLog() throws IOException {
        Instant begin = Instant.now();
        int linesBefore = master.log().size() + backup.log().size();
        double cpuBefore = cpuSeconds(master) + cpuSeconds(backup);
        List<Forgery> kinds = new ArrayList<>(Forgery.dropped(ALOFTS));
        kinds.addAll(Forgery.dropped(NOBODYS));
        long sent = attacker.send(kinds, 100_000, Duration.ofSeconds(5));
        Instant end = Instant.now();
        double cpu = cpuSeconds(master) + cpuSeconds(backup) - cpuBefore;
        System.out.printf(
                "flood: %d frames in %d ms; both directors together used %.2f s of CPU, %.1f µs a frame each%n",
                sent, Duration.between(begin, end).toMillis(), cpu, cpu / 2 / sent * 1e6);

        // The witness loses adverts among so much junk itself, so the Backup is the judge: had the Master fallen
        // silent,
        // it would have taken over.
        witness.awaitFrom(MASTER, end, LIMIT);
        assertStill(master, begin);
        assertStill(backup, begin);
        assertThat(master.log().size() + backup.log().size() - linesBefore)
                .as("lines about " + sent + " frames: " + master.log() + backup.log())
                .isLessThan(40);
    }

    private void assertRhythm(Instant begin, Instant end) {
        ObservedAdvert last = witness.awaitFrom(MASTER, end, LIMIT);
        Instant before = begin;
        for (ObservedAdvert advert : adverts(MASTER, begin, last.at().plusNanos(1))) {
            assertThat(Duration.between(before, advert.at()))
                    .as("silence before " + advert)
                    .isLessThan(LONGEST_GAP);
            before = advert.at();
        }
    }

    private List<ObservedAdvert> adverts(String source, Instant from, Instant to) {
        return witness.adverts().stream()
                .filter(advert -> advert.source().equals(source)
                        && !advert.at().isBefore(from)
                        && advert.at().isBefore(to))
                .toList();
    }

    private static void assertStill(Director director, Instant since) {
        assertThat(director.log())
                .filteredOn(line -> !line.at().isBefore(since))
                .extracting(LogLine::text)
                .noneMatch(text -> text.contains("Entering"));
    }

    private static long count(Director director, String phrase) {
        Pattern pattern = Pattern.compile(phrase);
        return director.log().stream()
                .filter(line -> pattern.matcher(line.text()).find())
                .count();
    }

    /** User and system time, from /proc in units of 10 ms. */
    private static double cpuSeconds(Director director) throws IOException {
        String stat =
                Files.readString(Path.of("/proc", director.pids().getFirst().toString(), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }
}
