package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.vrrp.track.ScriptRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine: what its kernel holds outlives the director process that runs on it, if one does. */
final class SimulatedHost {

    private final NodePlan plan;
    private final Set<VirtualAddress> held = new LinkedHashSet<>();
    private boolean carrier = true;
    private ScriptRun scriptRun = new ScriptRun.Exited(0);
    private int refusals;
    private long missingNanos = -Weather.LONGEST_DELAY_NANOS;
    private @Nullable SimulatedDirector director;

    SimulatedHost(NodePlan plan) {
        this.plan = plan;
    }

    NodePlan plan() {
        return plan;
    }

    @Nullable
    SimulatedDirector director() {
        return director;
    }

    void runs(@Nullable SimulatedDirector process) {
        director = process;
    }

    boolean carrier() {
        return carrier;
    }

    void carrier(boolean up) {
        carrier = up;
    }

    ScriptRun scriptRun() {
        return scriptRun;
    }

    void scriptRun(ScriptRun run) {
        scriptRun = run;
    }

    void refuse(int times) {
        refusals = times;
    }

    /** Virtual addresses that are on the interface now. */
    Set<VirtualAddress> held() {
        return held;
    }

    /** Puts addresses on the interface and returns those that the kernel refused. */
    List<VirtualAddress> add(List<VirtualAddress> addresses, long now) {
        List<VirtualAddress> refused = new ArrayList<>();
        for (VirtualAddress address : addresses) {
            if (refusals > 0 && !held.contains(address)) {
                refusals--;
                refused.add(address);
                missingNanos = now;
            } else {
                held.add(address);
            }
        }
        return refused;
    }

    /** When an address was last refused, or taken away by somebody else than the director. */
    long missingNanos() {
        return missingNanos;
    }

    /** Somebody deletes an address by hand: which one, if there is any. */
    Optional<VirtualAddress> takeAddress(long now) {
        Optional<VirtualAddress> taken = held.stream().findFirst();
        taken.ifPresent(address -> {
            held.remove(address);
            missingNanos = now;
        });
        return taken;
    }

    void remove(List<VirtualAddress> addresses) {
        addresses.forEach(held::remove);
    }
}
