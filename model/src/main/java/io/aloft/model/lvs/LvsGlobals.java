package io.aloft.model.lvs;

import io.aloft.model.global.SocketBuffers;
import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * What {@code global_defs} and the block {@code SSL} say about virtual servers as a whole.
 *
 * @param timeouts of the kernel's connection table ({@code lvs_timeouts})
 * @param flushAtStart the whole IPVS table is emptied at start ({@code lvs_flush})
 * @param flushOnStop what is emptied at stop ({@code lvs_flush_on_stop})
 * @param syncDaemon tells another director about connections ({@code lvs_sync_daemon}); null for none
 * @param marking groups become one firewall mark each ({@code nftables_ipvs}); null for one service an address
 * @param tls client certificate of SSL_GET; null for none
 * @param logAllFailures of every checker ({@code checker_log_all_failures})
 * @param notifyFirstState the first state of real servers is told too ({@code rs_init_notifies})
 * @param onlyServerMails mail goes out when a real server changes, not when one of its checkers does
 *     ({@code no_checker_emails})
 * @param commandBuffers of the netlink socket for commands ({@code lvs_netlink_cmd_rcv_bufs})
 * @param monitorBuffers of the netlink socket for changes ({@code lvs_netlink_monitor_rcv_bufs})
 * @param sharedChecks equal checks of one real server in several virtual servers are made once
 *     ({@code #@aloft shared_checks})
 */
public record LvsGlobals(
        Timeouts timeouts,
        boolean flushAtStart,
        Flush flushOnStop,
        @Nullable SyncDaemon syncDaemon,
        @Nullable Marking marking,
        @Nullable TlsClientSpec tls,
        boolean logAllFailures,
        boolean notifyFirstState,
        boolean onlyServerMails,
        SocketBuffers commandBuffers,
        SocketBuffers monitorBuffers,
        boolean sharedChecks) {

    /** Nothing written. */
    public static final LvsGlobals DEFAULT = new LvsGlobals(
            Timeouts.KERNEL,
            false,
            Flush.OWN,
            null,
            null,
            null,
            false,
            false,
            false,
            SocketBuffers.DEFAULT,
            SocketBuffers.DEFAULT,
            false);

    /**
     * {@code lvs_timeouts}: 0..2678400 seconds each; null leaves the kernel's value.
     *
     * @param tcp established TCP connections
     * @param tcpFin TCP connections after a FIN
     * @param udp UDP
     */
    public record Timeouts(
            @Nullable Integer tcp,
            @Nullable Integer tcpFin,
            @Nullable Integer udp) {
        /** The kernel's own. */
        public static final Timeouts KERNEL = new Timeouts(null, null, null);
    }

    /** What leaves the kernel's table at stop. */
    public enum Flush {
        /** The services that are ours, one destination after the other. */
        OWN,
        /** Our services, whose destinations the kernel removes with them ({@code lvs_flush_on_stop VS}). */
        OWN_AT_ONCE,
        /** Everything ({@code lvs_flush_on_stop}). */
        EVERYTHING
    }

    /**
     * {@code lvs_sync_daemon}.
     *
     * @param interfaceName that the messages take, at most 15 characters
     * @param instance the {@code vrrp_instance} that decides who sends ({@code inst}); null for both roles at once
     * @param id 0..255 that the two directors share ({@code id}); default the VRID of the instance, else 0
     * @param maxLength octets of a message, 1..65507 ({@code maxlen}); 0 for the kernel's default
     * @param port UDP, 1..65535 ({@code port}); 0 for the kernel's default
     * @param ttl 1..255 ({@code ttl}); 0 for the kernel's default
     * @param group multicast group ({@code group}); null for the kernel's default
     */
    public record SyncDaemon(
            String interfaceName,
            @Nullable String instance,
            int id,
            int maxLength,
            int port,
            int ttl,
            @Nullable IpAddress group) {}

    /**
     * {@code nftables_ipvs}.
     *
     * @param table 1..254 characters (default keepalived_ipvs)
     * @param priority of its chain ({@code nftables_ipvs_priority}; default -1)
     * @param firstMark 1..4294967295, counted up from ({@code nftables_ipvs_start_fwmark}; default 1000)
     */
    public record Marking(String table, int priority, long firstMark) {}
}
