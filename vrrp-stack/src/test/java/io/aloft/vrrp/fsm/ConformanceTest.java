package io.aloft.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.vrrp.packet.Advertisement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each directory of {@code conformance} has a configuration, lines of input and what has to come of them, deadlines included:
 * one for every row of the state tables of RFC 5798 section 6.4, and for everything that keepalived does otherwise. {@code
 * -Daloft.write.expected=true} writes {@code expected.txt} anew; read the difference.
 *
 * <p>An input line is {@code SECONDS ROUTER EVENT…}. With {@code run} every deadline up to that time fires and is written
 * down, with {@code skip} it fires only.
 */
class ConformanceTest {

    private static final Path DIRECTORIES = Path.of("src/test/resources/conformance");
    private static final IpAddress OURS = IpAddress.of("10.9.0.5");

    private final Map<VirtualRouter, Long> deadlines = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    static Stream<String> directories() throws IOException {
        try (Stream<Path> found = Files.list(DIRECTORIES)) {
            return found.map(directory -> directory.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("directories")
    void answersAsWritten(String name) throws IOException {
        Path directory = DIRECTORIES.resolve(name);
        var setup = new ConformanceSetup(Files.readAllLines(directory.resolve("config.txt")));
        for (String line : Files.readAllLines(directory.resolve("input.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add("> " + line);
                play(setup, line.split(" +", 4));
            }
        }
        Path expected = directory.resolve("expected.txt");
        if (Boolean.getBoolean("aloft.write.expected")) {
            Files.write(expected, lines, StandardCharsets.UTF_8);
        }
        assertThat(String.join("\n", lines)).isEqualTo(String.join("\n", Files.readAllLines(expected)));
    }

    @Test
    void everyDirectoryIsWholeAndSaysWhereItsRuleIsWritten() throws IOException {
        List<String> all = directories().toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
        for (String name : all) {
            try (Stream<Path> files = Files.list(DIRECTORIES.resolve(name))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as(name)
                        .containsExactlyInAnyOrder("config.txt", "input.txt", "expected.txt");
            }
            assertThat(Files.readAllLines(DIRECTORIES.resolve(name).resolve("config.txt")))
                    .as(name)
                    .first()
                    .asString()
                    .matches("# (RFC 5798 section 6\\.|keepalived: |Aloft: ).*");
        }
    }

    private void play(ConformanceSetup setup, String[] words) {
        long now = ConformanceSetup.nanos(words[0]);
        String rest = words.length > 3 ? words[3] : "";
        switch (words[2]) {
            case "run" -> run(setup, now, true);
            case "skip" -> run(setup, now, false);
            default -> {
                VirtualRouter router = setup.router(words[1]);
                lines.addAll(feed(setup, router, event(setup, router, words[2], rest), now));
            }
        }
    }

    private void run(ConformanceSetup setup, long until, boolean written) {
        while (true) {
            VirtualRouter next = null;
            for (VirtualRouter router : setup.routers()) {
                if (next == null || deadline(router) < deadline(next)) {
                    next = router;
                }
            }
            if (next == null || deadline(next) > until) {
                return;
            }
            long now = deadline(next);
            List<String> answer = feed(setup, next, new RouterEvent.TimePassed(), now);
            if (written) {
                lines.add("  at " + ConformanceLines.time(now));
                lines.addAll(answer);
            }
        }
    }

    private long deadline(VirtualRouter router) {
        return deadlines.getOrDefault(router, VirtualRouter.NEVER);
    }

    private List<String> feed(ConformanceSetup setup, VirtualRouter router, RouterEvent event, long now) {
        Turn turn = setup.feed(router, event, now);
        turn.transitions()
                .forEach(one -> deadlines.put(one.member(), one.transition().nextDeadlineNanos()));
        return ConformanceLines.of(turn);
    }

    private static RouterEvent event(ConformanceSetup setup, VirtualRouter router, String kind, String rest) {
        String[] words = rest.split(" ");
        return switch (kind) {
            case "start" -> new RouterEvent.Startup(fitness(router.spec().priority(), rest));
            case "fitness" ->
                new RouterEvent.FitnessChanged(fitness(Integer.parseInt(words[0]), rest.substring(words[0].length())));
            case "advert" -> new RouterEvent.AdvertisementReceived(advert(words));
            case "time" -> new RouterEvent.TimePassed();
            case "stalled" -> new RouterEvent.Stalled(ConformanceSetup.nanos(words[0]));
            case "dropped" ->
                new RouterEvent.PacketsDropped(Long.parseLong(words[0]), ConformanceSetup.nanos(words[1]));
            case "removed" -> new RouterEvent.AddressRemoved(IpAddress.of(words[0]), words[1]);
            case "refused" -> new RouterEvent.AddressRefused(IpAddress.of(words[0]));
            case "entry-removed" -> new RouterEvent.EntryRemoved(rest);
            case "entry-refused" -> new RouterEvent.EntryRefused(rest);
            case "reload" -> {
                var spec = setup.changed(router.spec().name(), rest);
                yield new RouterEvent.Reconfigured(spec, Fitness.fit(spec.priority(), OURS));
            }
            case "stop" -> new RouterEvent.Shutdown(!rest.equals("keep"));
            default -> throw new IllegalArgumentException("event: " + kind);
        };
    }

    /** Nothing, {@code undecided}, or {@code fault CAUSE[; CAUSE…]}. */
    private static Fitness fitness(int priority, String rest) {
        int fault = rest.indexOf("fault ");
        List<String> faults = fault < 0
                ? List.of()
                : Arrays.asList(rest.substring(fault + "fault ".length()).split("; "));
        return new Fitness(priority, faults, rest.contains("undecided"), OURS);
    }

    /** {@code SENDER PRIORITY [SECONDS]} */
    private static Advertisement advert(String[] words) {
        Duration interval = words.length > 2 ? ConformanceSetup.seconds(words[2]) : Duration.ofSeconds(1);
        return new Advertisement(IpAddress.of(words[0]), Integer.parseInt(words[1]), List.of(), interval);
    }
}
