package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everything that a virtual router watches adds up to.
 *
 * @param priority effective priority: the configured one plus the weights, 1..254, or 255 for an owner
 * @param faults why it cannot take part, in keepalived's words; empty when it can
 * @param undecided a tracked script without weight has no result yet, or a capture is being opened, so nobody knows whether it
 *     can take part
 * @param source source address of advertisements; null only when a fault says that there is none
 */
public record Fitness(
        int priority,
        List<String> faults,
        boolean undecided,
        @Nullable IpAddress source) {

    public Fitness {
        faults = List.copyOf(faults);
    }

    /** Able to take part, with this priority and source address. */
    public static Fitness fit(int priority, IpAddress source) {
        return new Fitness(priority, List.of(), false, source);
    }

    /** Whether nothing stands against being Backup or Master. */
    public boolean isFit() {
        return faults.isEmpty() && !undecided;
    }
}
