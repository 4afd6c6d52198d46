package io.aloft.checkers.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the kernel does what it is told.
 *
 * @param unreachable why IPVS cannot be talked to; null while it can, and while nobody has to
 * @param services that are wanted
 * @param refused the first {@value #MOST_REFUSED} services that the kernel does not have as wanted
 * @param refusedServices how many there are of them
 * @param refusals commands refused since the start
 * @param foreignChanges differences found that another program made, since the start
 * @param marks why nftables does not mark packets as it should; null while it does, and while nobody has to
 */
public record KernelStatus(
        @Nullable String unreachable,
        int services,
        List<Refused> refused,
        int refusedServices,
        long refusals,
        long foreignChanges,
        @Nullable String marks) {

    /** Before anything was asked of the kernel. */
    public static final KernelStatus IDLE = new KernelStatus(null, 0, List.of(), 0, 0, 0, null);

    /** No list for people is longer. */
    static final int MOST_REFUSED = 100;

    public KernelStatus {
        refused = List.copyOf(refused);
    }

    /** Whether traffic may go elsewhere than the health of the servers demands. */
    public boolean degraded() {
        return unreachable != null || refusedServices > 0 || marks != null;
    }

    /**
     * A service that the kernel does not have as wanted.
     *
     * @param service as keepalived's error lines name it
     * @param reason the line of the last refusal
     */
    public record Refused(String service, String reason) {}
}
