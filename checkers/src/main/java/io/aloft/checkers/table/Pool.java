package io.aloft.checkers.table;

import io.aloft.checkers.health.PoolMember;
import io.aloft.checkers.health.VirtualServerHealth;
import io.aloft.model.lvs.VirtualServerSpec;
import java.util.List;

/**
 * A virtual server with the servers that are to be in the kernel's table for it now.
 *
 * @param virtualServer as configured
 * @param members in the order in which they are to be added
 */
public record Pool(VirtualServerSpec virtualServer, List<PoolMember> members) {

    public Pool {
        members = List.copyOf(members);
    }

    /** What its present health demands. */
    public static Pool of(VirtualServerHealth health) {
        return new Pool(health.spec(), health.pool());
    }
}
