package io.aloft.model.global;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is offered through an SNMP agent.
 *
 * @param socket of the master agent ({@code snmp_socket}); null for the agent's own default
 * @param traps are sent ({@code enable_traps})
 * @param vrrp KEEPALIVED-MIB, VRRP part ({@code enable_snmp_vrrp}, {@code enable_snmp_keepalived})
 * @param checker KEEPALIVED-MIB, part of virtual servers ({@code enable_snmp_checker})
 * @param rfcV2 VRRP-MIB of RFC 2787 ({@code enable_snmp_rfcv2}, {@code enable_snmp_rfc})
 * @param rfcV3 VRRPv3-MIB of RFC 6527 ({@code enable_snmp_rfcv3}, {@code enable_snmp_rfc})
 * @param virtualServerStatistics how long they are kept, 1 ms..30 s ({@code snmp_vs_stats_update_interval}; default 5 s)
 * @param realServerStatistics how long they are kept, 1 ms..30 s ({@code snmp_rs_stats_update_interval}); that of the
 *     virtual servers by default
 */
public record SnmpSettings(
        @Nullable String socket,
        boolean traps,
        boolean vrrp,
        boolean checker,
        boolean rfcV2,
        boolean rfcV3,
        Duration virtualServerStatistics,
        Duration realServerStatistics) {

    /** Nothing is offered. */
    public static final SnmpSettings DEFAULT =
            new SnmpSettings(null, false, false, false, false, false, Duration.ofSeconds(5), Duration.ofSeconds(5));
}
