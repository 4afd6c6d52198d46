package io.aloft.vrrp.address;

import io.aloft.model.ConfigImage;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Gives rules without a priority one, from 16384 downwards in each family, as keepalived does. One of these counts through
 * one configuration: first its static rules, then those of its routers in order, so that a reload that changes nothing
 * gives the same numbers again. Pure.
 */
public final class RulePriorities {

    private static final long FIRST = 16384;

    private final Map<AddressFamily, Long> next = new EnumMap<>(AddressFamily.class);

    /** The configuration with a priority in each of its rules. */
    public static ConfigImage number(ConfigImage image) {
        var priorities = new RulePriorities();
        StaticEntries statics = image.statics();
        StaticEntries numbered = statics.withRules(priorities.assign(statics.rules()));
        List<VirtualRouterSpec> routers = new ArrayList<>(image.virtualRouters().size());
        for (VirtualRouterSpec router : image.virtualRouters()) {
            List<RuleSpec> rules = router.options().rules();
            routers.add(
                    rules.isEmpty()
                            ? router
                            : router.withOptions(router.options().withRules(priorities.assign(rules))));
        }
        return image.withRouters(routers, numbered);
    }

    /** The rules in the same order, each with a priority. */
    List<RuleSpec> assign(List<RuleSpec> rules) {
        List<RuleSpec> numbered = new ArrayList<>(rules.size());
        for (RuleSpec rule : rules) {
            numbered.add(rule.priority() == null ? rule.withPriority(take(rule)) : rule);
        }
        return List.copyOf(numbered);
    }

    private long take(RuleSpec rule) {
        AddressFamily family = rule.family() == null ? AddressFamily.INET : rule.family();
        long priority = next.getOrDefault(family, FIRST);
        next.put(family, priority - 1);
        return priority;
    }
}
