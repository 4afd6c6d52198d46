package io.aloft.vrrp.runtime;

import io.aloft.model.global.ProcessSettings;
import io.aloft.model.global.ProcessTuning;
import io.aloft.posix.PosixException;
import io.aloft.posix.Scheduling;
import java.time.Duration;
import java.util.HashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the system treats the VRRP loop's thread: the {@code vrrp_*} settings of a process of its own in keepalived, and
 * {@code max_auto_priority}. Every method is called on that thread.
 */
final class LoopTuning {

    private static final Logger LOG = LoggerFactory.getLogger(LoopTuning.class);

    private ProcessSettings settings;

    /** Real-time priority that lateness has brought it to; 0 for none. */
    private int autoPriority;

    LoopTuning(ProcessSettings settings) {
        this.settings = settings;
    }

    private interface Call {
        void run() throws PosixException;
    }

    /** Asks the system for all that is configured; what it refuses is said, and the loop goes on without. */
    void apply() {
        ProcessTuning vrrp = settings.vrrp();
        // The default slack of 50 µs would be half of the budget for a take-over.
        attempt("timers may be 50 µs late", () -> Scheduling.setTimerSlack(Duration.ofNanos(1)));
        if (!vrrp.processors().isEmpty()) {
            attempt("vrrp_cpu_affinity has no effect", () -> Scheduling.setAffinity(new HashSet<>(vrrp.processors())));
        }
        if (vrrp.nice() != 0) {
            attempt("vrrp_priority has no effect", () -> Scheduling.setNice(vrrp.nice()));
        }
        if (vrrp.realtimePriority() > 0) {
            attempt("vrrp_rt_priority has no effect", () -> Scheduling.setRoundRobin(vrrp.realtimePriority()));
            // No RLIMIT_RTTIME: it would end the whole program for one long turn, and the kernel's own share for
            // real-time threads keeps the machine usable.
        }
        if (vrrp.lockMemory()) {
            attempt("vrrp_no_swap has no effect", Scheduling::lockMemory);
        }
    }

    private static void attempt(String otherwise, Call call) {
        try {
            call.run();
        } catch (PosixException e) {
            LOG.warn("{}: {}", otherwise, e.getMessage());
        }
    }

    /** A reload: what changed is set anew. */
    void reconfigure(ProcessSettings next) {
        boolean changed = !next.vrrp().equals(settings.vrrp());
        settings = next;
        if (changed) {
            apply();
        }
    }

    /** A timer fired later than it should have; beyond the configured limit the thread raises itself one step. */
    void late(long nanos) {
        if (settings.maxAutoPriority() <= autoPriority
                || settings.vrrp().realtimePriority() > 0
                || nanos < settings.minAutoPriorityDelay().toNanos()) {
            return;
        }
        int next = autoPriority + 1;
        try {
            Scheduling.setRoundRobin(next);
            autoPriority = next;
            LOG.info("Set realtime priority {}", next);
        } catch (PosixException e) {
            LOG.warn("max_auto_priority has no effect: {}", e.getMessage());
            autoPriority = settings.maxAutoPriority();
        }
    }
}
