package io.aloft.model.lvs;

import io.aloft.model.net.Endpoint;
import io.aloft.model.script.ScriptCommand;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code real_server}, resolved.
 *
 * @param endpoint address and port; the port is the virtual server's unless NAT allows another
 * @param weight 0..2147483647 ({@code weight}; default that of the virtual server)
 * @param forwarding how packets reach it ({@code lvs_method}; default that of the virtual server)
 * @param upperThreshold connections above which it gets no new ones, 0..4294967295 ({@code uthreshold}); 0 for no limit
 * @param lowerThreshold connections below which it gets new ones again ({@code lthreshold}); 0 for none
 * @param inhibitOnFailure set the weight to 0 on failure instead of removing it ({@code inhibit_on_failure})
 * @param checkDefaults of checkers that do not say; the object of the virtual server where the real server adds nothing
 * @param checkers none means that it is always up
 * @param notifyUp run when it comes up ({@code notify_up})
 * @param notifyDown run when it goes down ({@code notify_down})
 * @param smtpAlert its changes are mailed ({@code smtp_alert}; default that of {@code global_defs}, else on)
 * @param snmpName {@code snmp_name}; null for none
 * @param slowStart time over which a server that comes up gets its weight, 0..3600 s; zero for at once
 *     ({@code #@aloft slow_start})
 */
public record RealServerSpec(
        Endpoint endpoint,
        int weight,
        Forwarding forwarding,
        long upperThreshold,
        long lowerThreshold,
        boolean inhibitOnFailure,
        CheckDefaults checkDefaults,
        List<CheckerSpec> checkers,
        @Nullable ScriptCommand notifyUp,
        @Nullable ScriptCommand notifyDown,
        boolean smtpAlert,
        @Nullable String snmpName,
        Duration slowStart) {

    public RealServerSpec {
        checkers = List.copyOf(checkers);
    }
}
