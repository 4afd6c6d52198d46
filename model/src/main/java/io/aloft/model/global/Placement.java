package io.aloft.model.global;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which of several directors on one machine this is, and where it runs: keywords of the top level.
 *
 * @param instance suffix of pid files and log names ({@code instance}); null for none
 * @param netNamespace name below /run/netns ({@code net_namespace}); null for the one of the start
 * @param ipvsNamespace where IPVS is set ({@code net_namespace_ipvs}); null for {@code netNamespace}, empty for the one
 *     of the start
 * @param ipsetsInNamespace IP sets may be used in a namespace ({@code namespace_with_ipsets})
 * @param usePidDirectory pid files are in a directory of their own ({@code use_pid_dir}); implied by a namespace and by an
 *     instance name
 * @param childWaitTime time to end until processes are killed, whole seconds 0..4294967295 ({@code child_wait_time})
 * @param pollAllLinks link states are polled on every interface ({@code linkbeat_use_polling} at the top level)
 */
public record Placement(
        @Nullable String instance,
        @Nullable String netNamespace,
        @Nullable String ipvsNamespace,
        boolean ipsetsInNamespace,
        boolean usePidDirectory,
        Duration childWaitTime,
        boolean pollAllLinks) {

    /** The only director of its machine. */
    public static final Placement DEFAULT = new Placement(null, null, null, false, false, Duration.ofSeconds(5), false);
}
