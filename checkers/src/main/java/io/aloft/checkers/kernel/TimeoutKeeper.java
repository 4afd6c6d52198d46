package io.aloft.checkers.kernel;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.model.lvs.LvsGlobals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the timeouts of the kernel's connection table as {@code lvs_timeouts} demands. What they were before the first
 * change comes back at the end, and when a reload demands nothing any more. Belongs to one thread.
 */
final class TimeoutKeeper {

    private static final Logger log = LoggerFactory.getLogger(TimeoutKeeper.class);

    private LvsGlobals.Timeouts wanted = LvsGlobals.Timeouts.KERNEL;
    private @Nullable IpvsTimeouts original;
    private int generation;
    private boolean due;

    void want(LvsGlobals.Timeouts timeouts) {
        due |= !timeouts.equals(wanted);
        wanted = timeouts;
    }

    /** The kernel may have others by now. */
    void lookAgain() {
        due |= !wanted.equals(LvsGlobals.Timeouts.KERNEL);
    }

    /** @param generation of the connection: after it was opened anew the kernel may have forgotten them */
    void apply(IpvsClient kernel, int generation) throws IpvsUnavailableException {
        boolean anew = generation != this.generation && !wanted.equals(LvsGlobals.Timeouts.KERNEL);
        if (due || anew) {
            IpvsTimeouts present = kernel.timeouts();
            IpvsTimeouts before = original;
            if (before == null) {
                before = present;
                original = present;
            }
            set(
                    kernel,
                    present,
                    new IpvsTimeouts(
                            choose(wanted.tcp(), before.tcp()),
                            choose(wanted.tcpFin(), before.tcpFin()),
                            choose(wanted.udp(), before.udp())));
            due = false;
        }
        this.generation = generation;
    }

    /** The last word. */
    void restore(IpvsClient kernel) throws IpvsUnavailableException {
        IpvsTimeouts before = original;
        if (before != null) {
            set(kernel, kernel.timeouts(), before);
            original = null;
        }
    }

    /** To the kernel 0 means: as it is. */
    private static int choose(@Nullable Integer written, int before) {
        return written == null || written == 0 ? before : written;
    }

    private static void set(IpvsClient kernel, IpvsTimeouts present, IpvsTimeouts wish)
            throws IpvsUnavailableException {
        if (wish.equals(present)) {
            return;
        }
        for (IpvsOutcome outcome : kernel.apply(List.of(new IpvsCommand.SetTimeouts(wish)))) {
            if (!outcome.succeeded()) {
                log.error("{}; lvs_timeouts have no effect", outcome.describe());
            }
        }
    }
}
