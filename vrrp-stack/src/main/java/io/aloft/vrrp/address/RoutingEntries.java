package io.aloft.vrrp.address;

import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import java.util.List;

/**
 * Routes and rules that belong together, each in configured order.
 *
 * @param routes are added before the rules and removed after them
 * @param rules each with a priority
 */
public record RoutingEntries(List<RouteSpec> routes, List<RuleSpec> rules) {

    /** Nothing. */
    public static final RoutingEntries NONE = new RoutingEntries(List.of(), List.of());

    public RoutingEntries {
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
    }

    public boolean isEmpty() {
        return routes.isEmpty() && rules.isEmpty();
    }

    /** Whether the loss of any of them matters to somebody. */
    public boolean tracked() {
        return routes.stream().anyMatch(route -> route.tracking().tracked())
                || rules.stream().anyMatch(rule -> rule.tracking().tracked());
    }
}
