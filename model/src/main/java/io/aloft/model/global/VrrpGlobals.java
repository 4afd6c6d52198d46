package io.aloft.model.global;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.RepeatedGarp;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@code global_defs} says about VRRP as a whole. Instances have taken their defaults from it already.
 *
 * @param version of IPv4 instances, 2 or 3 ({@code vrrp_version})
 * @param group4 IPv4 multicast group ({@code vrrp_mcast_group4})
 * @param group6 IPv6 multicast group ({@code vrrp_mcast_group6})
 * @param garp gratuitous ARP and neighbour advertisements ({@code vrrp_garp_*})
 * @param gnaInterval least spacing of two neighbour advertisements on one interface; zero for none
 *     ({@code vrrp_gna_interval})
 * @param extraGarp what is repeated on other interfaces ({@code vrrp_garp_extra_if})
 * @param instanceDefaults what instances take when they say nothing
 * @param defaultInterface of static addresses without one ({@code default_interface}; default eth0)
 * @param dynamicInterfaces interfaces may come and go ({@code dynamic_interfaces})
 * @param interfacesMayChange a name may come back as another kind of interface ({@code allow_if_changes})
 * @param disableLocalIgmp no reports for link-local groups ({@code disable_local_igmp})
 * @param startupDelay before instances start, zero for none ({@code vrrp_startup_delay})
 * @param delayAfterBoot as {@code startupDelay}, less the time since boot ({@code vrrp_delay_after_boot})
 * @param logUnknownVrids {@code log_unknown_vrids}
 * @param vmacPrefix of the names of VMAC interfaces ({@code vmac_prefix}; default vrrp)
 * @param vmacAddressPrefix of those made for addresses ({@code vmac_addr_prefix}; default {@code vmacPrefix})
 * @param receiveBuffers of the sockets for advertisements
 * @param commandBuffers of the netlink socket for commands ({@code vrrp_netlink_cmd_rcv_bufs})
 * @param monitorBuffers of the netlink socket for changes ({@code vrrp_netlink_monitor_rcv_bufs})
 * @param processMonitorBuffers of the socket for process tracking ({@code process_monitor_rcv_bufs})
 */
public record VrrpGlobals(
        int version,
        IpAddress group4,
        IpAddress group6,
        GarpPolicy garp,
        Duration gnaInterval,
        RepeatedGarp extraGarp,
        InstanceDefaults instanceDefaults,
        String defaultInterface,
        boolean dynamicInterfaces,
        boolean interfacesMayChange,
        boolean disableLocalIgmp,
        Duration startupDelay,
        Duration delayAfterBoot,
        boolean logUnknownVrids,
        String vmacPrefix,
        String vmacAddressPrefix,
        ReceiveBufferPolicy receiveBuffers,
        SocketBuffers commandBuffers,
        SocketBuffers monitorBuffers,
        SocketBuffers processMonitorBuffers) {

    /** keepalived's defaults. */
    public static final VrrpGlobals DEFAULT = new VrrpGlobals(
            2,
            IpAddress.of("224.0.0.18"),
            IpAddress.of("ff02::12"),
            GarpPolicy.DEFAULT,
            Duration.ZERO,
            RepeatedGarp.NONE,
            InstanceDefaults.DEFAULT,
            "eth0",
            false,
            false,
            false,
            Duration.ZERO,
            Duration.ZERO,
            false,
            "vrrp",
            "vrrp",
            ReceiveBufferPolicy.DEFAULT,
            SocketBuffers.DEFAULT,
            SocketBuffers.DEFAULT,
            SocketBuffers.DEFAULT);

    /**
     * Switches that an instance takes over when it does not set them itself.
     *
     * @param downTimerAdverts 1..100 ({@code vrrp_down_timer_adverts}; default 3)
     * @param skipCheckAdvertAddress {@code vrrp_skip_check_adv_addr}
     * @param lowerPrioNoAdvert {@code vrrp_lower_prio_no_advert}; null for off, and on in strict mode
     * @param higherPrioSendAdvert {@code vrrp_higher_prio_send_advert}
     * @param ownerIgnoresAdverts {@code vrrp_owner_ignore_adverts}
     * @param strict {@code vrrp_strict}
     * @param checkUnicastSource {@code vrrp_check_unicast_src}
     * @param checksumAsVersion2 {@code v3_checksum_as_v2}
     * @param notifyPriorityChanges {@code vrrp_notify_priority_changes}
     */
    public record InstanceDefaults(
            int downTimerAdverts,
            boolean skipCheckAdvertAddress,
            @Nullable Boolean lowerPrioNoAdvert,
            boolean higherPrioSendAdvert,
            boolean ownerIgnoresAdverts,
            boolean strict,
            boolean checkUnicastSource,
            boolean checksumAsVersion2,
            boolean notifyPriorityChanges) {

        /** keepalived's defaults. */
        public static final InstanceDefaults DEFAULT =
                new InstanceDefaults(3, false, null, false, false, false, false, false, false);
    }
}
