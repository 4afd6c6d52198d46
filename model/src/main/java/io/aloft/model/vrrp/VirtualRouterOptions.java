package io.aloft.model.vrrp;

import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance says beyond the protocol's own parameters.
 *
 * @param unicast peers instead of a multicast group
 * @param link what is done with interfaces
 * @param conduct where the letter of the protocol is followed or left
 * @param alerts who else is told
 * @param hmac {@code auth_hmac}; null for none
 * @param routes present while Master ({@code virtual_routes})
 * @param rules present while Master ({@code virtual_rules})
 * @param syncGroup name of the {@code vrrp_sync_group} it belongs to; null for none
 * @param vipLease advertisement intervals after which the kernel removes the virtual addresses of a Master that does not
 *     refresh them, 2..100 ({@code #@aloft vip_lease}); null to keep them until they are removed
 * @param occurrence tells unicast routers with one VRID and source from each other: their number among those, from 0
 */
public record VirtualRouterOptions(
        Unicast unicast,
        LinkOptions link,
        Conduct conduct,
        Alerts alerts,
        @Nullable HmacAuthentication hmac,
        List<RouteSpec> routes,
        List<RuleSpec> rules,
        @Nullable String syncGroup,
        @Nullable Integer vipLease,
        int occurrence) {

    /** Nothing written. */
    public static final VirtualRouterOptions DEFAULT = new VirtualRouterOptions(
            Unicast.NONE, LinkOptions.DEFAULT, Conduct.DEFAULT, Alerts.NONE, null, List.of(), List.of(), null, null, 0);

    public VirtualRouterOptions {
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
    }

    /** The same options of another router that is alike in all but its peers. */
    public VirtualRouterOptions withOccurrence(int number) {
        return new VirtualRouterOptions(
                unicast, link, conduct, alerts, hmac, routes, rules, syncGroup, vipLease, number);
    }

    /** The same options of a router that does other things with interfaces. */
    public VirtualRouterOptions withLink(LinkOptions other) {
        return new VirtualRouterOptions(
                unicast, other, conduct, alerts, hmac, routes, rules, syncGroup, vipLease, occurrence);
    }

    /** The same options with other rules. */
    public VirtualRouterOptions withRules(List<RuleSpec> others) {
        return new VirtualRouterOptions(
                unicast, link, conduct, alerts, hmac, routes, others, syncGroup, vipLease, occurrence);
    }
}
