package io.aloft.model.global;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the system treats one of keepalived's processes: {@code vrrp_*}, {@code checker_*} or {@code bfd_*} with the endings
 * below. Aloft is one process; the values say what the operator of several wanted.
 *
 * @param name of the process, 1..15 characters ({@code process_name}); null for the usual one
 * @param nice -20..19, 0 by default ({@code priority})
 * @param lockMemory never swapped ({@code no_swap})
 * @param realtimePriority 1..99 of SCHED_RR, 0 for none ({@code rt_priority})
 * @param processors it may run on, in the order of the file; empty for all ({@code cpu_affinity})
 * @param realtimeLimit processor time of a real-time process without blocking ({@code rlimit_rttime}), resolution one
 *     microsecond; zero for none (default 10 ms)
 */
public record ProcessTuning(
        @Nullable String name,
        int nice,
        boolean lockMemory,
        int realtimePriority,
        List<Integer> processors,
        Duration realtimeLimit) {

    /** As the system treats every process. */
    public static final ProcessTuning DEFAULT = new ProcessTuning(null, 0, false, 0, List.of(), Duration.ofMillis(10));

    public ProcessTuning {
        processors = List.copyOf(processors);
    }
}
