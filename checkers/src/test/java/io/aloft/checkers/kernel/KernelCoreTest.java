package io.aloft.checkers.kernel;

import static io.aloft.checkers.table.Pools.endpoint;
import static io.aloft.checkers.table.Pools.group;
import static io.aloft.checkers.table.Pools.groupOf;
import static io.aloft.checkers.table.Pools.member;
import static io.aloft.checkers.table.Pools.pool;
import static io.aloft.checkers.table.Pools.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.table.Pool;
import io.aloft.checkers.table.Pools;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.LvsGlobals.Flush;
import io.aloft.model.lvs.LvsGlobals.Timeouts;
import io.aloft.model.lvs.TransportProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelCoreTest {

    private static final long SECOND = 1_000_000_000;
    private static final String WEB = "10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1";
    private static final String FOREIGN = "10.9.9.9:tcp:99 rr:";

    private final FakeKernel kernel = new FakeKernel();
    private final FakeFilter filter = new FakeFilter();
    private final KernelCore core = new KernelCore(kernel, filter);
    private long now = 42 * SECOND;

    private void serve(Pool... pools) {
        serve(globals(false, Flush.OWN, Timeouts.KERNEL), pools);
    }

    private void serve(LvsGlobals globals, Pool... pools) {
        core.serve(new KernelPlan(globals, List.of(groupOf("web", 80, "10.9.9.8-10.9.9.9")), Arrays.asList(pools)));
        core.work(now);
    }

    private void change(Pool pool) {
        core.change(pool);
        core.work(now);
    }

    private void workAfter(long seconds) {
        now += seconds * SECOND;
        core.work(now);
    }

    private static LvsGlobals globals(boolean flushAtStart, Flush flushOnStop, Timeouts timeouts) {
        return Pools.globals(timeouts, flushAtStart, flushOnStop, null, null);
    }

    @Test
    void onlyChangesReachTheKernel() {
        serve(pool(tcp(80), 11, 12), pool(tcp(81), 11));
        assertThat(kernel.lines())
                .containsExactly(
                        "10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1 10.1.1.12:80=1", "10.9.9.9:tcp:81 wrr: 10.1.1.11:80=1");
        kernel.takeCommands();

        change(pool(tcp(80), 11, 12));
        change(pool(tcp(81), 12));
        assertThat(kernel.takeCommands())
                .containsExactly(
                        new IpvsCommand.AddDestination(key(81), destination(12)),
                        new IpvsCommand.DeleteDestination(
                                key(81), destination(11).endpoint()));
    }

    @Test
    void startWithTenThousandServicesIsOneBatch() {
        var pools = new ArrayList<Pool>();
        for (int port = 1; port <= 10_000; port++) {
            pools.add(pool(tcp(port), 11, 12, 13, 14));
        }
        serve(pools.toArray(Pool[]::new));
        assertThat(kernel.lines()).hasSize(10_000);
        assertThat(kernel.batches()).isEqualTo(1);
        assertThat(kernel.reads())
                .as("the table is read once, before it is written")
                .isEqualTo(1);
    }

    @Test
    void leftOversOfAnEarlierLifeAreCorrectedAndForeignServicesLeftAlone() {
        kernel.meddle(new IpvsCommand.AddService(service(80, "rr")));
        kernel.meddle(new IpvsCommand.AddDestination(key(80), destination(66)));
        foreignService();
        serve(pool(tcp(80), 11));
        assertThat(kernel.lines()).containsExactly(WEB, FOREIGN);
        core.stop(false);
        assertThat(kernel.lines()).containsExactly(FOREIGN);
    }

    @Test
    void flushAtStartTakesForeignServicesTooButOnlyAtTheFirstStart() {
        foreignService();
        serve(globals(true, Flush.OWN, Timeouts.KERNEL), pool(tcp(80), 11));
        assertThat(kernel.lines()).containsExactly(WEB);

        foreignService();
        serve(globals(true, Flush.OWN, Timeouts.KERNEL), pool(tcp(80), 11));
        kernel.disconnect();
        workAfter(TableSweep.PERIOD_SECONDS);
        workAfter(1);
        assertThat(kernel.opened()).isEqualTo(2);
        assertThat(kernel.lines()).containsExactlyInAnyOrder(WEB, FOREIGN);
    }

    @Test
    void flushOnStopTakesEverythingInOneCommand() {
        foreignService();
        serve(globals(false, Flush.EVERYTHING, Timeouts.KERNEL), pool(tcp(80), 11));
        kernel.takeCommands();
        core.stop(false);
        assertThat(kernel.takeCommands()).containsExactly(new IpvsCommand.Flush());
        assertThat(kernel.lines()).isEmpty();
    }

    @Test
    void flushOnStopOfVirtualServersTakesOursAtOnce() {
        foreignService();
        serve(globals(false, Flush.OWN_AT_ONCE, Timeouts.KERNEL), pool(tcp(80), 11), pool(tcp(81), 11));
        kernel.takeCommands();
        core.stop(false);
        assertThat(kernel.takeCommands())
                .containsExactly(new IpvsCommand.DeleteService(key(80)), new IpvsCommand.DeleteService(key(81)));
        assertThat(kernel.lines()).containsExactly(FOREIGN);
    }

    @Test
    void servicesCanBeLeftBehind() {
        serve(globals(false, Flush.EVERYTHING, Timeouts.KERNEL), pool(tcp(80), 11));
        core.stop(true);
        assertThat(kernel.lines()).containsExactly(WEB);
        assertThat(kernel.closed()).isEqualTo(1);
    }

    @Test
    void stopOpensALostConnectionOnceMore() {
        serve(pool(tcp(80), 11));
        kernel.loadModule(false);
        workAfter(TableSweep.PERIOD_SECONDS);
        kernel.loadModule(true);
        kernel.meddle(new IpvsCommand.AddService(service(80, "wrr")));
        core.stop(false);
        assertThat(kernel.lines()).isEmpty();
    }

    @Test
    void reloadRemovesOnlyWhatNobodyWantsAnyMore() {
        var first = pool(group("web", 0, TransportProtocol.TCP), 11);
        var second = pool(tcp(80), 12);
        serve(first, second);
        assertThat(kernel.lines())
                .containsExactly(
                        "10.9.9.8:tcp:80 wrr: 10.1.1.11:80=1", "10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1 10.1.1.12:80=1");
        serve(second);
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:80 wrr: 10.1.1.12:80=1");
        serve();
        assertThat(kernel.lines()).isEmpty();
        assertThat(core.retryAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusedCommandIsCountedShownAndTriedAgainLessAndLessOften() {
        kernel.refuse(IpvsCommand.AddDestination.class::isInstance);
        serve(pool(tcp(80), 11));
        assertThat(core.status().degraded()).isTrue();
        assertThat(core.status().refused())
                .containsExactly(new KernelStatus.Refused(
                        "10.9.9.9:tcp:80",
                        "IPVS cmd IP_VS_SO_SET_ADDDEST(1159) error: Invalid operation.  Possibly wrong module version,"
                                + " address not unicast, ...(22) (10.9.9.9:tcp:80 ->"
                                + " 10.1.1.11:80)"));
        for (long seconds : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(core.retryAt()).isLessThanOrEqualTo(now + seconds * SECOND);
            kernel.takeCommands();
            workAfter(seconds - 1);
            assertThat(kernel.takeCommands()).isEmpty();
            workAfter(1);
            assertThat(kernel.takeCommands()).containsExactly(new IpvsCommand.AddDestination(key(80), destination(11)));
        }
        kernel.refuse(_ -> false);
        workAfter(30);
        assertThat(kernel.lines()).containsExactly(WEB);
        assertThat(core.status().refusals()).isEqualTo(8);
        assertThat(core.status().degraded()).isFalse();
    }

    @Test
    void schedulerThatTheKernelLacksIsToldForTheServiceAndItComesWithTheModule() {
        serve(pool(tcp(80), "twos", member(11, 1), member(12, 1)), pool(tcp(81), 11));
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:81 wrr: 10.1.1.11:80=1");
        assertThat(core.status().refusedServices()).isEqualTo(1);
        assertThat(core.status().refused().getFirst().reason())
                .contains("Scheduler or persistence engine not found(2) (10.9.9.9:tcp:80)", "ip_vs_twos");
        kernel.addScheduler("twos");
        workAfter(1);
        assertThat(kernel.lines())
                .containsExactlyInAnyOrder(
                        "10.9.9.9:tcp:80 twos: 10.1.1.11:80=1 10.1.1.12:80=1", "10.9.9.9:tcp:81 wrr: 10.1.1.11:80=1");
    }

    @Test
    void serviceThatSomebodyElseAddedMeanwhileIsTakenOver() {
        serve(pool(tcp(81), 11));
        kernel.meddle(new IpvsCommand.AddService(service(80, "rr")));
        kernel.meddle(new IpvsCommand.AddDestination(key(80), destination(66)));
        serve(pool(tcp(81), 11), pool(tcp(80), 11));
        workAfter(1);
        assertThat(kernel.lines()).contains(WEB);
        assertThat(core.status().degraded()).isFalse();
    }

    @Test
    void refusalOfOneServiceDoesNotHoldUpAnother() {
        kernel.answer(command ->
                command instanceof IpvsCommand.OfService change && change.key().equals(key(80)) ? FakeKernel.EBUSY : 0);
        serve(pool(tcp(80), 11), pool(tcp(81), 11));
        change(pool(tcp(81), 12));
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:81 wrr: 10.1.1.12:80=1");
    }

    @Test
    void removalThatIsRefusedIsTriedAgain() {
        serve(pool(tcp(80), 11));
        kernel.refuse(IpvsCommand.DeleteService.class::isInstance);
        serve();
        assertThat(core.status().degraded()).isTrue();
        kernel.refuse(_ -> false);
        workAfter(1);
        assertThat(kernel.lines()).isEmpty();
        assertThat(core.retryAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void kernelWithoutIpvsIsAskedAgainAndThenGetsTheLatestWish() {
        kernel.loadModule(false);
        serve(pool(tcp(80), 11));
        assertThat(core.retryAt()).isEqualTo(now + SECOND);
        assertThat(core.status().unreachable()).isEqualTo("no IPVS here");
        change(pool(tcp(80), 12));
        kernel.loadModule(true);
        workAfter(0);
        assertThat(kernel.opened()).as("not before it is due").isZero();
        workAfter(1);
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:80 wrr: 10.1.1.12:80=1");
        assertThat(core.status().degraded()).isFalse();
    }

    @Test
    void unloadedModuleIsNoticedWithoutAnyChangeAndEverythingIsPutBackWhenItReturns() {
        serve(globals(false, Flush.OWN, new Timeouts(500, null, null)), pool(tcp(80), 11));
        kernel.loadModule(false);
        workAfter(TableSweep.PERIOD_SECONDS);
        assertThat(core.status().unreachable()).isEqualTo("connection lost");
        kernel.loadModule(true);
        workAfter(1);
        assertThat(kernel.lines()).containsExactly(WEB);
        assertThat(kernel.timeouts()).isEqualTo(new IpvsTimeouts(500, 120, 300));
    }

    @Test
    void answersLostInTheMiddleOfABatchLeaveNothingHalfDone() {
        kernel.loseAnswersAfter(3);
        serve(pool(tcp(80), 11, 12), pool(tcp(81), 11, 12));
        assertThat(core.status().unreachable()).isEqualTo("answers got lost");
        workAfter(1);
        assertThat(kernel.lines())
                .containsExactly(
                        "10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1 10.1.1.12:80=1",
                        "10.9.9.9:tcp:81 wrr: 10.1.1.11:80=1 10.1.1.12:80=1");
        assertThat(core.status().refusals()).isZero();
    }

    @Test
    void withoutVirtualServersTheKernelIsNotEvenAsked() {
        serve(globals(true, Flush.EVERYTHING, new Timeouts(500, null, null)));
        core.stop(false);
        assertThat(kernel.opened()).isZero();
        assertThat(core.retryAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void emptiedTableIsNoticedAndFilledAgain() {
        serve(pool(tcp(80), 11), pool(tcp(81), 11, 12));
        foreignService();
        kernel.takeCommands();
        workAfter(TableSweep.PERIOD_SECONDS);
        assertThat(kernel.takeCommands()).as("nothing was changed").isEmpty();

        kernel.clear();
        foreignService();
        assertThat(core.retryAt()).isEqualTo(now + TableSweep.PERIOD_SECONDS * SECOND);
        workAfter(TableSweep.PERIOD_SECONDS);
        assertThat(kernel.lines())
                .containsExactlyInAnyOrder(WEB, "10.9.9.9:tcp:81 wrr: 10.1.1.11:80=1 10.1.1.12:80=1", FOREIGN);
        assertThat(core.status().foreignChanges()).isEqualTo(2);
        assertThat(core.status().degraded()).isFalse();
    }

    @Test
    void everyKindOfForeignChangeIsPutRight() {
        serve(pool(tcp(80), 11, 12));
        kernel.meddle(new IpvsCommand.SetService(service(80, "rr")));
        kernel.meddle(new IpvsCommand.DeleteDestination(key(80), endpoint("10.1.1.11", 80)));
        kernel.meddle(new IpvsCommand.SetDestination(
                key(80), new IpvsDestination(endpoint("10.1.1.12", 80), new IpvsDestination.Attributes(3, 9, 0, 0))));
        kernel.meddle(new IpvsCommand.AddDestination(key(80), destination(66)));
        workAfter(TableSweep.PERIOD_SECONDS);
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1 10.1.1.12:80=1");
        assertThat(core.status().foreignChanges()).isEqualTo(4);
    }

    @Test
    void oneRefusalHasTheTableLookedAtBeforeItIsDue() {
        serve(pool(tcp(80), 11), pool(tcp(81), 11));
        kernel.clear();
        change(pool(tcp(80), 11, 12));
        workAfter(1);
        assertThat(kernel.lines())
                .containsExactly(
                        "10.9.9.9:tcp:80 wrr: 10.1.1.11:80=1 10.1.1.12:80=1", "10.9.9.9:tcp:81 wrr: 10.1.1.11:80=1");
    }

    /** A read may be asked again of the new module before anybody notices that it is another one. */
    @Test
    void timeoutsComeBackWithTheServicesOfAModuleThatWasLoadedAnewUnnoticed() {
        serve(globals(false, Flush.OWN, new Timeouts(500, null, null)), pool(tcp(80), 11));
        kernel.clear();
        kernel.setTimeouts(new IpvsTimeouts(900, 120, 300));
        workAfter(TableSweep.PERIOD_SECONDS);
        assertThat(kernel.lines()).containsExactly(WEB);
        assertThat(kernel.timeouts()).isEqualTo(new IpvsTimeouts(500, 120, 300));
        assertThat(kernel.opened()).isEqualTo(1);
    }

    @Test
    void timeoutsAreReadBeforeTheFirstChangeAndRestoredByAReloadAndAtTheEnd() {
        kernel.setTimeouts(new IpvsTimeouts(901, 121, 301));
        serve(globals(false, Flush.OWN, new Timeouts(500, null, 0)), pool(tcp(80), 11));
        assertThat(kernel.timeouts()).isEqualTo(new IpvsTimeouts(500, 121, 301));

        serve(globals(false, Flush.OWN, new Timeouts(null, 60, 61)), pool(tcp(80), 11));
        assertThat(kernel.timeouts()).isEqualTo(new IpvsTimeouts(901, 60, 61));

        serve(globals(false, Flush.OWN, Timeouts.KERNEL), pool(tcp(80), 11));
        assertThat(kernel.timeouts()).isEqualTo(new IpvsTimeouts(901, 121, 301));

        serve(globals(false, Flush.OWN, new Timeouts(7, 8, 9)), pool(tcp(80), 11));
        core.stop(false);
        assertThat(kernel.timeouts()).isEqualTo(new IpvsTimeouts(901, 121, 301));
    }

    @Test
    void timeoutsThatNobodyConfiguredAreNotEvenRead() {
        serve(pool(tcp(80), 11));
        core.stop(false);
        assertThat(kernel.takeCommands()).noneMatch(IpvsCommand.SetTimeouts.class::isInstance);
    }

    private void foreignService() {
        kernel.meddle(new IpvsCommand.AddService(service(99, "rr")));
    }

    private static IpvsService service(int port, String scheduler) {
        return new IpvsService(key(port), new IpvsService.Attributes(scheduler, 0, 0, 0xffffffff));
    }

    private static IpvsDestination destination(int host) {
        return new IpvsDestination(endpoint("10.1.1." + host, 80), new IpvsDestination.Attributes(0, 1, 0, 0));
    }

    private static ServiceKey key(int port) {
        return new ServiceKey.ByAddress(6, endpoint("10.9.9.9", port));
    }
}
