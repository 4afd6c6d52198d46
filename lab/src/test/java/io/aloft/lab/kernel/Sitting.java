package io.aloft.lab.kernel;

import io.aloft.lab.node.DirectorKind;
import java.nio.file.Path;
import java.util.List;

/**
 * One life of the two directors, with one configuration file of many scenarios.
 *
 * @param name a word, for files
 * @param globals lines of {@code global_defs}
 * @param leftovers words of {@code ipvsadm} that are performed before the start, with the names of the first scenario
 */
record Sitting(String name, String globals, List<String> leftovers, List<Scenario> scenarios) {
    Sitting {
        leftovers = List.copyOf(leftovers);
        scenarios = List.copyOf(scenarios);
    }

    /** The steps of the longest scenario. */
    int rounds() {
        return scenarios.stream().mapToInt(s -> s.steps().size()).max().orElse(0);
    }

    /** The file after a number of steps. */
    String configuration(int step, Path files) {
        StringBuilder text = new StringBuilder("global_defs {\n    router_id twins\n    script_user root\n")
                .append(globals.indent(4))
                .append("}\n");
        for (Scenario scenario : scenarios) {
            text.append("\n! ").append(scenario.title()).append('\n');
            text.append(new Names(scenario.number(), files).fill(scenario.configuration(step)));
        }
        return text.toString();
    }

    /** Where a step's record of one kind is found. */
    Path record(Path results, Scenario scenario, int step, DirectorKind kind) {
        return results.resolve("%s-%02d-%d-%s.txt".formatted(name, scenario.number(), step, kind));
    }

    /** Where the log of one kind is found. */
    Path log(Path results, DirectorKind kind) {
        return results.resolve(name + "-" + kind + ".log");
    }
}
