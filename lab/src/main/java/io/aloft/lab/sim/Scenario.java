package io.aloft.lab.sim;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All that decides a simulation.
 *
 * @param seed of the draws that are made on the way: loss, delay, duration of scripts
 * @param nodes the directors, at least one
 * @param incidents in order of time
 * @param endNanos when the simulation ends
 */
public record Scenario(long seed, List<NodePlan> nodes, List<Incident> incidents, long endNanos) {

    public Scenario {
        nodes = List.copyOf(nodes);
        incidents = List.copyOf(incidents);
    }

    Scenario withIncidents(List<Incident> fewer) {
        return new Scenario(seed, nodes, fewer, endNanos);
    }

    /** For a person who wants to know what was simulated. */
    public String describe() {
        return "seed " + seed + "\n"
                + nodes.stream().map(n -> "  " + n + "\n").collect(Collectors.joining())
                + incidents.stream()
                        .map(i -> "  " + TimeLine.time(i.atNanos()) + " " + i.what() + "\n")
                        .collect(Collectors.joining());
    }
}
