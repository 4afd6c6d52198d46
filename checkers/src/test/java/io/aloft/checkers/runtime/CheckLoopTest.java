package io.aloft.checkers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.health.CheckedServer;
import io.aloft.checkers.health.HealthStatus;
import io.aloft.checkers.health.ServerOverride;
import io.aloft.checkers.kernel.KernelPlan;
import io.aloft.checkers.table.Pool;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.TlsClientSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In virtual time; delay_loop is 10 s, delay_before_retry 3 s, retry 1, warmup 0 unless a test says otherwise. */
class CheckLoopTest {

    private final FakeTimers timers = new FakeTimers();
    private final List<FakeChecker> made = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, String> pools = new LinkedHashMap<>();
    private int kernelChanges;
    private final CheckLoop loop = new CheckLoop(
            timers, new Maker(), new Kernel(), change -> told.add(change.record() + " " + pools), new Half());

    private final class Maker implements CheckerMaker {
        @Override
        public HealthChecker create(CheckedServer server, CheckerSpec.Polled spec) {
            var checker = new FakeChecker(timers);
            made.add(checker);
            return checker;
        }

        @Override
        public void useCertificate(@Nullable TlsClientSpec spec) {
            told.add("certificate");
        }
    }

    private final class Kernel implements KernelPort {
        @Override
        public void serve(KernelPlan plan) {
            pools.clear();
            plan.pools().forEach(this::keep);
        }

        @Override
        public void change(Pool pool) {
            kernelChanges++;
            keep(pool);
        }

        private void keep(Pool pool) {
            String members = pool.members().stream()
                    .map(member -> member.endpoint() + "=" + member.weight())
                    .toList()
                    .toString();
            pools.put(pool.virtualServer().key().toString(), members);
        }

        @Override
        public void afterAll(Runnable task) {
            task.run();
        }
    }

    /** Always the middle. */
    private static final class Half implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound / 2;
        }
    }

    private void serve(Farm farm) {
        loop.serve(farm.image());
    }

    private String pool() {
        return pools.values().iterator().next();
    }

    @Test
    void firstCheckComesASecondAfterTheStartPlusAPartOfTheWarmup() {
        serve(new Farm().tcp(1).server(Farm.A));
        serve(new Farm().tcp(1).server(Farm.A));
        timers.pass(25);
        assertThat(made).hasSize(1);
        assertThat(made.getFirst().seconds()).containsExactly(1.0, 11.0, 21.0);

        var warm = new CheckLoopTest();
        warm.serve(new Farm().warmup(8).tcp(1).server(Farm.A));
        warm.timers.pass(16);
        assertThat(warm.made.getFirst().seconds()).containsExactly(5.0, 15.0);
    }

    @Test
    void delayCountsFromTheEndOfACheckAndRetriesComeSooner() {
        serve(new Farm().tcp(1).server(Farm.A));
        timers.pass(1);
        FakeChecker checker = made.getFirst();
        checker.slow(true);
        timers.pass(14);
        assertThat(checker.underWay()).isEqualTo(1);
        checker.passing(false);
        checker.finish();
        timers.pass(3.5);
        checker.finish();
        timers.pass(20);
        assertThat(checker.seconds()).containsExactly(1.0, 11.0, 18.0, 28.5);
        assertThat(told.getLast()).startsWith("VS [10.9.9.9]:tcp:80 DOWN");
    }

    @Test
    void oneSlowServerDelaysNobody() {
        serve(new Farm().tcp(1).server(Farm.A).server(Farm.B));
        made.getFirst().slow(true);
        timers.pass(100);
        assertThat(made.get(0).seconds()).hasSize(1);
        assertThat(made.get(1).seconds()).hasSize(10);
        assertThat(loop.worstLatenessNanos()).isZero();
        assertThat(loop.checksFinished()).isEqualTo(10);
    }

    @Test
    void thousandServersThatFailAtOnceAreOneChangeForTheKernel() {
        var farm = new Farm().tcp(1);
        for (int i = 0; i < 1000; i++) {
            farm.server("10.2." + i / 250 + "." + (1 + i % 250));
        }
        serve(farm);
        made.forEach(checker -> checker.passing(false));
        timers.pass(5);
        assertThat(pool()).isEqualTo("[]");
        assertThat(kernelChanges).isEqualTo(1);
        assertThat(told).hasSize(1 + 1000 + 1);
    }

    @Test
    void checkUnderWayAtAReloadCountsAfterIt() {
        serve(new Farm().tcp(1).server(Farm.A));
        made.getFirst().slow(true);
        made.getFirst().passing(false);
        timers.pass(2);
        serve(new Farm().tcp(1).server(Farm.B).server(Farm.A));
        assertThat(made.getFirst().closed()).isFalse();
        made.getFirst().finish();
        timers.settle();
        assertThat(pool()).isEqualTo("[10.1.2.11:80=1]");
        assertThat(told.getLast()).startsWith("RS [10.1.1.11]:tcp:80 [10.9.9.9]:tcp:80 DOWN");
        assertThat(made).as("only the new server got a checker").hasSize(2);
    }

    @Test
    void checkOfAServerThatAReloadRemovedCountsNoMore() {
        serve(new Farm().tcp(1).server(Farm.A).server(Farm.B));
        made.getFirst().slow(true);
        made.getFirst().passing(false);
        timers.pass(2);
        serve(new Farm().tcp(1).server(Farm.B));
        told.clear();
        assertThat(made.getFirst().closed()).isTrue();
        made.getFirst().finish();
        timers.pass(60);
        assertThat(told).isEmpty();
        assertThat(made.getFirst().seconds()).hasSize(1);
    }

    @Test
    void reloadKeepsTheRhythmOfCheckersThatStay() {
        serve(new Farm().tcp(1).server(Farm.A));
        for (int i = 0; i < 10; i++) {
            timers.pass(5);
            serve(new Farm().tcp(1).server(Farm.A));
        }
        assertThat(made.getFirst().seconds()).containsExactly(1.0, 11.0, 21.0, 31.0, 41.0);
    }

    @Test
    void otherTimingIsAnotherSeries() {
        serve(new Farm().tcp(1).server(Farm.A));
        timers.pass(2);
        serve(new Farm().tcp(2).server(Farm.A));
        assertThat(made.getFirst().closed()).isTrue();
        timers.pass(2);
        assertThat(made.get(1).seconds()).containsExactly(3.0);
        made.get(1).passing(false);
        timers.pass(13);
        assertThat(pool())
                .as("it had passed before, so its failures are tolerated")
                .isEqualTo("[10.1.1.11:80=1]");
    }

    @Test
    void virtualServerThatIsGoneLeavesAndANewOneComes() {
        serve(new Farm().tcp(1).server(Farm.A));
        told.clear();
        serve(new Farm().port(81).tcp(1).server(Farm.A));
        assertThat(pools.keySet()).containsExactly("[10.9.9.9]:tcp:81");
        assertThat(told)
                .extracting(line -> line.substring(0, line.indexOf('{') - 1))
                .containsExactly(
                        "RS [10.1.1.11]:tcp:80 [10.9.9.9]:tcp:80 DOWN",
                        "VS [10.9.9.9]:tcp:80 DOWN",
                        "VS [10.9.9.9]:tcp:81 UP");
    }

    @Test
    void suspendedServersAreNotCheckedAndStayAsTheyAre() {
        loop.addressChanged(Farm.VIP, 1);
        serve(new Farm().haSuspend().tcp(1).server(Farm.A));
        timers.pass(2);
        FakeChecker checker = made.getFirst();
        checker.passing(false);
        loop.addressChanged(Farm.VIP, 2);
        loop.addressChanged(Farm.VIP, 0);
        assertThat(loop.status().virtualServers().getFirst().suspended()).isTrue();
        timers.pass(40);
        assertThat(checker.seconds()).hasSize(1);
        assertThat(pool()).isEqualTo("[10.1.1.11:80=1]");
        loop.addressChanged(Farm.VIP, 1);
        timers.pass(20);
        assertThat(checker.seconds()).as("they had gone on to wait").startsWith(1.0, 51.0);
        assertThat(pool()).isEqualTo("[]");
    }

    @Test
    void checksOfAServerWhoseAddressIsElsewhereDoNotBegin() {
        serve(new Farm().haSuspend().tcp(1).server(Farm.A));
        timers.pass(100);
        assertThat(made.getFirst().seconds()).isEmpty();
        assertThat(pool()).isEqualTo("[10.1.1.11:80=1]");
    }

    @Test
    void numberInAFileCountsBeforeAndAfterTheStart() {
        loop.fileChanged("load", 4);
        serve(new Farm().checker(Farm.file("load")).server(Farm.A));
        assertThat(pool()).isEqualTo("[10.1.1.11:80=5]");
        loop.fileChanged("load", 6);
        loop.fileChanged("other", 9);
        timers.settle();
        assertThat(pool()).isEqualTo("[10.1.1.11:80=7]");
        serve(new Farm().checker(Farm.file("other")).server(Farm.A));
        assertThat(pool()).isEqualTo("[10.1.1.11:80=10]");
    }

    @Test
    void newBfdCheckerHearsWhatItsSessionSaidBefore() {
        loop.bfdChanged("peer", true);
        serve(new Farm().checker(Farm.bfd("peer")).server(Farm.A));
        timers.settle();
        assertThat(pool()).isEqualTo("[10.1.1.11:80=1]");
        loop.bfdChanged("peer", false);
        timers.settle();
        assertThat(pool()).isEqualTo("[]");
        serve(new Farm().checker(Farm.bfd("peer")).server(Farm.A).server(Farm.B));
        timers.settle();
        assertThat(pool()).isEqualTo("[]");
        HealthStatus.RealServer server =
                loop.status().virtualServers().getFirst().realServers().getLast();
        assertThat(server.lastFailure()).isNotNull();
    }

    @Test
    void overrideSurvivesAReload() {
        serve(new Farm().tcp(1).server(Farm.A).server(Farm.B));
        assertThat(loop.override(Farm.key(80), Farm.endpoint(Farm.A), new ServerOverride.Drain()))
                .isTrue();
        assertThat(loop.override(Farm.key(80), Farm.endpoint("10.7.7.7"), new ServerOverride.Drain()))
                .isFalse();
        assertThat(loop.override(Farm.key(99), Farm.endpoint(Farm.A), new ServerOverride.Drain()))
                .isFalse();
        timers.settle();
        assertThat(pool()).isEqualTo("[10.1.1.11:80=0, 10.1.2.11:80=1]");
        serve(new Farm().tcp(1).server(Farm.B).server(Farm.A));
        assertThat(pool()).isEqualTo("[10.1.2.11:80=1, 10.1.1.11:80=0]");
        loop.override(Farm.key(80), Farm.endpoint(Farm.A), new ServerOverride.Weight(7));
        timers.settle();
        assertThat(pool()).isEqualTo("[10.1.2.11:80=1, 10.1.1.11:80=7]");
        loop.override(Farm.key(80), Farm.endpoint(Farm.A), new ServerOverride.Enable());
        timers.settle();
        assertThat(pool()).isEqualTo("[10.1.2.11:80=1, 10.1.1.11:80=1]");
    }

    @Test
    void slowStartGivesAServerItsWeightInSteps() {
        serve(new Farm().weight(11).slowStart(10).tcp(0).server(Farm.A));
        assertThat(pool()).as("not at the start of the program").isEqualTo("[10.1.1.11:80=11]");
        made.getFirst().passing(false);
        timers.pass(2);
        made.getFirst().passing(true);
        timers.pass(9);
        assertThat(pool()).isEqualTo("[10.1.1.11:80=1]");
        assertThat(told.getLast()).as("the quorum counts all of it").startsWith("VS [10.9.9.9]:tcp:80 UP");
        timers.pass(3);
        assertThat(pool()).isEqualTo("[10.1.1.11:80=4]");
        serve(new Farm().weight(11).slowStart(10).tcp(0).server(Farm.A));
        timers.pass(6);
        assertThat(pool()).isEqualTo("[10.1.1.11:80=10]");
        timers.pass(1);
        assertThat(pool()).isEqualTo("[10.1.1.11:80=11]");
        kernelChanges = 0;
        timers.pass(5);
        assertThat(kernelChanges).isZero();
    }

    @Test
    void equalChecksAreOneProbeWhenSharedAndTheResultIsForAll() {
        var first = new Farm().shared().tcp(1).server(Farm.A);
        serve(first.and(new Farm().port(81).tcp(1).server(Farm.A).server(Farm.B)));
        assertThat(made).as("one of A and one of B").hasSize(2);
        made.getFirst().passing(false);
        timers.pass(1);
        assertThat(pools.toString()).isEqualTo("{[10.9.9.9]:tcp:80=[], [10.9.9.9]:tcp:81=[10.1.2.11:80=1]}");
        made.getFirst().passing(true);
        timers.pass(10);
        assertThat(pools.values()).containsExactly("[10.1.1.11:80=1]", "[10.1.1.11:80=1, 10.1.2.11:80=1]");
        assertThat(made.getFirst().seconds()).containsExactly(1.0, 11.0);
    }

    @Test
    void resultThatOneCheckerCannotTakeIsForTheOthersNevertheless() {
        var first = new Farm().shared().tcp(1).server(Farm.A);
        serve(first.and(new Farm().port(81).tcp(1).server(Farm.A)));
        // No TCP_CHECK ever ends so: a defect.
        made.getFirst().ending(new CheckResult.FileValue(7));
        timers.pass(1);
        assertThat(loop.checksFinished()).isEqualTo(2);
        made.getFirst().ending(null);
        timers.pass(10);
        assertThat(made.getFirst().seconds()).containsExactly(1.0, 11.0);
    }

    @Test
    void sharingCanBeSwitchedOnAndOffByAReload() {
        var apart =
                new Farm().tcp(1).server(Farm.A).and(new Farm().port(81).tcp(1).server(Farm.A));
        var together = new Farm()
                .shared()
                .tcp(1)
                .server(Farm.A)
                .and(new Farm().port(81).tcp(1).server(Farm.A));
        serve(apart);
        assertThat(made).hasSize(2);
        serve(together);
        assertThat(made.get(1).closed()).isTrue();
        timers.pass(2);
        assertThat(made.get(0).seconds()).hasSize(1);
        serve(apart);
        timers.pass(10);
        assertThat(made).hasSize(3);
        assertThat(made.get(2).seconds()).containsExactly(11.0);
        assertThat(made.get(0).seconds()).containsExactly(1.0, 11.0);
    }

    @Test
    void sharedProbeWithSeveralTargetsServesThoseWhoWaitForTheSame() {
        var farm = new Farm().shared().http("/a", "/b").server(Farm.A);
        serve(farm);
        timers.pass(2);
        serve(farm.and(new Farm().port(81).http("/a", "/b").server(Farm.A)));
        timers.pass(40);
        assertThat(made).hasSize(1);
        HealthStatus status = loop.status();
        assertThat(status.virtualServers())
                .allSatisfy(each -> assertThat(each.realServers()
                                .getFirst()
                                .checkers()
                                .getFirst()
                                .hasRun())
                        .isTrue());
    }

    @Test
    void statusTellsTheLastFailureAndTheLatency() {
        serve(new Farm().tcp(1).server(Farm.A));
        made.getFirst().slow(true);
        timers.pass(1);
        timers.pass(0.25);
        made.getFirst().passing(false);
        made.getFirst().finish();
        timers.pass(10);
        made.getFirst().passing(true);
        timers.pass(0.5);
        made.getFirst().finish();
        timers.pass(4);
        HealthStatus.VirtualServer virtual = loop.status().virtualServers().getFirst();
        HealthStatus.RealServer server = virtual.realServers().getFirst();
        HealthStatus.Checker checker = server.checkers().getFirst();
        assertThat(virtual.quorumUp()).isTrue();
        assertThat(server.alive()).isTrue();
        assertThat(checker.latencyNanos()).isEqualTo(500_000_000);
        assertThat(server.lastFailure()).isEqualTo(new HealthStatus.Failure("refused", 250_000_000, 14_500_000_000L));
        serve(new Farm().tcp(1).server(Farm.A));
        assertThat(loop.status()
                        .virtualServers()
                        .getFirst()
                        .realServers()
                        .getFirst()
                        .lastFailure())
                .as("a reload forgets nothing")
                .isEqualTo(server.lastFailure());
    }

    @Test
    void certificateIsReadAgainByEveryReload() {
        Farm farm = new Farm().certificate("/etc/client.pem").tls().server(Farm.A);
        serve(farm);
        timers.pass(2);
        made.getFirst().passing(false);
        serve(farm);
        assertThat(told).filteredOn("certificate"::equals).hasSize(2);
        assertThat(made.getFirst().closed()).isTrue();
        timers.pass(10);
        assertThat(made.get(1).seconds()).as("at its time").containsExactly(11.0);
        serve(new Farm().tls().server(Farm.A));
        assertThat(made).hasSize(3);
        serve(new Farm().tls().server(Farm.A));
        assertThat(made).hasSize(3);
    }

    @Test
    void checkerThatThrowsIsTriedAgainAfterItsDelay() {
        var broken = new CheckLoop(
                timers,
                new CheckerMaker() {
                    @Override
                    public HealthChecker create(CheckedServer server, CheckerSpec.Polled spec) {
                        return (_, _) -> {
                            told.add("tried");
                            throw new IllegalStateException("broken");
                        };
                    }

                    @Override
                    public void useCertificate(@Nullable TlsClientSpec spec) {}
                },
                new Kernel(),
                _ -> {},
                new Half());
        broken.serve(new Farm().tcp(1).server(Farm.A).image());
        timers.pass(30);
        assertThat(told).containsExactly("tried", "tried", "tried");
        assertThat(pool()).isEqualTo("[10.1.1.11:80=1]");
    }

    @Test
    void nothingHappensAfterTheEnd() {
        serve(new Farm().tcp(1).server(Farm.A));
        made.getFirst().slow(true);
        timers.pass(1);
        loop.stop(false);
        made.getFirst().finish();
        serve(new Farm().tcp(1).server(Farm.B));
        timers.pass(60);
        assertThat(made).hasSize(1);
        assertThat(timers.waiting()).isZero();
    }
}
