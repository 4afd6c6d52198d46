package io.aloft.lab.bench;

import io.aloft.lab.kernel.KernelRunner;
import io.aloft.lab.process.WorkDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What health checks cost, and how soon a dead server is out of the kernel's table: Aloft and keepalived one after the
 * other in one kernel with IPVS, whose one processor is slow. What counts are the ratios.
 */
final class CheckBench {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private CheckBench() {}

    /** Runs what the words choose: any of {@code load}, {@code deaths}; nothing chosen means everything. */
    static void run(List<String> words) {
        try (WorkDirectory results = new WorkDirectory("checks")) {
            List<String> arguments = new ArrayList<>(words.isEmpty() ? List.of("load", "deaths") : words);
            KernelRunner.Outcome outcome = KernelRunner.run(
                    KernelRunner.java(CheckBenchMain.class, arguments),
                    results.path(),
                    LIMIT,
                    line -> System.out.println(line.text()));
            if (outcome.status() != 0) {
                throw new IllegalStateException("the kernel ended with status " + outcome.status());
            }
        }
    }
}
