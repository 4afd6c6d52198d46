package io.aloft.lab.bench;

import io.aloft.lab.node.DirectorKind;
import java.util.List;

/** Where {@code ./aloft bench} begins. */
public final class Main {
    private static final int TAKEOVERS = 20;
    private static final int STARTS = 5;

    private Main() {}

    /**
     * Figures of reading configurations ({@code parse}), of VRRP under load ({@code vrrp}, which may be followed by one
     * {@link DirectorKind} alone and by what is measured), of filling the kernel's table ({@code ipvs}), of health checks
     * ({@code checks}, which may be followed by what is measured), or all figures, in some forty minutes.
     */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        String part = words.isEmpty() ? "" : words.getFirst();
        if (part.equals("vrrp")) {
            VrrpBench.run(words.subList(1, words.size()));
            return;
        }
        if (part.equals("ipvs")) {
            IpvsBench.run();
            return;
        }
        if (part.equals("checks")) {
            CheckBench.run(words.subList(1, words.size()));
            return;
        }
        ParseBench.run();
        if (part.equals("parse")) {
            return;
        }
        for (DirectorKind kind : DirectorKind.values()) {
            DirectorBench bench = new DirectorBench(kind);
            System.out.println(kind);
            bench.starts(STARTS).forEach(figures -> System.out.println("  " + figures));
            System.out.println("  " + bench.takeovers(TAKEOVERS));
        }
        VrrpBench.run(List.of());
        IpvsBench.run();
        CheckBench.run(List.of());
    }
}
