package io.aloft.lab.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long a large table takes to get into the kernel: by our client, by {@code ipvsadm -R} and by keepalived, in turn
 * in one throw-away kernel. System calls are slow in there, so what counts are the ratios.
 */
final class IpvsBench {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private IpvsBench() {}

    static void run() {
        KernelBench.run(IpvsBenchMain.class, List.of(), LIMIT);
    }
}
