package io.aloft.lab.demo;

import io.aloft.lab.node.DirectorKind;
import java.util.List;

/** What was asked for on the command line, or why it cannot be understood. */
sealed interface DemoOptions {
    String USAGE = """
            aloft demo: two directors, a switch and a client on this machine; watch a virtual address move.

              aloft demo [--peer aloft|keepalived] [--keep]
              aloft demo --lvs [--peer aloft|keepalived]

              --peer KIND   who plays director-b (default aloft); with --lvs, who manages the web farm
              --keep        stays when the play is over, to look around; Ctrl-C ends it
              --lvs         a load-balanced web farm, inside a Linux kernel of its own that has IPVS
              --help        this text

            Needs root. Everything happens in network namespaces that are removed at the end.
            """;

    /** Play something. */
    record Run(DirectorKind peer, boolean keep, boolean lvs) implements DemoOptions {}

    /** Print the usage. */
    record Help() implements DemoOptions {}

    /** Print this and the usage, and fail. */
    record Mistake(String message) implements DemoOptions {}

    /** Reads the arguments. */
    static DemoOptions parse(List<String> arguments) {
        DirectorKind peer = DirectorKind.ALOFT;
        boolean keep = false;
        boolean lvs = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--help", "-h" -> {
                    return new Help();
                }
                case "--keep" -> keep = true;
                case "--lvs" -> lvs = true;
                case "--peer" -> {
                    i++;
                    String kind = i < arguments.size() ? arguments.get(i) : "nothing";
                    switch (kind) {
                        case "aloft" -> peer = DirectorKind.ALOFT;
                        case "keepalived" -> peer = DirectorKind.KEEPALIVED;
                        default -> {
                            return new Mistake("--peer: " + kind + " (expected: aloft or keepalived)");
                        }
                    }
                }
                default -> {
                    return new Mistake("unknown argument: " + argument);
                }
            }
        }
        if (keep && lvs) {
            return new Mistake("--keep: not with --lvs, whose kernel ends with the play");
        }
        return new Run(peer, keep, lvs);
    }
}
