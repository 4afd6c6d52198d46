package io.aloft.model;

import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;

/**
 * A whole configuration, resolved and immutable: what a reload publishes and every loop works from.
 *
 * @param global settings of the whole program
 * @param scripts in configuration order; of what runs, only those that some instance tracks
 * @param virtualRouters in configuration order, names unique; of what runs, keys too
 * @param virtualServers in configuration order, keys unique
 */
public record ConfigImage(
        GlobalSpec global,
        List<CheckScriptSpec> scripts,
        List<VirtualRouterSpec> virtualRouters,
        List<VirtualServerSpec> virtualServers) {

    public ConfigImage {
        scripts = List.copyOf(scripts);
        virtualRouters = List.copyOf(virtualRouters);
        virtualServers = List.copyOf(virtualServers);
    }
}
