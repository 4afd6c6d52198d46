package io.aloft.lab.bench;

import io.aloft.lab.kernel.KernelRunner;
import io.aloft.lab.process.WorkDirectory;
import java.time.Duration;
import java.util.List;

/** A benchmark that runs inside a throw-away kernel with IPVS. System calls are slow in there: what counts are ratios. */
final class KernelBench {
    private KernelBench() {}

    /**
     * Runs the program and shows what it prints.
     *
     * @throws IllegalStateException when it did not end well
     */
    static void run(Class<?> main, List<String> arguments, Duration limit) {
        try (WorkDirectory results = new WorkDirectory("bench")) {
            KernelRunner.Outcome outcome = KernelRunner.run(
                    KernelRunner.java(main, arguments), results.path(), limit, line -> System.out.println(line.text()));
            if (outcome.status() != 0) {
                throw new IllegalStateException("the kernel ended with status " + outcome.status());
            }
        }
    }
}
