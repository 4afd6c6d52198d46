package io.aloft.model.route;

import java.util.Map;

/**
 * How packets of a route are wrapped ({@code encap}).
 *
 * @param type {@code ip}, {@code ip6}, {@code mpls} or {@code ila}
 * @param options of ip and ip6, each word with its value as written; of mpls {@code labels}, of ila {@code locator}
 */
public record Encapsulation(Type type, Map<String, String> options) {

    public Encapsulation {
        options = Map.copyOf(options);
    }

    /** The kinds that keepalived knows. */
    public enum Type {
        IP,
        IP6,
        MPLS,
        ILA
    }
}
