package io.aloft.lab.bench;

import io.aloft.lab.kernel.KernelRunner;
import io.aloft.lab.process.Checkout;
import io.aloft.lab.process.WorkDirectory;
import java.nio.file.Path;
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
        try (WorkDirectory results = new WorkDirectory("ipvs-bench")) {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@" + Checkout.file("packaging/launcher/jvm.options"),
                    "-Daloft.home=" + Checkout.root(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    IpvsBenchMain.class.getName());
            KernelRunner.Outcome outcome =
                    KernelRunner.run(command, results.path(), LIMIT, line -> System.out.println(line.text()));
            if (outcome.status() != 0) {
                throw new IllegalStateException("the kernel ended with status " + outcome.status());
            }
        }
    }
}
