package io.aloft.lab.bench;

import io.aloft.lab.node.DirectorKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** VRRP version 3 under load, Aloft and keepalived one after the other on the same machine. */
final class VrrpBench {
    private static final Duration LOAD = Duration.ofSeconds(10);
    private static final Duration CROWD = Duration.ofSeconds(60);
    private static final int INTERFACES = 16;

    private final List<DirectorKind> kinds;

    private VrrpBench(List<DirectorKind> kinds) {
        this.kinds = kinds;
    }

    /**
     * Runs what the words choose: the name of a {@link DirectorKind} that is to be measured alone, and any of {@code
     * lateness}, {@code hog}, {@code cpu} and {@code crowd}; nothing chosen means everything.
     */
    static void run(List<String> words) {
        List<DirectorKind> named = Arrays.stream(DirectorKind.values())
                .filter(kind -> words.contains(kind.name().toLowerCase(Locale.ROOT)))
                .toList();
        VrrpBench bench = new VrrpBench(named.isEmpty() ? List.of(DirectorKind.values()) : named);
        boolean everything = words.size() == named.size();
        if (everything || words.contains("lateness")) {
            // At 1 s a round takes six seconds, so ten routers are cut off together.
            bench.lateness("takeovers at 1 s", "1", 10, 5);
            bench.lateness("takeovers at 0.1 s", "0.1", 1, 50);
            bench.lateness("takeovers at 0.01 s", "0.01", 1, 50);
        }
        if (everything || words.contains("hog")) {
            try (CpuHog hog = new CpuHog()) {
                bench.lateness("takeovers at 0.1 s beside a busy process on each processor", "0.1", 1, 50);
            }
        }
        if (everything || words.contains("cpu")) {
            bench.load("250 instances x 10 adverts/s", 1, "0.1", LOAD);
            bench.load("250 instances x 100 adverts/s", 1, "0.01", LOAD);
        }
        if (everything || words.contains("crowd")) {
            bench.load("4,000 instances over 16 interfaces at 1 s", INTERFACES, "1", CROWD);
        }
    }

    private void lateness(String title, String interval, int routers, int rounds) {
        System.out.println(title);
        Map<DirectorKind, Figures> all = new EnumMap<>(DirectorKind.class);
        for (DirectorKind kind : kinds) {
            Figures figures = new LatenessBench(kind).takeovers(interval, routers, rounds);
            all.put(kind, figures);
            System.out.printf(
                    "  %-10s lateness, ms: median %.3f   p99 %.3f   worst %.3f   earliest %.3f   of %d%n",
                    kind,
                    figures.median(),
                    figures.p99(),
                    figures.most(),
                    figures.least(),
                    figures.values().size());
        }
        ratio("median", all, Figures::median);
        ratio("p99", all, Figures::p99);
    }

    private void load(String title, int interfaces, String interval, Duration length) {
        System.out.println(title);
        Map<DirectorKind, LoadBench.Result> sending = new EnumMap<>(DirectorKind.class);
        Map<DirectorKind, LoadBench.Result> receiving = new EnumMap<>(DirectorKind.class);
        for (DirectorKind kind : kinds) {
            // The peer is keepalived each time, so that only what is measured differs.
            sending.put(kind, loaded(kind, DirectorKind.KEEPALIVED, interfaces, interval, length));
            receiving.put(
                    kind,
                    kind == DirectorKind.KEEPALIVED
                            ? sending.get(kind)
                            : loaded(DirectorKind.KEEPALIVED, kind, interfaces, interval, length));
            System.out.printf(
                    "  %-10s sends %.0f adverts/s at %.1f µs of CPU each, receives one at %.1f µs; false transitions"
                            + " %d%n",
                    kind,
                    sending.get(kind).sentPerSecond(),
                    sending.get(kind).sendMicros(),
                    receiving.get(kind).receiveMicros(),
                    sending.get(kind).falseTransitions()
                            + (kind == DirectorKind.KEEPALIVED
                                    ? 0
                                    : receiving.get(kind).falseTransitions()));
        }
        ratio("CPU per advert sent", sending, LoadBench.Result::sendMicros);
        ratio("CPU per advert received", receiving, LoadBench.Result::receiveMicros);
    }

    private static LoadBench.Result loaded(
            DirectorKind master, DirectorKind backup, int interfaces, String interval, Duration length) {
        return LoadBench.run(master, backup, interfaces, BenchConfig.PER_INTERFACE, interval, length);
    }

    private static <R> void ratio(String name, Map<DirectorKind, R> results, ToDoubleFunction<R> figure) {
        R ours = results.get(DirectorKind.ALOFT);
        R theirs = results.get(DirectorKind.KEEPALIVED);
        if (ours != null && theirs != null) {
            System.out.printf(
                    "  %s: %.2f of keepalived's%n", name, figure.applyAsDouble(ours) / figure.applyAsDouble(theirs));
        }
    }
}
