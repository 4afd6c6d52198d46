package io.aloft.lab.sim;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One director of a scenario.
 *
 * @param index place in the scenario, from 0
 * @param router its virtual router
 * @param script what it tracks, null for nothing
 */
public record NodePlan(
        int index, VirtualRouterSpec router, @Nullable CheckScriptSpec script) {

    /** As the time line calls it. */
    String name() {
        return "r" + (index + 1);
    }

    IpAddress address() {
        return IpAddress.of("10.9.0." + (index + 1));
    }

    MacAddress mac() {
        return new MacAddress(0x0200_0000_0001L + index);
    }

    /** All virtual addresses, those that are advertised first. */
    List<VirtualAddress> virtualAddresses() {
        return Stream.concat(router.addresses().stream(), router.excludedAddresses().stream())
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("%s %s priority %d advert_int %d down_timer_adverts %d"
                .formatted(
                        name(),
                        address(),
                        router.priority(),
                        router.advertInterval().toSeconds(),
                        router.downTimerAdverts()));
        if (router.startsAsMaster()) {
            out.append(" state MASTER");
        }
        if (!router.preempt()) {
            out.append(" nopreempt");
        }
        if (router.preemptDelay().isPositive()) {
            out.append(" preempt_delay ").append(router.preemptDelay().toSeconds());
        }
        if (router.lowerPrioNoAdvert()) {
            out.append(" lower_prio_no_advert");
        }
        if (router.higherPrioSendAdvert()) {
            out.append(" higher_prio_send_advert");
        }
        if (!router.trackPrimary()) {
            out.append(" dont_track_primary");
        }
        if (script != null) {
            out.append(" script (weight %d, interval %d, rise %d, fall %d%s)"
                    .formatted(
                            script.weight(),
                            script.interval().toSeconds(),
                            script.rise(),
                            script.fall(),
                            script.initFail() ? ", init_fail" : ""));
        }
        return out.toString();
    }
}
