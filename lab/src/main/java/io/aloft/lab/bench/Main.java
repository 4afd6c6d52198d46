package io.aloft.lab.bench;

import io.aloft.lab.node.DirectorKind;

/** Where {@code ./aloft bench} begins. */
public final class Main {
    private static final int TAKEOVERS = 20;
    private static final int STARTS = 5;

    private Main() {}

    /** All figures, in some six minutes; with the argument {@code parse} those of reading configurations only. */
    public static void main(String[] arguments) {
        ParseBench.run();
        if (arguments.length > 0 && arguments[0].equals("parse")) {
            return;
        }
        for (DirectorKind kind : DirectorKind.values()) {
            DirectorBench bench = new DirectorBench(kind);
            System.out.println(kind);
            bench.starts(STARTS).forEach(figures -> System.out.println("  " + figures));
            System.out.println("  " + bench.takeovers(TAKEOVERS));
        }
    }
}
