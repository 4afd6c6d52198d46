package io.aloft.model.global;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the program is for the system it runs on.
 *
 * @param name of the parent process, 1..15 characters ({@code process_name}); null for the usual one
 * @param namesByTask each process is named after its task ({@code process_names})
 * @param vrrp process of VRRP
 * @param checker process of the health checkers
 * @param bfd process of BFD
 * @param maxAutoPriority highest real-time priority that a late process gives itself: 1..99, 0 for none, -1 for none
 *     without a warning ({@code max_auto_priority})
 * @param minAutoPriorityDelay lateness that makes it do so, 1 µs..10 s ({@code min_auto_priority_delay}; default 1 s)
 * @param umask permission bits that new files do not get, 0..0777 ({@code umask}; default 0177)
 * @param randomSeed makes {@code _RANDOM} repeatable, 0..4294967295 ({@code random_seed}); null for none
 */
public record ProcessSettings(
        @Nullable String name,
        boolean namesByTask,
        ProcessTuning vrrp,
        ProcessTuning checker,
        ProcessTuning bfd,
        int maxAutoPriority,
        Duration minAutoPriorityDelay,
        int umask,
        @Nullable Long randomSeed) {

    /** keepalived's defaults. */
    public static final ProcessSettings DEFAULT = new ProcessSettings(
            null,
            false,
            ProcessTuning.DEFAULT,
            ProcessTuning.DEFAULT,
            ProcessTuning.DEFAULT,
            0,
            Duration.ofSeconds(1),
            0177,
            null);
}
