package io.aloft.lab.kernel;

import io.aloft.lab.node.DirectorKind;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What happens to the web farm: start, a web server dies, all die, they return, the director stops. */
public final class FarmStory {
    /** Enough for every weight to show: the weights of the translated service are 1 and 2. */
    private static final int REQUESTS = 6;

    private FarmStory() {}

    /** The steps, with what a spectator should know. */
    public enum Step {
        STARTED("The director starts: both web servers answer its checks."),
        ONE_DIED("web-1 dies."),
        ALL_DIED("web-2 dies as well: the sorry server takes the requests."),
        ONE_RETURNED("web-1 returns: the sorry server is relieved."),
        ALL_RETURNED("web-2 returns."),
        STOPPED("The director stops and leaves an empty table.");

        private final String text;

        Step(String text) {
            this.text = text;
        }

        /** One sentence. */
        public String text() {
            return text;
        }
    }

    /**
     * What was seen after a step.
     *
     * @param table {@code ipvsadm -Ln} on the director, without the counts of connections
     * @param direct answers to the client's requests by server, through the service with direct routing
     * @param translated the same through the service with address translation
     */
    public record Scene(String table, Map<String, Integer> direct, Map<String, Integer> translated) {
        @Override
        public String toString() {
            String text = "    " + table.replace("\n", "\n    ");
            return direct.isEmpty()
                    ? text
                    : text + "\n\n    client, by DR:   " + counts(direct) + "\n    client, by NAT:  "
                            + counts(translated);
        }

        private static String counts(Map<String, Integer> servers) {
            return servers.entrySet().stream()
                    .map(server -> server.getKey() + " x " + server.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    /** Plays all steps and shows each when it has settled. */
    public static void play(DirectorKind kind, BiConsumer<Step, Scene> spectator) {
        try (Farm farm = new Farm(kind)) {
            for (Step step : Step.values()) {
                String table = switch (step) {
                    case STARTED -> {
                        farm.startDirector();
                        yield farm.awaitDestinations(11, 12);
                    }
                    case ONE_DIED -> {
                        farm.first.stop();
                        yield farm.awaitDestinations(12);
                    }
                    case ALL_DIED -> {
                        farm.second.stop();
                        yield farm.awaitDestinations(13);
                    }
                    case ONE_RETURNED -> {
                        farm.first.start();
                        yield farm.awaitDestinations(11);
                    }
                    case ALL_RETURNED -> {
                        farm.second.start();
                        yield farm.awaitDestinations(11, 12);
                    }
                    case STOPPED -> {
                        farm.stopDirector();
                        yield farm.awaitDestinations();
                    }
                };
                spectator.accept(step, scene(farm, step, table));
            }
        }
    }

    private static Scene scene(Farm farm, Step step, String table) {
        return step == Step.STOPPED
                ? new Scene(table, Map.of(), Map.of())
                : new Scene(table, farm.ask(Farm.DIRECT, REQUESTS), farm.ask(Farm.TRANSLATED, REQUESTS));
    }
}
