package io.aloft.model.vrrp;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the top level says about interfaces, in configuration order.
 *
 * @param polled interfaces whose link state is polled ({@code linkbeat_interfaces})
 * @param delays before changes of a state count ({@code interface_up_down_delays})
 * @param garpGroups interfaces that share a pace ({@code garp_group})
 */
public record InterfaceSettings(List<PolledLink> polled, List<Delay> delays, List<GarpGroup> garpGroups) {

    /** Nothing. */
    public static final InterfaceSettings NONE = new InterfaceSettings(List.of(), List.of(), List.of());

    public InterfaceSettings {
        polled = List.copyOf(polled);
        delays = List.copyOf(delays);
        garpGroups = List.copyOf(garpGroups);
    }

    /** One line of {@code linkbeat_interfaces}; without a method each is tried. */
    public record PolledLink(String name, @Nullable Method method) {}

    /** How a link state is asked for. */
    public enum Method {
        MII,
        ETHTOOL,
        IOCTL
    }

    /**
     * One line of {@code interface_up_down_delays}; each at most 255 s, resolution one microsecond.
     *
     * @param name of the interface
     * @param down before it counts as down
     * @param up before it counts as up
     */
    public record Delay(String name, Duration down, Duration up) {}

    /**
     * One {@code garp_group}.
     *
     * @param garpInterval least spacing of gratuitous ARPs; null when not set
     * @param gnaInterval least spacing of neighbour advertisements; null when not set
     * @param interfaces that share it
     */
    public record GarpGroup(
            @Nullable Duration garpInterval, @Nullable Duration gnaInterval, List<String> interfaces) {
        public GarpGroup {
            interfaces = List.copyOf(interfaces);
        }
    }
}
