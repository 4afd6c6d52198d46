package io.aloft.vrrp.device;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.device.plan.VmacLink;
import java.util.List;
import java.util.Map;

/**
 * How the host stands after the interfaces of virtual routers were made.
 *
 * @param routers those that were given, in the same order, with the names that their interfaces have
 * @param disabled names of those that cannot run, with the reason as keepalived words it
 * @param vmacs what the firewall has to know
 */
public record Fitting(List<VirtualRouterSpec> routers, Map<String, String> disabled, List<VmacLink> vmacs) {

    public Fitting {
        routers = List.copyOf(routers);
        disabled = Map.copyOf(disabled);
        vmacs = List.copyOf(vmacs);
    }
}
