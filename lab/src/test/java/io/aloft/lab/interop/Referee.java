package io.aloft.lab.interop;

import static io.aloft.lab.interop.Topology.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.process.Await;
import io.aloft.lab.witness.Announcement;
import io.aloft.lab.witness.Dissector;
import io.aloft.lab.witness.FieldComparison;
import io.aloft.lab.witness.ObservedAdvert;
import io.aloft.lab.witness.Takeover;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges by what was on the wire whether the two kept the rules. */
final class Referee {
    /** Two time stamps of one event differ by what the two queues took. */
    private static final Duration TOLERANCE = Duration.ofMillis(5);

    /** A log line is read later than it was true: by the log's own queue, the pipe, and what a busy machine takes. */
    private static final Duration LOG_TOLERANCE = Duration.ofMillis(400);

    /** An advert of the old master that was on its way when the new one's came. */
    private static final Duration CROSSING = Duration.ofMillis(50);

    /** Adverts of one master after which a pair counts as settled; more than a master-down interval. */
    private static final int SETTLED = 5;

    private final Topology topology;

    Referee(Topology topology) {
        this.topology = topology;
    }

    /**
     * RFC 9568 section 6.4.2: a backup that hears its master waits for the whole Master_Down_Interval, or its skew.
     *
     * @param since the event; before it every advert counted, for the winner as it was then
     */
    void notBeforeTheDeadline(Router router, Seat winner, Instant since) {
        ObservedAdvert first = firstOf(router, winner, since);
        ObservedAdvert last = topology.adverts(router, Instant.EPOCH).stream()
                .filter(advert -> advert.at().isBefore(first.at())
                        && !advert.source().equals(first.source())
                        && (advert.at().isBefore(since)
                                || advert.priority() == 0
                                || advert.priority() >= first.priority()
                                || keepsLower()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("nobody advertised before " + first));
        Takeover takeover = new Takeover(last, first);
        System.out.printf(
                "%s: takeover by %s %.3f ms after the deadline of %d ms%n",
                topology.mode,
                winner.director.kind(),
                takeover.lateness().toNanos() / 1e6,
                takeover.deadline().toMillis());
        assertThat(takeover.lateness())
                .as("a takeover before the deadline: " + takeover)
                .isGreaterThan(TOLERANCE.negated());
    }

    /** With {@code nopreempt} an advert of lower priority counts like any other. */
    private boolean keepsLower() {
        return topology.mode.has(Trait.NO_PREEMPT);
    }

    /** One that became backup at a moment and hears nobody better waits for Master_Down_Interval from then on. */
    void notBeforeItsOwnInterval(Router router, Seat seat, Instant backup, Instant since) {
        ObservedAdvert first = firstOf(router, seat, since);
        assertThat(first.at())
                .as("the first advert of %s, backup since %s", seat, backup)
                .isAfter(backup.plus(Takeover.masterDownInterval(first, first.priority()))
                        .minus(LOG_TOLERANCE));
    }

    /** {@code preempt_delay} counts from the first advert of lower priority. */
    void notBeforePreemptDelay(Router router, Seat seat, Instant since) {
        if (!topology.mode.has(Trait.PREEMPT_DELAY)) {
            return;
        }
        ObservedAdvert first = firstOf(router, seat, since);
        ObservedAdvert lower = topology.adverts(router, since).stream()
                .filter(advert -> !advert.source().equals(first.source()) && advert.priority() < first.priority())
                .findFirst()
                .orElseThrow();
        assertThat(Duration.between(lower.at(), first.at()))
                .as("from the first lower advert to the takeover")
                .isGreaterThan(Duration.ofSeconds(Mode.PREEMPT_DELAY_SECONDS));
    }

    /** Once the new master has advertised, the old one is silent. */
    void yieldedAtOnce(Router router, Seat winner, Instant since) {
        Instant first = firstOf(router, winner, since).at();
        assertThat(topology.adverts(router, first.plus(CROSSING)))
                .as("adverts after the first of the new master")
                .allMatch(advert -> advert.source().equals(topology.source(winner, router)));
    }

    /** Waits for some adverts of the master; until then nobody else may send any, and nobody else has the addresses. */
    void oneMaster(Router router, Seat master) {
        Instant since = Instant.now();
        String source = topology.source(master, router);
        Instant next = since;
        for (int i = 0; i < SETTLED; i++) {
            next = topology.witness(router)
                    .await(
                            router.name() + " of " + master + " goes on",
                            next,
                            LIMIT,
                            advert -> advert.vrid() == router.vrid()
                                    && advert.source().equals(source))
                    .at()
                    .plusNanos(1);
        }
        assertThat(topology.adverts(router, since))
                .as("a second master of %s beside %s", router.name(), master)
                .allMatch(advert -> advert.source().equals(source));
        Seat other = topology.other(master);
        for (String address : router.addresses()) {
            assertThat(master.director.host().hasAddress(address, router.holder()))
                    .as("%s on %s", address, master)
                    .isTrue();
            if (other.director.isRunning()) {
                assertThat(other.director.host().hasAddress(address, router.holder()))
                        .as("%s on %s, which is backup", address, other)
                        .isFalse();
            }
        }
    }

    /** Every address is announced, from the hardware address it is at. */
    void announced(Router router, Seat seat, Instant since) {
        for (String address : router.addresses()) {
            Await.until(
                    seat + " announces " + address + " at " + topology.mac(seat, router),
                    LIMIT,
                    () -> topology.witness(router).announcements().stream()
                            .anyMatch(announcement -> announcement.address().equals(address)
                                    && announcement.mac().equals(topology.mac(seat, router))
                                    && !announcement.at().isBefore(since)));
        }
    }

    /** Adverts and announcements of both directors agree in every field but those that name the sender. */
    void alike() {
        for (Router router : topology.mode.routers) {
            List<ObservedAdvert> adverts = topology.adverts(router, Instant.EPOCH);
            if (!router.isCrosswise()) {
                assertThat(adverts)
                        .extracting(ObservedAdvert::source)
                        .as("senders of " + router.name())
                        .contains(topology.source(topology.a, router), topology.source(topology.b, router));
            }
            assertThat(adverts).allMatch(advert -> advert.version() == topology.mode.version);
            assertThat(adverts.stream().map(ObservedAdvert::common).collect(Collectors.toSet()))
                    .as("adverts that differ in more than source and priority")
                    .hasSize(1);
            assertThat(adverts).allMatch(ObservedAdvert::checksumRight);
            assertThat(adverts)
                    .as("hardware addresses that %s came from", router.name())
                    .allMatch(advert -> advert.sourceMac().equals(topology.mac(senderOf(advert, router), router)));
            for (String address : router.addresses()) {
                Set<String> frames = topology.witness(router).announcements().stream()
                        .filter(announcement -> announcement.address().equals(address))
                        .map(Announcement::common)
                        .collect(Collectors.toSet());
                assertThat(frames).as("announcements of " + address).hasSize(1);
            }
        }
        for (Router router : topology.mode.routers) {
            Path capture = topology.capture(router.lan());
            assertThat(FieldComparison.differences(capture, router.vrid(), topology.mode.has(Trait.UNICAST)))
                    .as("fields of %s that are not alike in %s", router.name(), topology.mode)
                    .isEmpty();
            assertThat(Dissector.malformed(capture)).isZero();
        }
    }

    private Seat senderOf(ObservedAdvert advert, Router router) {
        return advert.source().equals(topology.source(topology.a, router)) ? topology.a : topology.b;
    }

    private ObservedAdvert firstOf(Router router, Seat seat, Instant since) {
        return topology.witness(router)
                .await(
                        router.name() + " of " + seat,
                        since,
                        LIMIT,
                        advert -> advert.vrid() == router.vrid()
                                && advert.source().equals(topology.source(seat, router)));
    }
}
