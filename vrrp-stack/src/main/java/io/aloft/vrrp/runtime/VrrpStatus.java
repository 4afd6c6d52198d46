package io.aloft.vrrp.runtime;

import java.util.List;

/**
 * How everything stands that the VRRP loop owns, between two events.
 *
 * @param routers in configuration order
 * @param groups in configuration order
 * @param worstLatenessNanos by how much the loop came too late to a deadline, at most, since it started
 */
public record VrrpStatus(List<RouterStatus> routers, List<GroupStatus> groups, long worstLatenessNanos) {

    public VrrpStatus {
        routers = List.copyOf(routers);
        groups = List.copyOf(groups);
    }
}
