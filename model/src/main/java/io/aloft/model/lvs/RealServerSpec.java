package io.aloft.model.lvs;

import io.aloft.model.net.Endpoint;
import io.aloft.model.script.ScriptCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code real_server}, resolved.
 *
 * @param endpoint address and port; the port is the virtual server's unless NAT allows another
 * @param weight 0..2147483647
 * @param method how packets reach it
 * @param upperThreshold connections above which it gets no new ones; 0 for no limit
 * @param lowerThreshold connections below which it gets new ones again; 0 for none
 * @param inhibitOnFailure set the weight to 0 on failure instead of removing it
 * @param checkers none means that it is always up
 * @param notifyUp run when it comes up
 * @param notifyDown run when it goes down
 */
public record RealServerSpec(
        Endpoint endpoint,
        int weight,
        ForwardingMethod method,
        long upperThreshold,
        long lowerThreshold,
        boolean inhibitOnFailure,
        List<CheckerSpec> checkers,
        @Nullable ScriptCommand notifyUp,
        @Nullable ScriptCommand notifyDown) {

    public RealServerSpec {
        checkers = List.copyOf(checkers);
    }
}
