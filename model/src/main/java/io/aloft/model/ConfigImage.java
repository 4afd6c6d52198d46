package io.aloft.model;

import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.track.TrackedThings;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.InterfaceSettings;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;

/**
 * A whole configuration, resolved and immutable: what a reload publishes and every loop works from.
 *
 * @param global settings of the whole program
 * @param scripts in configuration order; of what runs, only those that some instance tracks
 * @param tracked what else can be tracked
 * @param virtualRouters in configuration order, names unique; of what runs, keys too
 * @param syncGroups in configuration order, names unique
 * @param statics what is set as long as the program runs
 * @param interfaces what is said about interfaces
 * @param virtualServerGroups in configuration order, names unique
 * @param virtualServers in configuration order, keys unique
 */
public record ConfigImage(
        GlobalSpec global,
        List<CheckScriptSpec> scripts,
        TrackedThings tracked,
        List<VirtualRouterSpec> virtualRouters,
        List<SyncGroupSpec> syncGroups,
        StaticEntries statics,
        InterfaceSettings interfaces,
        List<VirtualServerGroupSpec> virtualServerGroups,
        List<VirtualServerSpec> virtualServers) {

    /** Nothing written but the name of the director. */
    public static ConfigImage empty(String routerId) {
        return new ConfigImage(
                GlobalSpec.named(routerId),
                List.of(),
                TrackedThings.NONE,
                List.of(),
                List.of(),
                StaticEntries.NONE,
                InterfaceSettings.NONE,
                List.of(),
                List.of());
    }

    public ConfigImage {
        scripts = List.copyOf(scripts);
        virtualRouters = List.copyOf(virtualRouters);
        syncGroups = List.copyOf(syncGroups);
        virtualServerGroups = List.copyOf(virtualServerGroups);
        virtualServers = List.copyOf(virtualServers);
    }

    /** The same configuration of other virtual routers and static entries. */
    public ConfigImage withRouters(List<VirtualRouterSpec> routers, StaticEntries entries) {
        return new ConfigImage(
                global,
                scripts,
                tracked,
                routers,
                syncGroups,
                entries,
                interfaces,
                virtualServerGroups,
                virtualServers);
    }
}
