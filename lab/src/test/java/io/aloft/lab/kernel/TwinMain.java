package io.aloft.lab.kernel;

import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.node.TlsIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Plays sittings; this is the program inside the kernel. What was seen is written to files, and judged outside. */
final class TwinMain {
    /** Everything is slow on one processor of a kernel in a process. */
    private static final Duration LIMIT = Duration.ofSeconds(Long.getLong("aloft.twins.limit", 40));

    /** A start takes a JVM's time on top. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /** How long a table must have been what it should be. */
    private static final Duration CALM = Duration.ofMillis(1200);

    /** How long an event that must change nothing is given to change something. */
    private static final Duration STILLNESS = Duration.ofSeconds(6);

    private static final Duration POLL = Duration.ofMillis(400);

    private final Twins twins;
    private final Path results;
    private final TlsIdentity identity;

    private TwinMain(Twins twins, Path results) {
        this.twins = twins;
        this.results = results;
        identity = TlsIdentity.load(results.resolve("identity.p12"));
    }

    /** Arguments: the directory for the results, then the names of the sittings. */
    public static void main(String[] arguments) {
        Path results = Path.of(arguments[0]);
        long start = System.nanoTime();
        try (Twins twins = new Twins()) {
            TwinMain player = new TwinMain(twins, results);
            for (Sitting sitting : Sittings.ALL) {
                if (arguments.length == 1 || List.of(arguments).contains(sitting.name())) {
                    say(start, "sitting " + sitting.name());
                    player.new Performance(sitting, start).play();
                }
            }
        }
        say(start, "end");
        System.exit(0);
    }

    private static void say(long start, String text) {
        System.out.printf("%5.1f %s%n", (System.nanoTime() - start) / 1e9, text);
    }

    /** One sitting while it is played. */
    private final class Performance {
        private final Sitting sitting;
        private final long start;
        private final Path config;
        private final Map<DirectorKind, Director> directors = new EnumMap<>(DirectorKind.class);
        private final Map<Scenario, Names> names = new LinkedHashMap<>();
        private final Map<Scenario, Stage> stages = new LinkedHashMap<>();

        Performance(Sitting sitting, long start) {
            this.sitting = sitting;
            this.start = start;
            config = results.resolve(sitting.name() + ".conf");
        }

        void play() {
            for (Scenario scenario : sitting.scenarios()) {
                Names words = new Names(scenario.number(), twins.work().path());
                names.put(scenario, words);
                Stage stage = new Stage(twins, words, scenario, identity);
                stages.put(scenario, stage);
                scenario.setUp().accept(stage);
            }
            write(config, sitting.configuration(0, twins.work().path()));
            for (DirectorKind kind : DirectorKind.values()) {
                prepareTable(kind);
                directors.put(kind, kind.create(twins.director(kind), config));
            }
            directors.values().forEach(Director::start);
            try {
                for (int round = 0; round < sitting.rounds(); round++) {
                    perform(round);
                }
                stop();
            } finally {
                directors.forEach((kind, director) -> {
                    write(
                            sitting.log(results, kind),
                            String.join(
                                    "\n",
                                    director.log().stream()
                                            .map(Object::toString)
                                            .toList()));
                    director.close();
                });
                stages.values().forEach(Stage::close);
            }
        }

        private void prepareTable(DirectorKind kind) {
            twins.director(kind).run("ipvsadm", "-C");
            Names first = names(sitting.scenarios().getFirst());
            for (String line : sitting.leftovers()) {
                twins.director(kind).run(("ipvsadm " + first.fill(line)).split(" ", -1));
            }
        }

        private void perform(int round) {
            List<Scenario> playing = sitting.scenarios().stream()
                    .filter(scenario -> scenario.steps().size() > round)
                    .toList();
            boolean reload = false;
            boolean still = false;
            for (Scenario scenario : playing) {
                Step step = scenario.steps().get(round);
                step.event().accept(stage(scenario));
                reload |= step.reload();
                still |= step.still();
            }
            if (reload) {
                write(config, sitting.configuration(round, twins.work().path()));
                directors.values().forEach(Director::reload);
            }
            settle(playing, round, still ? STILLNESS : Duration.ZERO);
            record(playing, round);
            say(start, "round " + round);
        }

        private void stop() {
            directors.values().forEach(Director::stopGently);
            directors.values().forEach(director -> director.awaitStopped(STOP_LIMIT));
            int round = sitting.rounds();
            settle(sitting.scenarios(), round, Duration.ZERO);
            record(sitting.scenarios(), round);
            say(start, "stopped");
        }

        /** Waits until every table is what it should be and stays so, or the limit has passed. */
        private void settle(List<Scenario> playing, int round, Duration least) {
            long begin = System.nanoTime();
            long since = Long.MAX_VALUE;
            Duration limit = round == 0 ? START_LIMIT : LIMIT;
            while (System.nanoTime() - begin < limit.toNanos()) {
                boolean right = isRight(playing, round);
                long now = System.nanoTime();
                since = right ? Math.min(since, now) : Long.MAX_VALUE;
                if (right && now - since >= CALM.toNanos() && now - begin >= least.toNanos()) {
                    return;
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
            wrong(playing, round).forEach(line -> say(start, line));
        }

        private boolean isRight(List<Scenario> playing, int round) {
            return wrong(playing, round).isEmpty();
        }

        /** What is not as it should be, for whoever reads the output. */
        private List<String> wrong(List<Scenario> playing, int round) {
            List<String> wrong = new ArrayList<>();
            for (DirectorKind kind : DirectorKind.values()) {
                Map<String, Listing> listings = new HashMap<>();
                for (Scenario scenario : playing) {
                    Names words = names(scenario);
                    String seen = Listing.shorten(part(kind, scenario, listings), words);
                    String expected = scenario.table(round, kind);
                    if (!seen.equals(expected)) {
                        wrong.add("%-10s %d %s, step %d%n      expected %s%n      seen     %s"
                                .formatted(kind, scenario.number(), scenario.title(), round, expected, seen));
                    }
                }
            }
            return wrong;
        }

        private Names names(Scenario scenario) {
            return Objects.requireNonNull(names.get(scenario));
        }

        private Stage stage(Scenario scenario) {
            return Objects.requireNonNull(stages.get(scenario));
        }

        /** The scenario's part of a director's table; each listing is asked for once. */
        private String part(DirectorKind kind, Scenario scenario, Map<String, Listing> listings) {
            return listings.computeIfAbsent(scenario.listing(), option -> Listing.of(twins.director(kind), option))
                    .part(names(scenario));
        }

        private void record(List<Scenario> playing, int round) {
            for (DirectorKind kind : DirectorKind.values()) {
                Map<String, Listing> listings = new HashMap<>();
                for (Scenario scenario : playing) {
                    Names words = names(scenario);
                    List<String> answers = scenario.requests(round).stream()
                            .map(requests -> ask(kind, words, requests))
                            .toList();
                    new Seen(part(kind, scenario, listings), answers)
                            .write(sitting.record(results, scenario, round, kind));
                }
            }
        }

        private String ask(DirectorKind kind, Names words, Step.Requests requests) {
            List<String> seen = new ArrayList<>();
            StringBuilder letters = new StringBuilder();
            for (String target : requests.targets()) {
                int colon = target.lastIndexOf(':');
                String answer = twins.ask(
                        kind, words.fill(target.substring(0, colon)), Integer.parseInt(target.substring(colon + 1)));
                if (!answer.equals("?") && !seen.contains(answer)) {
                    seen.add(answer);
                }
                letters.append(answer.equals("?") ? '?' : (char) ('A' + seen.indexOf(answer)));
            }
            return letters.toString();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
