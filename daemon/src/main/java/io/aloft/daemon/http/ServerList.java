package io.aloft.daemon.http;

import io.aloft.checkers.health.HealthStatus;
import io.aloft.checkers.kernel.KernelStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of servers: how they are, and whether the kernel has them so.
 *
 * @param servers as health checking sees them
 * @param kernel what the kernel refuses
 * @param syncDaemon why a sync daemon does not run as configured; null while it does, and while there is none
 */
record ServerList(
        HealthStatus servers, KernelStatus kernel, @Nullable String syncDaemon) {

    /** Whether traffic may go elsewhere than the health of the servers demands, or a failover would lose connections. */
    boolean degraded() {
        return kernel.degraded() || syncDaemon != null;
    }
}
