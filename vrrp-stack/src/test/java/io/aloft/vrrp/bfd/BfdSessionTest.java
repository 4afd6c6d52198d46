package io.aloft.vrrp.bfd;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.track.BfdSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BfdSessionTest {

    private static final long MS = 1_000_000;
    private static final int PEER = 0x7777;

    private int drawn = 100;
    private double chance;
    private long now = 5_000 * MS;
    private BfdSession session = new BfdSession(spec(false, 40, 50), () -> ++drawn, () -> chance);
    private BfdStep step = new BfdStep(List.of(), BfdStep.NEVER);

    @Test
    void theStartTellsOnceThatTheSessionIsDownAndSendsWithoutKnowingThePeer() {
        on(new BfdEvent.Start());
        assertThat(reports()).containsExactly(false);
        assertThat(sent())
                .containsExactly(new BfdPacket(
                        BfdDiagnostic.NONE, BfdState.DOWN, false, false, false, 5, 101, 0, 1_000_000, 50_000, 0));
    }

    @ParameterizedTest
    @CsvSource({"0.0, 900", "1.0, 750", "0.5, 825"})
    void eachIntervalIsShortenedByTenToTwentyFivePercent(double drawnChance, long millis) {
        chance = drawnChance;
        on(new BfdEvent.Start());
        assertThat(step.nextDeadlineNanos()).isEqualTo(now + millis * MS);
        now = step.nextDeadlineNanos();
        on(new BfdEvent.TimePassed());
        assertThat(sent()).hasSize(1);
        assertThat(reports()).isEmpty();
    }

    /** RFC 5880 section 6.2, every state with every state of the neighbour. */
    @ParameterizedTest
    @CsvSource({
        "DOWN, ADMIN_DOWN, DOWN", "DOWN, DOWN, INIT", "DOWN, INIT, UP", "DOWN, UP, DOWN",
        "INIT, ADMIN_DOWN, DOWN", "INIT, DOWN, INIT", "INIT, INIT, UP", "INIT, UP, UP",
        "UP, ADMIN_DOWN, DOWN", "UP, DOWN, DOWN", "UP, INIT, UP", "UP, UP, UP",
    })
    void statesChangeAsTheRfcDraws(BfdState before, BfdState heard, BfdState after) {
        bringTo(before);
        hear(heard);
        assertThat(session.state()).isEqualTo(after);
        boolean toOrFromUp = (before == BfdState.UP) != (after == BfdState.UP);
        assertThat(reports()).isEqualTo(toOrFromUp ? List.of(after == BfdState.UP) : List.of());
        if (before != after) {
            assertThat(sent().getFirst().state()).as("told at once").isEqualTo(after);
        }
    }

    @Test
    void comingUpIsSaidInKeepalivedsWordsAndBeginsAPoll() {
        bringTo(BfdState.INIT);
        hear(BfdState.UP);
        assertThat(lines()).startsWith("(b) Entering Up state", "(b) Starting poll sequence");
        BfdPacket first = sent().getFirst();
        assertThat(first.poll()).isTrue();
        assertThat(first.desiredMinTxMicros()).isEqualTo(40_000);
        now += 30 * MS;
        on(new BfdEvent.Received(packet(BfdState.UP, false, true)));
        now = step.nextDeadlineNanos();
        on(new BfdEvent.TimePassed());
        assertThat(sent().getFirst().poll()).as("after the final").isFalse();
    }

    @Test
    void aPollIsAnsweredAtOnceWithAFinal() {
        bringTo(BfdState.UP);
        on(new BfdEvent.Received(packet(BfdState.UP, true, false)));
        assertThat(sent()).hasSize(1);
        assertThat(sent().getFirst().fin()).isTrue();
        assertThat(sent().getFirst().poll()).isFalse();
    }

    @Test
    void silenceForTheDetectionTimeEndsTheSession() {
        bringTo(BfdState.UP);
        int before = session.discriminator();
        // The neighbour's multiplier 4 times the greater of our 50 ms and its 60 ms.
        long expiry = now + 4 * 60 * MS;
        while (step.nextDeadlineNanos() < expiry) {
            now = step.nextDeadlineNanos();
            on(new BfdEvent.TimePassed());
            assertThat(session.isUp()).isTrue();
        }
        now = expiry + 78_000;
        on(new BfdEvent.TimePassed());
        assertThat(reports()).containsExactly(false);
        assertThat(lines())
                .containsExactly(
                        "(b) Expired after 240 ms (78 usec overdue)",
                        "(b) Entering Down state (Local diagnostic - Control Detection Time Expired,"
                                + " Remote diagnostic - No Diagnostic)");
        BfdPacket last = sent().getFirst();
        assertThat(last.diagnostic()).isEqualTo(BfdDiagnostic.EXPIRED);
        assertThat(last.yourDiscriminator()).isEqualTo(PEER);
        assertThat(last.desiredMinTxMicros()).isEqualTo(1_000_000);
        assertThat(session.discriminator()).isNotEqualTo(before);
    }

    @Test
    void oneDetectionTimeAfterTheLossTheNeighbourIsForgotten() {
        silenceForTheDetectionTimeEndsTheSession();
        now += 240 * MS;
        on(new BfdEvent.TimePassed());
        now += 1_000 * MS;
        on(new BfdEvent.TimePassed());
        assertThat(sent().getFirst().yourDiscriminator()).isZero();
    }

    @Test
    void aRemoteDownIsAnsweredWithItsDiagnostic() {
        bringTo(BfdState.UP);
        hear(BfdState.DOWN);
        assertThat(lines())
                .contains("(b) Entering Down state (Local diagnostic - Neighbor Signaled Session Down,"
                        + " Remote diagnostic - No Diagnostic)");
        assertThat(sent().getFirst().diagnostic()).isEqualTo(BfdDiagnostic.NEIGHBOUR_DOWN);
    }

    @Test
    void aSlowNeighbourIsNotSentMoreThanItCanTake() {
        bringTo(BfdState.UP);
        on(new BfdEvent.Received(
                new BfdPacket(BfdDiagnostic.NONE, BfdState.UP, false, true, false, 4, PEER, 101, 60_000, 500_000, 0)));
        long sentAt = now;
        assertThat(step.nextDeadlineNanos()).as("detection time").isEqualTo(now + 240 * MS);
        now += 200 * MS;
        on(new BfdEvent.Received(
                new BfdPacket(BfdDiagnostic.NONE, BfdState.UP, false, false, false, 4, PEER, 101, 60_000, 500_000, 0)));
        assertThat(sent()).isEmpty();
        assertThat(step.nextDeadlineNanos()).isBetween(sentAt + 375 * MS, sentAt + 500 * MS);
    }

    @Test
    void aNeighbourThatWantsNothingOrDemandModeGetsNothing() {
        bringTo(BfdState.UP);
        long none = 0;
        on(new BfdEvent.Received(
                new BfdPacket(BfdDiagnostic.NONE, BfdState.UP, false, true, false, 4, PEER, 101, 60_000, none, 0)));
        assertThat(step.nextDeadlineNanos()).as("only detection").isEqualTo(now + 240 * MS);
        on(new BfdEvent.Received(
                new BfdPacket(BfdDiagnostic.NONE, BfdState.UP, false, false, true, 4, PEER, 101, 60_000, 60_000, 0)));
        assertThat(step.nextDeadlineNanos()).as("only detection").isEqualTo(now + 240 * MS);
        on(new BfdEvent.Received(packet(BfdState.UP, false, false)));
        assertThat(step.nextDeadlineNanos()).as("sends again").isLessThan(now + 60 * MS);
    }

    @Test
    void aPassiveSideIsSilentUntilItHearsTheOther() {
        session = new BfdSession(spec(true, 40, 50), () -> ++drawn, () -> chance);
        on(new BfdEvent.Start());
        assertThat(sent()).isEmpty();
        assertThat(step.nextDeadlineNanos()).isEqualTo(BfdStep.NEVER);
        hear(BfdState.DOWN);
        assertThat(sent().getFirst().state()).isEqualTo(BfdState.INIT);
    }

    @Test
    void withoutASocketTheSessionIsAdminDownAndTriesAgainEveryMinuteAndOnEachPacket() {
        bringTo(BfdState.UP);
        on(new BfdEvent.SocketFailed());
        assertThat(session.state()).isEqualTo(BfdState.ADMIN_DOWN);
        assertThat(reports()).containsExactly(false);
        assertThat(step.nextDeadlineNanos()).isEqualTo(now + 60_000 * MS);
        hear(BfdState.DOWN);
        assertThat(step.actions()).containsExactly(new BfdAction.OpenSocket());
        now += 60_000 * MS;
        on(new BfdEvent.TimePassed());
        assertThat(step.actions()).containsExactly(new BfdAction.OpenSocket());
        on(new BfdEvent.SocketOpened());
        assertThat(session.state()).isEqualTo(BfdState.DOWN);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aReloadKeepsTheSessionUpAndTellsNewTimersByAPoll() {
        bringTo(BfdState.UP);
        // The neighbour has answered the poll with which the session came up.
        on(new BfdEvent.Received(packet(BfdState.UP, false, true)));
        on(new BfdEvent.Reconfigured(spec(false, 400, 20)));
        assertThat(session.isUp()).isTrue();
        assertThat(lines()).contains("(b) Starting poll sequence");
        // RFC 5880 section 6.8.3: no slower than before until the neighbour has answered.
        assertThat(step.nextDeadlineNanos()).isLessThanOrEqualTo(now + 60 * MS);
        now = step.nextDeadlineNanos();
        on(new BfdEvent.TimePassed());
        BfdPacket poll = sent().getFirst();
        assertThat(poll.poll()).isTrue();
        assertThat(poll.desiredMinTxMicros()).isEqualTo(400_000);
        on(new BfdEvent.Received(packet(BfdState.UP, false, true)));
        now += 230 * MS;
        on(new BfdEvent.Received(packet(BfdState.UP, false, false)));
        assertThat(sent()).as("slower after the answer").isEmpty();
    }

    @Test
    void theAnswerToAnEarlierPollDoesNotEndTheOneOfAReload() {
        bringTo(BfdState.UP);
        on(new BfdEvent.Reconfigured(spec(false, 300, 20)));
        on(new BfdEvent.Reconfigured(spec(false, 400, 20)));
        on(new BfdEvent.Received(packet(BfdState.UP, false, true)));
        assertThat(lines()).as("of the first change").contains("(b) Starting poll sequence");
        assertThat(step.nextDeadlineNanos()).as("no slower yet").isLessThanOrEqualTo(now + 60 * MS);
        now = step.nextDeadlineNanos();
        on(new BfdEvent.TimePassed());
        assertThat(sent().getFirst().poll()).isTrue();
        on(new BfdEvent.Received(packet(BfdState.UP, false, true)));
        now += 230 * MS;
        on(new BfdEvent.Received(packet(BfdState.UP, false, false)));
        assertThat(sent()).as("slower after the second answer").isEmpty();
    }

    /** Two sessions over a link that loses, delays and is cut: they agree when it is well, whatever came before. */
    @Test
    void twoSidesFindEachOtherAfterEveryDisturbance() {
        for (long seed = 1; seed <= 200; seed++) {
            BfdLink link = new BfdLink(new Random(seed));
            link.run(20_000 * MS, true);
            link.run(10_000 * MS, false);
            assertThat(link.states()).as("seed %d", seed).containsExactly(BfdState.UP, BfdState.UP);
            link.cut();
            link.run(2_000 * MS, false);
            assertThat(link.states()).as("seed %d, after the cut", seed).doesNotContain(BfdState.UP);
        }
    }

    private void bringTo(BfdState wanted) {
        on(new BfdEvent.Start());
        if (wanted != BfdState.DOWN) {
            hear(BfdState.DOWN);
        }
        if (wanted == BfdState.UP) {
            hear(BfdState.INIT);
        }
        assertThat(session.state()).isEqualTo(wanted);
    }

    private void on(BfdEvent event) {
        step = session.on(event, now);
    }

    private void hear(BfdState state) {
        on(new BfdEvent.Received(packet(state, false, false)));
    }

    private static BfdPacket packet(BfdState state, boolean poll, boolean fin) {
        return new BfdPacket(BfdDiagnostic.NONE, state, poll, fin, false, 4, PEER, 101, 60_000, 60_000, 0);
    }

    private List<BfdPacket> sent() {
        return of(BfdAction.Send.class).stream().map(BfdAction.Send::packet).toList();
    }

    private List<Boolean> reports() {
        return of(BfdAction.Report.class).stream().map(BfdAction.Report::up).toList();
    }

    private List<String> lines() {
        return of(BfdAction.Log.class).stream().map(BfdAction.Log::line).toList();
    }

    private <T extends BfdAction> List<T> of(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (BfdAction action : step.actions()) {
            if (kind.isInstance(action)) {
                found.add(kind.cast(action));
            }
        }
        return found;
    }

    static BfdSpec spec(boolean passive, long minTx, long minRx) {
        return new BfdSpec(
                "b",
                IpAddress.of("10.77.0.2"),
                null,
                Duration.ofMillis(minRx),
                Duration.ofMillis(minTx),
                Duration.ofSeconds(1),
                5,
                passive,
                255,
                0,
                false,
                0,
                false,
                true,
                true);
    }
}
