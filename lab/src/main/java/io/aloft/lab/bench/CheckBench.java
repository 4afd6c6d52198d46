package io.aloft.lab.bench;

import java.time.Duration;
import java.util.List;

/**
 * What health checks cost, and how soon a dead server is out of the kernel's table: Aloft and keepalived one after the
 * other in one kernel.
 */
final class CheckBench {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private CheckBench() {}

    /** Runs what the words choose: any of {@code load}, {@code deaths}; nothing chosen means everything. */
    static void run(List<String> words) {
        KernelBench.run(CheckBenchMain.class, words.isEmpty() ? List.of("load", "deaths") : words, LIMIT);
    }
}
