package io.aloft.model.lvs;

import io.aloft.model.net.AddressFamily;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code virtual_server}, resolved.
 *
 * @param key address, mark or group
 * @param family of its clients; null for a group that holds both
 * @param scheduling how the kernel chooses a real server
 * @param forwarding of servers that name none themselves ({@code lb_kind}, {@code lvs_method}; default NAT)
 * @param persistence null when not persistent
 * @param quorum when it counts as up
 * @param defaultWeight of real servers, 1..2147483647 ({@code weight}; default 1)
 * @param inhibitOnFailure of real servers that do not say ({@code inhibit_on_failure})
 * @param checkDefaults of checkers that do not say
 * @param sorryServer null for none
 * @param realServers at least one, in configuration order, addresses unique
 * @param omega notifiers of "down" run at shutdown too ({@code omega})
 * @param haSuspend checks rest while the address is not on this machine ({@code ha_suspend})
 * @param smtpAlert changes of quorum are mailed ({@code smtp_alert}; default that of {@code global_defs}, else off)
 * @param snmpName {@code snmp_name}; null for none
 */
public record VirtualServerSpec(
        VirtualServerKey key,
        @Nullable AddressFamily family,
        Scheduling scheduling,
        Forwarding forwarding,
        @Nullable Persistence persistence,
        Quorum quorum,
        int defaultWeight,
        boolean inhibitOnFailure,
        CheckDefaults checkDefaults,
        @Nullable SorryServerSpec sorryServer,
        List<RealServerSpec> realServers,
        boolean omega,
        boolean haSuspend,
        boolean smtpAlert,
        @Nullable String snmpName) {

    public VirtualServerSpec {
        realServers = List.copyOf(realServers);
    }
}
