package io.aloft.lab.sim;

import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedObject;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.Tracking;
import io.aloft.vrrp.fsm.Oversleep;
import io.aloft.vrrp.track.ScriptVerdict;
import java.util.List;
import java.util.Optional;

/**
 * The effective priority is the configured one and the weight of everything that is tracked, within 1..254; that of an owner
 * is 255. A positive weight counts while the thing works, a negative one while it does not.
 */
final class PriorityAddsUp implements Invariant {

    @Override
    public Optional<String> moment(World world) {
        for (List<Seat> seats : world.services().values()) {
            for (Seat seat : seats) {
                if (!world.concerns(seat)) {
                    continue;
                }
                boolean catchesUp = seat.director().paused()
                        || seat.director().resumedNanos() >= 0
                                && world.nowNanos() <= seat.director().resumedNanos() + Oversleep.CATCHING_UP_NANOS;
                int expected = expected(seat);
                if (!catchesUp && seat.router().priority() != expected) {
                    return Optional.of("%s has priority %d (expected: %d)"
                            .formatted(seat.name(), seat.router().priority(), expected));
                }
            }
        }
        return Optional.empty();
    }

    private static int expected(Seat seat) {
        if (seat.spec().isOwner()) {
            return seat.spec().priority();
        }
        Tracking tracking = seat.router().watched().tracking();
        int sum = seat.spec().priority();
        for (TrackedScript script : tracking.scripts()) {
            ScriptVerdict verdict = seat.director().verdicts().get(script.script());
            sum += verdict == null || verdict == ScriptVerdict.UNKNOWN
                    ? 0
                    : weight(script.weight(), verdict == ScriptVerdict.GOOD);
        }
        for (TrackedInterface tracked : tracking.interfaces()) {
            sum += weight(tracked.weight(), seat.host().carrier(tracked.name()));
        }
        for (TrackedObject file : tracking.files()) {
            sum += file.weight() * seat.host().files().getOrDefault(file.name(), 0);
        }
        return Math.clamp(sum, 1, 254);
    }

    private static int weight(int weight, boolean works) {
        return works == weight > 0 ? weight : 0;
    }
}
