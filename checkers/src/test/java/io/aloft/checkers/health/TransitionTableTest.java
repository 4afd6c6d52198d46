package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.VirtualServerSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state that a virtual server with two real servers can get into, and out of each of them every event. A has two
 * checkers, B one; each has a file that makes its weight 0, 1 or 3. Lines, notifications, the table and the state are those
 * of the oracle.
 */
class TransitionTableTest {

    private static final int[] WEIGHTS = {0, 1, 3};

    static Stream<VirtualServerSpec> configurations() {
        var all = new ArrayList<VirtualServerSpec>();
        for (long[] quorum : new long[][] {{1, 0}, {2, 1}, {4, 3}, {6, 0}}) {
            for (boolean[] inhibit : new boolean[][] {{false, false}, {true, false}, {true, true}}) {
                for (boolean alpha : new boolean[] {false, true}) {
                    RealServerSpec a =
                            Fixtures.real(Fixtures.A, 1, inhibit[0], Fixtures.file(1, false), tcp(alpha), tcp(false));
                    RealServerSpec b = Fixtures.real(Fixtures.B, 1, inhibit[1], Fixtures.file(1, false), tcp(alpha));
                    for (SorryServerSpec sorry : sorryServers(inhibit[0])) {
                        all.add(Fixtures.virtual(quorum[0], quorum[1], sorry, a, b));
                    }
                }
            }
        }
        return all.stream();
    }

    /** None, one that is taken out, one that stays, and one that is A itself and then inhibited as A is. */
    private static List<@Nullable SorryServerSpec> sorryServers(boolean inhibitA) {
        var servers = new ArrayList<@Nullable SorryServerSpec>();
        servers.add(null);
        servers.add(Fixtures.sorry(false));
        servers.add(Fixtures.sorry(true));
        servers.add(new SorryServerSpec(Fixtures.A, Forwarding.NAT, inhibitA));
        return servers;
    }

    private static CheckerSpec tcp(boolean alpha) {
        CheckTiming timing = Fixtures.timing(0, alpha);
        return new CheckerSpec.TcpCheck(Fixtures.connect(), timing);
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void everyEventInEveryStateDoesWhatKeepalivedDoes(VirtualServerSpec spec) {
        HealthTransition started = VirtualServerHealth.starting(spec, HealthContext.DEFAULT, 0);
        var oracle = new KeepalivedOracle(spec);
        compare("start", started, oracle);
        Queue<Pair> open = new ArrayDeque<>(List.of(new Pair(started.next(), oracle)));
        Set<String> seen = new HashSet<>(Set.of(oracle.key()));
        while (!open.isEmpty()) {
            Pair from = open.remove();
            for (Event event : events()) {
                KeepalivedOracle expected = from.oracle.copy();
                event.happensTo(expected);
                HealthTransition actual = from.health.on(event.event(), 0);
                compare(event + " in " + from.oracle.key(), actual, expected);
                if (seen.add(expected.key())) {
                    open.add(new Pair(actual.next(), expected));
                }
            }
        }
        assertThat(seen).as("states").hasSizeGreaterThan(50);
    }

    @Test
    void theWalkLeavesNothingOut() {
        assertThat(configurations()).hasSize(4 * 3 * 2 * 4);
        assertThat(events()).hasSize(3 * 2 + 2 * 3);
    }

    private static void compare(String what, HealthTransition actual, KeepalivedOracle expected) {
        VirtualServerHealth health = actual.next();
        Map<String, Integer> table = new TreeMap<>();
        health.pool().forEach(member -> table.put(member.endpoint().toString(), member.weight()));
        List<String> told = actual.changes().stream().map(HealthChange::record).toList();
        boolean same = actual.lines().equals(expected.lines())
                && told.equals(expected.told())
                && table.equals(expected.table())
                && health.quorumUp() == expected.quorumUp()
                && health.sorryServerInUse() == expected.sorryAlive()
                && health.realServers().get(0).alive() == expected.alive(0)
                && health.realServers().get(1).alive() == expected.alive(1);
        if (!same) {
            assertThat(actual.lines()).as("%s: lines", what).isEqualTo(expected.lines());
            assertThat(told).as("%s: notifications", what).isEqualTo(expected.told());
            assertThat(table).as("%s: table", what).isEqualTo(expected.table());
            assertThat(health.quorumUp()).as("%s: quorum", what).isEqualTo(expected.quorumUp());
            throw new AssertionError(what + ": " + health.realServers() + " is not " + expected.key());
        }
    }

    private static List<Event> events() {
        var events = new ArrayList<Event>();
        for (boolean passed : new boolean[] {true, false}) {
            events.add(new Event(0, 1, passed, 0));
            events.add(new Event(0, 2, passed, 0));
            events.add(new Event(1, 1, passed, 0));
        }
        for (int weight : WEIGHTS) {
            events.add(new Event(0, 0, true, weight));
            events.add(new Event(1, 0, true, weight));
        }
        return events;
    }

    private record Pair(VirtualServerHealth health, KeepalivedOracle oracle) {}

    /** A checker's result; number 0 is the file. */
    private record Event(int real, int checker, boolean passed, int weight) {
        HealthEvent event() {
            CheckResult verdict = passed ? new CheckResult.Passed("TCP") : new CheckResult.Failed("TCP");
            CheckResult result = checker == 0 ? new CheckResult.FileValue(weight - 1) : verdict;
            return new HealthEvent.CheckFinished(real, checker, result, 0);
        }

        void happensTo(KeepalivedOracle oracle) {
            if (checker == 0) {
                oracle.weight(real, weight);
            } else {
                oracle.check(real, checker, passed);
            }
        }
    }
}
