package io.aloft.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.aloft.vrrp.sim.Interposer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each seed draws 2 to 5 directors and what befalls them; the invariants look at every step. A million seeds:
 * {@code -Daloft.sim.seeds=1000000}. A seed that a report names: {@code -Daloft.sim.first=SEED -Daloft.sim.seeds=1}.
 */
class LanSimulationTest {

    private static final long FIRST = Long.getLong("aloft.sim.first", 1);
    private static final long SEEDS = Long.getLong("aloft.sim.seeds", 10_000);

    private static final int THREADS = 2;

    /** A broken rule shows in one of so many seeds, or the simulation is too tame. */
    private static final long SEEDS_FOR_A_DEFECT = 300;

    @Test
    void everySeedKeepsTheInvariantsAndTogetherTheyMeetEverything() throws Exception {
        var met = new Tally();
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Tally>> parts = new ArrayList<>();
            for (int part = 0; part < THREADS; part++) {
                long first = FIRST + part;
                parts.add(threads.submit(() -> runEverySecond(first)));
            }
            for (Future<Tally> part : parts) {
                met.add(part.get());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%d seeds at %.0f a second: %s%n", SEEDS, SEEDS / seconds, met);
        if (SEEDS >= 100) {
            // Every scenario ends in a calm that lasts longer than settling may take; some have authentication headers
            // only.
            assertThat(met.settledSimulations).isGreaterThan(SEEDS * 85 / 100);
            assertThat(met.takeovers).isGreaterThan(SEEDS);
            assertThat(met.yields).isGreaterThan(SEEDS);
            assertThat(met.faults).isGreaterThan(SEEDS / 2);
            assertThat(met.rivalries).isGreaterThan(SEEDS);
            assertThat(met.framesLost).isGreaterThan(SEEDS);
            assertThat(met.groupChanges).isGreaterThan(SEEDS / 2);
            assertThat(met.leasesEnded).isGreaterThan(SEEDS / 20);
        }
    }

    private static Tally runEverySecond(long first) {
        var met = new Tally();
        for (long seed = first; seed < FIRST + SEEDS; seed += THREADS) {
            Outcome outcome = Simulation.run(ScenarioGenerator.draw(seed));
            if (outcome.breach().isPresent()) {
                Outcome smallest = Shrinker.shrink(outcome, Interposer.NONE);
                fail("%s%n%nwith all its incidents:%n%s".formatted(smallest.report(), outcome.report()));
            }
            met.add(outcome.tally());
        }
        return met;
    }

    @Test
    void theSameSeedGivesTheSameTimeLine() {
        for (long seed = 1; seed <= 50; seed++) {
            String once =
                    Simulation.run(ScenarioGenerator.draw(seed)).timeLine().toString();
            String again =
                    Simulation.run(ScenarioGenerator.draw(seed)).timeLine().toString();
            String other =
                    Simulation.run(ScenarioGenerator.draw(seed + 1)).timeLine().toString();
            assertThat(again).isEqualTo(once).isNotEqualTo(other);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DEAF_AS_MASTER, RankDecides",
        "DEAF_AS_BACKUP, MasterDownOnTime",
        "KEEPS_ADDRESSES, AddressesFollowState",
        "FORGETS_ADDRESSES, AddressesFollowState",
        "STOPS_SILENTLY, PriorityZeroOnLeaving",
        "STOPS_WHEN_IT_YIELDS, PriorityZeroOnLeaving",
        "LATE, MasterDownOnTime",
        "DEADLINE_IN_THE_PAST, DeadlineAhead",
        "IGNORES_FAULTS, OnlyTheFitTakePart",
        "NEVER_PREEMPTS, MasterDownOnTime",
        "SLEEPWALKS, ListensAfterFreeze",
        "FORGETS_DROPS, MasterDownOnTime",
        "PREEMPTS_ANYWAY, NobodyPreemptsUnderNopreempt",
        "FORGETS_WEIGHTS, PriorityAddsUp",
        "NEVER_LEASES, LeaseEndsWithItsOwner",
        "NEVER_REFRESHES, LeaseEndsWithItsOwner",
        "NEVER_LEARNS, MasterDownOnTime",
        "KEEPS_OLD_ADDRESSES, AddressesFollowState",
        "SPLITS_GROUPS, GroupTogether",
        "GROUP_NEVER_RISES, NoLongSilence"
    })
    void aBrokenRuleIsCaughtByTheInvariantThatIsAboutIt(BrokenRouter broken, String invariant) {
        for (long seed = 1; seed <= SEEDS_FOR_A_DEFECT; seed++) {
            Scenario scenario = ScenarioGenerator.draw(seed);
            List<Invariant> alone = Invariant.all(scenario).stream()
                    .filter(one -> one.getClass().getSimpleName().equals(invariant))
                    .toList();
            assertThat(alone).hasSize(1);
            if (Simulation.run(scenario, broken, alone).breach().isPresent()) {
                return;
            }
        }
        fail(invariant + " did not notice " + broken + " in " + SEEDS_FOR_A_DEFECT + " seeds");
    }

    /** Those about the network see the effect of a defect too, without the help of the rules about single steps. */
    @ParameterizedTest
    @CsvSource({"DEAF_AS_MASTER, OneMasterWhenSettled", "NEVER_PREEMPTS, OneMasterWhenSettled", "ASLEEP, NoLongSilence"
    })
    void theRulesAboutTheWholeNetworkCatchItToo(BrokenRouter broken, String invariant) {
        Optional<Outcome> failed = Optional.empty();
        for (long seed = 1; seed <= SEEDS_FOR_A_DEFECT && failed.isEmpty(); seed++) {
            Scenario scenario = ScenarioGenerator.draw(seed);
            failed = Optional.of(Simulation.run(scenario, broken, Invariant.ofTheNetwork(scenario)))
                    .filter(outcome -> outcome.breach().isPresent());
        }
        assertThat(failed.orElseThrow().breach().orElseThrow().invariant()).isEqualTo(invariant);
    }

    @Test
    void aFailureIsReportedWithSeedConfigurationAndTimeLineAndShrinks() {
        Outcome failed = firstFailure(BrokenRouter.KEEPS_ADDRESSES);
        Outcome smallest = Shrinker.shrink(failed, BrokenRouter.KEEPS_ADDRESSES);
        assertThat(smallest.breach().map(Outcome.Breach::invariant))
                .isEqualTo(failed.breach().map(Outcome.Breach::invariant));
        assertThat(smallest.scenario().incidents().size())
                .isLessThan(failed.scenario().incidents().size());
        assertThat(smallest.report())
                .contains("seed " + failed.scenario().seed())
                .contains("VI_51 v")
                .contains("Start[node=")
                .contains("BROKEN at ")
                .contains("AddressesFollowState");
    }

    private static Outcome firstFailure(Interposer routers) {
        for (long seed = 1; seed <= SEEDS_FOR_A_DEFECT; seed++) {
            Outcome outcome = Simulation.run(ScenarioGenerator.draw(seed), routers);
            if (outcome.breach().isPresent()) {
                return outcome;
            }
        }
        return fail("no invariant noticed " + routers + " in " + SEEDS_FOR_A_DEFECT + " seeds");
    }
}
