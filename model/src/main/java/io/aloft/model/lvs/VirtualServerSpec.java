package io.aloft.model.lvs;

import io.aloft.model.script.ScriptCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code virtual_server}, resolved.
 *
 * @param key protocol, address and port
 * @param scheduler name of the kernel's scheduler: rr, wrr, lc, wlc, sh, dh, sed, nq, lblc, lblcr, …
 * @param schedulerFlags IPVS service flags that the scheduler reads (0x08 … 0x20)
 * @param method default forwarding method, the sorry server's too
 * @param persistence null when not persistent
 * @param quorum total weight of living real servers that is needed, at least 1
 * @param hysteresis below quorum
 * @param sorryServer null for none
 * @param realServers at least one
 * @param alpha real servers start as down
 * @param omega notifiers run at shutdown too
 * @param quorumUp run when quorum is gained
 * @param quorumDown run when quorum is lost
 */
public record VirtualServerSpec(
        VirtualServerKey key,
        String scheduler,
        int schedulerFlags,
        ForwardingMethod method,
        @Nullable Persistence persistence,
        long quorum,
        long hysteresis,
        @Nullable SorryServerSpec sorryServer,
        List<RealServerSpec> realServers,
        boolean alpha,
        boolean omega,
        @Nullable ScriptCommand quorumUp,
        @Nullable ScriptCommand quorumDown) {

    public VirtualServerSpec {
        realServers = List.copyOf(realServers);
    }
}
