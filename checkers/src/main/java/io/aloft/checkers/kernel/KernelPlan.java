package io.aloft.checkers.kernel;

import io.aloft.checkers.table.Pool;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import java.util.List;

/**
 * A whole configuration of virtual servers in their present health.
 *
 * @param globals what they share
 * @param groups that they refer to, names unique
 * @param pools in configuration order, virtual servers unique
 */
public record KernelPlan(LvsGlobals globals, List<VirtualServerGroupSpec> groups, List<Pool> pools) {

    public KernelPlan {
        groups = List.copyOf(groups);
        pools = List.copyOf(pools);
    }
}
