package io.aloft.vrrp.track;

import io.aloft.vrrp.fsm.Fitness;
import java.util.List;

/**
 * A fitness and how it came about.
 *
 * @param fitness what the router is told
 * @param reasons the configured priority and each contribution to it, such as {@code -20 script chk failed (exited with
 *     status 1)}, in the order in which they were added
 */
public record Assessment(Fitness fitness, List<String> reasons) {

    public Assessment {
        reasons = List.copyOf(reasons);
    }
}
