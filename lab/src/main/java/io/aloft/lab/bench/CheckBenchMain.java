package io.aloft.lab.bench;

import io.aloft.lab.node.DirectorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The program inside the kernel; see {@link CheckBench}. */
final class CheckBenchMain {
    /** Deaths that are waited for. */
    private static final int DEATHS = 20;

    private CheckBenchMain() {}

    /** Arguments: {@code load}, {@code deaths}, or both. */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        if (words.contains("load")) {
            for (CheckLoad.Type type : CheckLoad.Type.values()) {
                load(new CheckLoad(type, 1_000, Duration.ofSeconds(5)), Duration.ofSeconds(30));
                load(new CheckLoad(type, 10_000, Duration.ofSeconds(50)), Duration.ofSeconds(60));
                load(new CheckLoad(type, 1_000, Duration.ofSeconds(1)), Duration.ofSeconds(20));
            }
        }
        if (words.contains("deaths")) {
            deaths();
        }
        System.exit(0);
    }

    private static void load(CheckLoad load, Duration length) {
        System.out.println(load);
        Map<DirectorKind, CheckLoad.Result> results = new EnumMap<>(DirectorKind.class);
        for (DirectorKind kind : List.of(DirectorKind.KEEPALIVED, DirectorKind.ALOFT)) {
            CheckLoad.Result result = load.run(kind, length);
            results.put(kind, result);
            System.out.printf(
                    "  %-10s %.0f checks/s at %.0f µs of CPU each; ready after %.1f s%n",
                    kind, result.perSecond(), result.microsEach(), result.readySeconds());
        }
        ratio("CPU per check", results, CheckLoad.Result::microsEach);
        ratio("checks per second", results, CheckLoad.Result::perSecond);
    }

    private static void deaths() {
        System.out.println("death of a server to a table without it, in units of delay_loop + retries");
        for (DirectorKind kind : List.of(DirectorKind.KEEPALIVED, DirectorKind.ALOFT)) {
            List<Double> shares = new ArrayList<>(new DeathBench(kind).run(DEATHS));
            System.out.println("  " + new Figures(kind + ", share of the limit", shares));
        }
    }

    private static <R> void ratio(String name, Map<DirectorKind, R> results, ToDoubleFunction<R> figure) {
        double ours = figure.applyAsDouble(Objects.requireNonNull(results.get(DirectorKind.ALOFT)));
        double theirs = figure.applyAsDouble(Objects.requireNonNull(results.get(DirectorKind.KEEPALIVED)));
        System.out.printf("  %s: %.2f of keepalived's%n", name, ours / theirs);
    }
}
