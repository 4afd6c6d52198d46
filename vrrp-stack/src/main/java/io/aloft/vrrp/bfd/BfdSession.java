package io.aloft.vrrp.bfd;

import io.aloft.model.track.BfdSpec;
import io.aloft.vrrp.bfd.BfdAction.Log;
import io.aloft.vrrp.bfd.BfdAction.Report;
import io.aloft.vrrp.bfd.BfdAction.Send;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * One {@code bfd_instance}: the asynchronous mode of RFC 5880 without authentication and echo.
 *
 * <p>Pure: the owner performs the actions of each {@link BfdStep} and calls again at its deadline. Times are nanoseconds
 * of one clock that never goes back.
 */
public final class BfdSession {

    /** A neighbour that wants no echo and gets none. */
    private static final long NO_ECHO = 0;

    /** Before a socket that could not be opened is tried again without being asked for. */
    private static final long REOPEN_NANOS = Duration.ofSeconds(60).toNanos();

    /** RFC 5880 section 6.8.7 wants each interval shortened by 0 to 25 %, with a multiplier of 1 by at least 10 %. */
    private static final double LEAST_JITTER = 0.10;

    private static final double MOST_JITTER = 0.25;

    private final IntSupplier discriminators;
    private final DoubleSupplier chance;

    private BfdSpec spec;
    private BfdState state = BfdState.DOWN;
    private BfdDiagnostic diagnostic = BfdDiagnostic.NONE;
    private int discriminator;
    private BfdNeighbour neighbour = BfdNeighbour.UNKNOWN;
    private boolean polling;

    /** The intervals changed again while the neighbour was being told of a change. */
    private boolean pollAgain;

    private long formerTxMicros = Long.MAX_VALUE;
    private long formerRxMicros;

    private boolean sent;
    private long lastSentNanos;
    private long nextSendNanos = BfdStep.NEVER;
    private long plannedMicros;
    private long lastHeardNanos;
    private long expiryNanos = BfdStep.NEVER;
    private long reopenNanos = BfdStep.NEVER;
    private long saidDetectionMicros;

    /**
     * A session that has not started.
     *
     * @param discriminators draws a number that is not 0 and that no other session of the process has
     * @param chance draws from 0 (inclusive) to 1 (exclusive) for the jitter
     */
    public BfdSession(BfdSpec spec, IntSupplier discriminators, DoubleSupplier chance) {
        this.spec = spec;
        this.discriminators = discriminators;
        this.chance = chance;
        this.discriminator = discriminators.getAsInt();
    }

    public BfdSpec spec() {
        return spec;
    }

    public BfdState state() {
        return state;
    }

    public boolean isUp() {
        return state == BfdState.UP;
    }

    /** By which the neighbour names this session; another one after each loss of it. */
    public int discriminator() {
        return discriminator;
    }

    /** Takes one event. */
    public BfdStep on(BfdEvent event, long now) {
        List<BfdAction> actions = new ArrayList<>();
        switch (event) {
            case BfdEvent.Start start -> {
                actions.add(new Report(false));
                sendWhenDue(now, actions);
            }
            case BfdEvent.Received received -> received(received.packet(), now, actions);
            case BfdEvent.TimePassed time -> timePassed(now, actions);
            case BfdEvent.SocketFailed failed -> socketFailed(now, actions);
            case BfdEvent.SocketOpened opened -> socketOpened(now, actions);
            case BfdEvent.Reconfigured changed -> reconfigured(changed.spec(), now, actions);
        }
        long deadline = Math.min(Math.min(nextSendNanos, expiryNanos), reopenNanos);
        return new BfdStep(actions, deadline);
    }

    // RFC 5880 section 6.8.6, from the point where the packet is known to be for this session.
    private void received(BfdPacket packet, long now, List<BfdAction> actions) {
        if (state == BfdState.ADMIN_DOWN) {
            // "If bfd.SessionState is AdminDown, discard the packet." That somebody is there is a reason to try again.
            actions.add(new BfdAction.OpenSocket());
            return;
        }
        neighbour = BfdNeighbour.of(packet);
        lastHeardNanos = now;
        if (packet.fin()) {
            finalHeard(actions);
        }
        switch (packet.state()) {
            case ADMIN_DOWN -> {
                if (state != BfdState.DOWN) {
                    goDown(BfdDiagnostic.NEIGHBOUR_DOWN, now, actions);
                }
            }
            case DOWN -> {
                if (state == BfdState.DOWN) {
                    goInit(now, actions);
                } else if (state == BfdState.UP) {
                    goDown(BfdDiagnostic.NEIGHBOUR_DOWN, now, actions);
                }
            }
            case INIT -> {
                if (state != BfdState.UP) {
                    goUp(now, actions);
                }
            }
            case UP -> {
                if (state == BfdState.INIT) {
                    goUp(now, actions);
                }
            }
        }
        expiryNanos = now + detectionMicros() * 1000;
        sayDetection(actions);
        if (packet.poll()) {
            // A poll is answered at once, without respect to the transmission timer.
            actions.add(new Send(packet(false, true)));
        }
        reschedule(now, actions);
    }

    private void goInit(long now, List<BfdAction> actions) {
        state = BfdState.INIT;
        sendNow(now, actions);
    }

    private void goUp(long now, List<BfdAction> actions) {
        state = BfdState.UP;
        diagnostic = BfdDiagnostic.NONE;
        actions.add(new Log(false, "(%s) Entering Up state".formatted(spec.name())));
        if (!spec.idleTx().equals(spec.minTx())) {
            startPoll(actions);
        }
        actions.add(new Report(true));
        sendNow(now, actions);
    }

    private void startPoll(List<BfdAction> actions) {
        polling = true;
        actions.add(new Log(true, "(%s) Starting poll sequence".formatted(spec.name())));
    }

    /** The Final answers the poll before the last change: only one to a poll after it says that the neighbour knows. */
    private void finalHeard(List<BfdAction> actions) {
        if (pollAgain) {
            pollAgain = false;
            startPoll(actions);
        } else {
            endPoll();
        }
    }

    private void endPoll() {
        polling = false;
        pollAgain = false;
        formerTxMicros = Long.MAX_VALUE;
        formerRxMicros = 0;
    }

    private void goDown(BfdDiagnostic why, long now, List<BfdAction> actions) {
        boolean wasUp = state == BfdState.UP;
        state = BfdState.DOWN;
        diagnostic = why;
        endPoll();
        if (wasUp) {
            actions.add(new Log(
                    false,
                    "(%s) Entering Down state (Local diagnostic - %s, Remote diagnostic - %s)"
                            .formatted(spec.name(), why, neighbour.diagnostic())));
            discriminator = discriminators.getAsInt();
            actions.add(new Report(false));
        }
        sendNow(now, actions);
    }

    private void timePassed(long now, List<BfdAction> actions) {
        if (reopenNanos <= now) {
            reopenNanos = now + REOPEN_NANOS;
            actions.add(new BfdAction.OpenSocket());
        }
        if (expiryNanos <= now) {
            expired(now, actions);
        }
        if (nextSendNanos <= now) {
            sendWhenDue(now, actions);
        }
    }

    // RFC 5880 section 6.8.4: the detection time passed without a packet.
    private void expired(long now, List<BfdAction> actions) {
        long overdueNanos = now - expiryNanos;
        long detectionMicros = detectionMicros();
        if (state == BfdState.INIT || state == BfdState.UP) {
            if (state == BfdState.UP) {
                actions.add(new Log(
                        false,
                        "(%s) Expired after %d ms (%d usec overdue)"
                                .formatted(spec.name(), detectionMicros / 1000, overdueNanos / 1000)));
            }
            goDown(BfdDiagnostic.EXPIRED, now, actions);
            // The neighbour may still be there and only not be heard: it has to know by its own discriminator.
            expiryNanos = now + detectionMicros * 1000;
        } else {
            // "bfd.RemoteDiscr … MUST be set to zero" when nothing was heard for a detection time (section 6.8.1).
            neighbour = BfdNeighbour.UNKNOWN;
            expiryNanos = BfdStep.NEVER;
            saidDetectionMicros = 0;
            reschedule(now, actions);
        }
    }

    private void socketFailed(long now, List<BfdAction> actions) {
        if (state != BfdState.ADMIN_DOWN) {
            boolean wasUp = state == BfdState.UP;
            state = BfdState.ADMIN_DOWN;
            diagnostic = BfdDiagnostic.ADMIN_DOWN;
            endPoll();
            neighbour = BfdNeighbour.UNKNOWN;
            actions.add(new Log(false, "(%s) Entering AdminDown state".formatted(spec.name())));
            if (wasUp) {
                actions.add(new Report(false));
            }
        }
        nextSendNanos = BfdStep.NEVER;
        expiryNanos = BfdStep.NEVER;
        reopenNanos = now + REOPEN_NANOS;
    }

    private void socketOpened(long now, List<BfdAction> actions) {
        reopenNanos = BfdStep.NEVER;
        if (state == BfdState.ADMIN_DOWN) {
            state = BfdState.DOWN;
            diagnostic = BfdDiagnostic.NONE;
            actions.add(new Log(false, "(%s) Leaving AdminDown state".formatted(spec.name())));
            sendNow(now, actions);
        }
    }

    private void reconfigured(BfdSpec changed, long now, List<BfdAction> actions) {
        boolean timers =
                !changed.minRx().equals(spec.minRx()) || !changed.minTx().equals(spec.minTx());
        if (state == BfdState.UP && timers) {
            // RFC 5880 section 6.8.3: new intervals are told by a poll sequence. Until it ends we send no more slowly
            // and
            // wait no shorter than before.
            formerTxMicros = Math.min(formerTxMicros, micros(spec.minTx()));
            formerRxMicros = Math.max(formerRxMicros, micros(spec.minRx()));
        }
        spec = changed;
        if (state == BfdState.UP && timers) {
            if (polling) {
                pollAgain = true;
            } else {
                startPoll(actions);
            }
            expiryNanos = lastHeardNanos + detectionMicros() * 1000;
            sayDetection(actions);
        }
        reschedule(now, actions);
    }

    private void sendWhenDue(long now, List<BfdAction> actions) {
        if (maySend()) {
            sendNow(now, actions);
        } else {
            nextSendNanos = BfdStep.NEVER;
        }
    }

    private void sendNow(long now, List<BfdAction> actions) {
        if (mayTalk()) {
            actions.add(new Send(packet(polling, false)));
            sent = true;
            lastSentNanos = now;
            plannedMicros = intervalMicros();
            nextSendNanos = maySend() ? now + jittered(intervalMicros()) : BfdStep.NEVER;
        } else {
            nextSendNanos = BfdStep.NEVER;
        }
    }

    /** Brings the transmission timer in line with what is wished by both sides now. */
    private void reschedule(long now, List<BfdAction> actions) {
        if (!maySend()) {
            nextSendNanos = BfdStep.NEVER;
            return;
        }
        if (!sent || nextSendNanos == BfdStep.NEVER && lastSentNanos + intervalMicros() * 1000 <= now) {
            sendNow(now, actions);
            return;
        }
        // The neighbour counts by what we announced and by what it asked for, not by the packet that happens to be due.
        if (nextSendNanos == BfdStep.NEVER || plannedMicros != intervalMicros()) {
            plannedMicros = intervalMicros();
            nextSendNanos = Math.max(now, lastSentNanos + jittered(plannedMicros));
        }
    }

    /** Whether anything may be sent: a passive side waits until it hears the other (RFC 5880 section 6.8.7). */
    private boolean mayTalk() {
        return state != BfdState.ADMIN_DOWN && (!spec.passive() || neighbour.known());
    }

    /** Whether packets are sent periodically. */
    private boolean maySend() {
        boolean silenced = neighbour.demand() && state == BfdState.UP && neighbour.state() == BfdState.UP && !polling;
        return mayTalk() && neighbour.requiredMinRxMicros() != 0 && !silenced;
    }

    private BfdPacket packet(boolean poll, boolean fin) {
        return new BfdPacket(
                diagnostic,
                state,
                poll,
                fin,
                false,
                spec.multiplier(),
                discriminator,
                neighbour.discriminator(),
                txMicros(),
                micros(spec.minRx()),
                NO_ECHO);
    }

    /** DesiredMinTxInterval: at least a second while not Up (RFC 5880 section 6.8.3). */
    private long txMicros() {
        return micros(state == BfdState.UP ? spec.minTx() : spec.idleTx());
    }

    private long intervalMicros() {
        return Math.max(Math.min(txMicros(), formerTxMicros), neighbour.requiredMinRxMicros());
    }

    private long detectionMicros() {
        long ours = Math.max(micros(spec.minRx()), formerRxMicros);
        return neighbour.multiplier() * Math.max(ours, neighbour.desiredMinTxMicros());
    }

    private void sayDetection(List<BfdAction> actions) {
        long micros = detectionMicros();
        if (micros != saidDetectionMicros) {
            actions.add(new Log(
                    true,
                    "(%s) Detection time is %d us (was %d us)".formatted(spec.name(), micros, saidDetectionMicros)));
            saidDetectionMicros = micros;
        }
    }

    private long jittered(long micros) {
        double part = 1 - LEAST_JITTER - chance.getAsDouble() * (MOST_JITTER - LEAST_JITTER);
        return (long) (micros * 1000 * part);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
