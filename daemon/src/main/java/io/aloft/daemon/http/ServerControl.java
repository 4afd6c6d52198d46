package io.aloft.daemon.http;

import io.aloft.checkers.health.HealthStatus;
import io.aloft.checkers.health.ServerOverride;
import io.aloft.checkers.kernel.KernelStatus;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the control socket may ask of health checking; nothing of it waits. */
public interface ServerControl {

    /** How all servers are, with every override that was given before. */
    CompletionStage<HealthStatus> status();

    /** How well the kernel does what it is told. */
    KernelStatus kernel();

    /** Why a sync daemon does not run as configured; null while it does, and while there is none. */
    @Nullable
    String syncDaemon();

    /**
     * From now on the real server of the virtual server is used as the operator says.
     *
     * @return whether there still is such a server
     */
    CompletionStage<Boolean> override(VirtualServerKey virtualServer, Endpoint realServer, ServerOverride override);
}
