package io.aloft.vrrp.address;

import io.aloft.model.ConfigImage;
import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.vrrp.InterfaceSettings.GarpGroup;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast announcements may follow each other.
 *
 * @param garp least spacing of gratuitous ARPs on one interface; zero for none ({@code vrrp_garp_interval})
 * @param gna least spacing of neighbour advertisements on one interface; zero for none ({@code vrrp_gna_interval})
 * @param groups interfaces that share a pace of their own ({@code garp_group})
 */
public record AnnouncementPace(Duration garp, Duration gna, List<GarpGroup> groups) {

    /** Nothing waits. */
    public static final AnnouncementPace FREE = new AnnouncementPace(Duration.ZERO, Duration.ZERO, List.of());

    public AnnouncementPace {
        groups = List.copyOf(groups);
    }

    /** What a configuration says. */
    public static AnnouncementPace of(ConfigImage image) {
        VrrpGlobals globals = image.global().vrrp();
        return new AnnouncementPace(
                globals.garp().interval(),
                globals.gnaInterval(),
                image.interfaces().garpGroups());
    }

    /** Name of what shares a pace with the interface: the first interface of its group, or itself. */
    String sharedBy(String interfaceName) {
        GarpGroup group = group(interfaceName);
        return group == null ? interfaceName : group.interfaces().getFirst();
    }

    /** Nanoseconds between two announcements; a group that does not set one kind does not space it. */
    long spacingNanos(String interfaceName, boolean ipv4) {
        GarpGroup group = group(interfaceName);
        Duration spacing = ipv4 ? garp : gna;
        if (group != null) {
            spacing = ipv4 ? group.garpInterval() : group.gnaInterval();
        }
        return spacing == null ? 0 : spacing.toNanos();
    }

    private @Nullable GarpGroup group(String interfaceName) {
        for (GarpGroup group : groups) {
            if (group.interfaces().contains(interfaceName)) {
                return group;
            }
        }
        return null;
    }
}
