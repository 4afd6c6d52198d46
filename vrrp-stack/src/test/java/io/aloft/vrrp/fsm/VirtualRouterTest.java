package io.aloft.vrrp.fsm;

import static io.aloft.model.vrrp.VrrpState.BACKUP;
import static io.aloft.model.vrrp.VrrpState.FAULT;
import static io.aloft.model.vrrp.VrrpState.INIT;
import static io.aloft.model.vrrp.VrrpState.MASTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.fsm.RouterAction.AddAddresses;
import io.aloft.vrrp.fsm.RouterAction.Announce;
import io.aloft.vrrp.fsm.RouterAction.Log;
import io.aloft.vrrp.fsm.RouterAction.RemoveAddresses;
import io.aloft.vrrp.fsm.RouterAction.Report;
import io.aloft.vrrp.fsm.RouterAction.SendAdvertisement;
import io.aloft.vrrp.packet.Advertisement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualRouterTest {

    private static final IpAddress OURS = IpAddress.of("10.9.0.5");
    private static final IpAddress LOWER = IpAddress.of("10.9.0.1");
    private static final IpAddress HIGHER = IpAddress.of("10.9.0.9");
    /** (256 − 100) / 256 s. */
    private static final long SKEW = 609_375_000;

    private static final long SECOND = 1_000_000_000;
    private static final long DOWN = 3 * SECOND + SKEW;

    private VirtualRouter router = new VirtualRouter(Specs.router().spec());
    private Transition last = new Transition(INIT, List.of(), 0);

    @Test
    void startsAsBackupAndTakesLeftoverAddressesAway() {
        start(100, 7);
        assertState(BACKUP, 7 + DOWN);
        assertThat(last.actions()).contains(new RemoveAddresses(router.spec().allAddresses()));
        assertThat(lines()).containsExactly("(VI_1) removing VIPs.", "(VI_1) Entering BACKUP STATE (init)");
        assertThat(reported()).isEqualTo(BACKUP);
    }

    @Test
    void ownerIsMasterAtOnceAndKeepsItsAddresses() {
        router = new VirtualRouter(
                Specs.router().priority(255).with(s -> s.startsAsMaster = true).spec());
        start(255, 0);
        assertState(MASTER, SECOND);
        assertThat(last.actions()).noneMatch(a -> a instanceof RemoveAddresses);
        assertThat(lines()).contains("(VI_1) Entering MASTER STATE").noneMatch(line -> line.contains("BACKUP"));
    }

    @Test
    void ownerConfiguredAsBackupWaitsForTheMasterDownTimer() {
        router = new VirtualRouter(Specs.router().priority(255).spec());
        start(255, 0);
        assertState(BACKUP, 3 * SECOND + SECOND / 256);
    }

    @Test
    void backupTakesOverWhenMasterDownTimerExpires() {
        start(100, 0);
        at(DOWN - 1, new RouterEvent.TimePassed());
        assertState(BACKUP, DOWN);
        at(DOWN, new RouterEvent.TimePassed());
        assertState(MASTER, DOWN + SECOND);
        assertThat(last.actions().stream().filter(a -> !(a instanceof Log)).map(Object::getClass))
                .containsExactly(SendAdvertisement.class, AddAddresses.class, Announce.class, Report.class);
        assertThat(announcedRounds()).isEqualTo(5);
    }

    @Test
    void masterDownTimeIsExactForEveryPriority() {
        for (int priority = 1; priority <= 254; priority++) {
            router = new VirtualRouter(Specs.router().priority(priority).spec());
            start(priority, 0);
            assertThat(last.nextDeadlineNanos()).isEqualTo(3 * SECOND + (256 - priority) * SECOND / 256);
        }
    }

    @Test
    void equalOrHigherAdvertisementRestartsTheMasterDownTimer() {
        for (int priority : new int[] {100, 101, 255}) {
            router = new VirtualRouter(Specs.router().spec());
            start(100, 0);
            receive(HIGHER, priority, SECOND);
            assertState(BACKUP, SECOND + DOWN);
            assertThat(router.master()).isEqualTo(HIGHER);
        }
    }

    @Test
    void lowerAdvertisementIsDiscardedAndTheTimerRunsOn() {
        start(100, 0);
        receive(LOWER, 99, SECOND);
        assertState(BACKUP, DOWN);
        assertThat(lines()).containsExactly("(VI_1) received lower priority (99) advert from 10.9.0.1 - discarding");
    }

    @Test
    void nopreemptAcceptsALowerMasterButNotItsSilence() {
        router = new VirtualRouter(Specs.router().with(s -> s.preempt = false).spec());
        start(100, 0);
        receive(LOWER, 50, SECOND);
        assertState(BACKUP, SECOND + DOWN);
        at(SECOND + DOWN, new RouterEvent.TimePassed());
        assertThat(last.state()).isEqualTo(MASTER);
    }

    @Test
    void priorityZeroLeavesOnlyTheSkewTime() {
        for (boolean preempt : new boolean[] {true, false}) {
            router = new VirtualRouter(
                    Specs.router().with(s -> s.preempt = preempt).spec());
            start(100, 0);
            receive(HIGHER, 200, SECOND);
            receive(HIGHER, 0, 2 * SECOND);
            assertState(BACKUP, 2 * SECOND + SKEW);
        }
    }

    @Test
    void preemptDelayLetsALowerMasterBeForAsLongAsConfigured() {
        router = new VirtualRouter(
                Specs.router().with(s -> s.preemptDelay = Duration.ofSeconds(4)).spec());
        start(100, 0);
        receive(LOWER, 50, SECOND);
        assertThat(lines()).containsExactly("(VI_1) start preempt delay (4.000000)", "(VI_1) master set to 10.9.0.1");
        for (int second = 2; second <= 4; second++) {
            receive(LOWER, 50, second * SECOND);
            assertState(BACKUP, second * SECOND + DOWN);
        }
        receive(LOWER, 50, 5 * SECOND);
        assertState(BACKUP, 4 * SECOND + DOWN);
        receive(HIGHER, 200, 6 * SECOND);
        assertThat(lines()).contains("(VI_1) stop preempt delay");
    }

    @Test
    void masterYieldsToHigherPriorityWithoutPriorityZero() {
        oldMaster(100);
        receive(LOWER, 101, 10 * SECOND);
        assertState(BACKUP, 10 * SECOND + DOWN);
        assertThat(sentPriorities()).isEmpty();
        assertThat(lines())
                .containsSequence(
                        "(VI_1) Master received advert from 10.9.0.1 with higher priority 101, ours 100",
                        "(VI_1) Entering BACKUP STATE");
        assertThat(last.actions()).anyMatch(a -> a instanceof RemoveAddresses);
        assertThat(router.master()).isEqualTo(LOWER);
    }

    @Test
    void higherPrioSendAdvertSpeaksOnceMoreBeforeYielding() {
        router = new VirtualRouter(
                Specs.router().with(s -> s.higherPrioSendAdvert = true).spec());
        oldMaster(100);
        receive(LOWER, 101, 10 * SECOND);
        assertThat(sentPriorities()).containsExactly(100);
        assertThat(last.state()).isEqualTo(BACKUP);
    }

    @Test
    void equalPriorityIsDecidedByTheAddress() {
        oldMaster(100);
        receive(HIGHER, 100, 10 * SECOND);
        assertThat(last.state()).isEqualTo(BACKUP);
        oldMaster(100);
        receive(LOWER, 100, 10 * SECOND);
        assertThat(last.state()).isEqualTo(MASTER);
        assertThat(sentPriorities()).containsExactly(100);
    }

    @Test
    void ourOwnAddressFromAnotherHostIsOnlyWarnedOf() {
        oldMaster(100);
        receive(OURS, 100, 10 * SECOND);
        assertThat(last.state()).isEqualTo(MASTER);
        assertThat(sentPriorities()).isEmpty();
        assertThat(lines())
                .containsExactly(
                        "(VI_1) WARNING - equal priority advert received from remote host with our IP address.");
    }

    @Test
    void lowerMasterIsAnsweredAtOnceAndTheNetworkIsToldAgain() {
        oldMaster(100);
        receive(HIGHER, 99, 10 * SECOND);
        assertThat(last.state()).isEqualTo(MASTER);
        assertThat(sentPriorities()).containsExactly(100);
        assertThat(announcedRounds()).isEqualTo(5);
        assertThat(lines())
                .containsExactly(
                        "(VI_1) Received advert from 10.9.0.9 with lower priority 99, ours 100, forcing new election");
    }

    @Test
    void lowerPrioNoAdvertKeepsTheAdvertTimerRunning() {
        router = new VirtualRouter(
                Specs.router().with(s -> s.lowerPrioNoAdvert = true).spec());
        master(100);
        long deadline = last.nextDeadlineNanos();
        receive(HIGHER, 99, DOWN + SECOND / 2);
        assertThat(sentPriorities()).isEmpty();
        assertThat(last.nextDeadlineNanos()).isEqualTo(deadline);
        assertThat(lines()).containsExactly("(VI_1) Received advert from 10.9.0.9 with lower priority 99, ours 100");
    }

    @Test
    void masterAnswersPriorityZeroAtOnce() {
        oldMaster(100);
        receive(HIGHER, 0, 10 * SECOND);
        assertThat(sentPriorities()).containsExactly(100);
        assertThat(last.state()).isEqualTo(MASTER);
    }

    @Test
    void advertisementsKeepTheirRhythmEvenWhenWokenLate() {
        master(100);
        at(DOWN + SECOND + 300, new RouterEvent.TimePassed());
        assertThat(sentPriorities()).containsExactly(100);
        assertState(MASTER, DOWN + 2 * SECOND);
        at(DOWN + 9 * SECOND, new RouterEvent.TimePassed());
        assertThat(sentPriorities()).containsExactly(100);
        assertThat(last.nextDeadlineNanos()).isEqualTo(DOWN + 10 * SECOND);
    }

    @Test
    void gratuitousArpIsRepeatedAfterTheMasterDelayAndRefreshed() {
        router = new VirtualRouter(Specs.router()
                .with(s -> s.garp = new GarpPolicy(
                        Duration.ofSeconds(5), 5, Duration.ofSeconds(60), 2, Duration.ofSeconds(5), 5, Duration.ZERO))
                .spec());
        master(100);
        at(DOWN + 5 * SECOND, new RouterEvent.TimePassed());
        assertThat(announcedRounds()).isEqualTo(5);
        at(DOWN + 64 * SECOND, new RouterEvent.TimePassed());
        assertThat(announcedRounds()).isZero();
        at(DOWN + 65 * SECOND, new RouterEvent.TimePassed());
        assertThat(announcedRounds()).isEqualTo(2);
        at(DOWN + 125 * SECOND, new RouterEvent.TimePassed());
        assertThat(announcedRounds()).isEqualTo(2);
    }

    @Test
    void masterThatFailsSaysSoAndDropsItsAddresses() {
        oldMaster(100);
        change(new Fitness(100, List.of("(interface eth0 down)"), false, OURS), 10 * SECOND);
        assertState(FAULT, VirtualRouter.NEVER);
        assertThat(sentPriorities()).containsExactly(0);
        assertThat(lines())
                .containsSubsequence(
                        "(VI_1) entering FAULT state (interface eth0 down)", "(VI_1) Entering FAULT STATE");
        receive(LOWER, 1, 11 * SECOND);
        assertThat(last.actions()).isEmpty();
        change(Fitness.fit(100, OURS), 12 * SECOND);
        assertState(BACKUP, 12 * SECOND + DOWN);
    }

    @Test
    void backupThatFailsSendsNothing() {
        start(100, 0);
        change(new Fitness(100, List.of("due to script chk"), false, OURS), SECOND);
        assertThat(sentPriorities()).isEmpty();
        assertThat(reported()).isEqualTo(FAULT);
    }

    @Test
    void startWithAFaultIsReportedAndRecoversIntoBackup() {
        at(0, new RouterEvent.Startup(new Fitness(100, List.of("(interface eth0 down)"), false, null)));
        assertState(FAULT, VirtualRouter.NEVER);
        assertThat(lines())
                .containsExactly(
                        "(VI_1) entering FAULT state (interface eth0 down)",
                        "(VI_1) removing VIPs.",
                        "(VI_1) Entering FAULT STATE (init)");
        change(Fitness.fit(100, OURS), SECOND);
        assertState(BACKUP, SECOND + DOWN);
    }

    @Test
    void scriptWithoutResultHoldsTheStartInSilence() {
        at(0, new RouterEvent.Startup(new Fitness(100, List.of(), true, OURS)));
        assertState(INIT, VirtualRouter.NEVER);
        assertThat(last.actions()).noneMatch(a -> a instanceof Report || a instanceof Log);
        change(Fitness.fit(100, OURS), SECOND);
        assertState(BACKUP, SECOND + DOWN);
        assertThat(lines()).containsExactly("(VI_1) removing VIPs.", "(VI_1) Entering BACKUP STATE (init)");
    }

    @Test
    void repairedFaultDoesNotReplaceTheFirstResultOfAScript() {
        at(0, new RouterEvent.Startup(new Fitness(100, List.of("(interface eth0 down)"), true, OURS)));
        change(new Fitness(100, List.of(), true, OURS), SECOND);
        assertState(FAULT, VirtualRouter.NEVER);
        change(Fitness.fit(100, OURS), 2 * SECOND);
        assertState(BACKUP, 2 * SECOND + DOWN);
    }

    @Test
    void changeOfPriorityShiftsTheRunningTimerByTheDifferenceOfSkews() {
        start(100, 0);
        change(Fitness.fit(120, OURS), SECOND);
        assertState(BACKUP, DOWN - 20 * SECOND / 256);
        assertThat(lines()).containsExactly("(VI_1) Changing effective priority from 100 to 120");
        receive(LOWER, 110, 2 * SECOND);
        assertState(BACKUP, DOWN - 20 * SECOND / 256);
    }

    @Test
    void masterAdvertisesItsNewPriorityInRhythm() {
        master(100);
        change(Fitness.fit(80, OURS), DOWN + SECOND / 2);
        assertThat(sentPriorities()).isEmpty();
        at(DOWN + SECOND, new RouterEvent.TimePassed());
        assertThat(sentPriorities()).containsExactly(80);
    }

    @Test
    void addressThatSomebodyRemovesIsPutBackAtOnceButNotInALoop() {
        oldMaster(100);
        var removed = new RouterEvent.AddressRemoved(IpAddress.of("10.9.0.102"), "eth0");
        at(10 * SECOND, removed);
        assertThat(last.actions()).anyMatch(a -> a instanceof AddAddresses);
        at(10 * SECOND + 5, removed);
        assertThat(last.actions()).noneMatch(a -> a instanceof AddAddresses);
        at(11 * SECOND, new RouterEvent.TimePassed());
        assertThat(last.actions()).anyMatch(a -> a instanceof AddAddresses);
        at(12 * SECOND, new RouterEvent.AddressRemoved(IpAddress.of("10.9.0.77"), "eth0"));
        assertThat(last.actions()).isEmpty();
    }

    @Test
    void shutdownOfAMasterSendsPriorityZeroAndStopsEverywhere() {
        oldMaster(100);
        at(10 * SECOND, new RouterEvent.Shutdown());
        assertThat(sentPriorities()).containsExactly(0);
        assertThat(last.actions().get(0)).isInstanceOf(SendAdvertisement.class);
        assertThat(((Report) last.actions().getLast()).change().word()).isEqualTo("STOP");
        assertState(INIT, VirtualRouter.NEVER);
    }

    @Test
    void shutdownOfABackupSendsNothing() {
        start(100, 0);
        at(SECOND, new RouterEvent.Shutdown());
        assertThat(last.actions()).singleElement().isInstanceOf(Report.class);
    }

    @Test
    void reloadReplacesTheAddressesOfAMasterAndAdvertisesAtOnce() {
        master(100);
        var spec = Specs.router()
                .priority(90)
                .with(s -> s.addresses = Specs.addresses("10.9.0.101", "10.9.0.200"))
                .spec();
        at(5 * SECOND, new RouterEvent.Reconfigured(spec, Fitness.fit(90, OURS)));
        assertThat(last.actions())
                .contains(
                        new RemoveAddresses(Specs.addresses("10.9.0.102", "192.0.2.33")),
                        new AddAddresses(Specs.addresses("10.9.0.200")),
                        new SendAdvertisement(90));
        assertThat(last.state()).isEqualTo(MASTER);
    }

    @Test
    void reloadThatEndsTheRefreshEndsItsDeadlineToo() {
        router =
                new VirtualRouter(Specs.router().with(s -> s.garp = refresh(60)).spec());
        master(100);
        at(DOWN + 5 * SECOND, new RouterEvent.TimePassed());
        at(DOWN + 6 * SECOND, new RouterEvent.Reconfigured(Specs.router().spec(), Fitness.fit(100, OURS)));
        at(DOWN + 70 * SECOND, new RouterEvent.TimePassed());
        assertThat(announcedRounds()).isZero();
        assertThat(last.nextDeadlineNanos()).isEqualTo(DOWN + 71 * SECOND);
    }

    @Test
    void reloadThatBringsARefreshStartsItOnAMaster() {
        master(100);
        at(DOWN + 5 * SECOND, new RouterEvent.TimePassed());
        var spec = Specs.router().with(s -> s.garp = refresh(60)).spec();
        at(DOWN + 6 * SECOND, new RouterEvent.Reconfigured(spec, Fitness.fit(100, OURS)));
        at(DOWN + 66 * SECOND, new RouterEvent.TimePassed());
        assertThat(announcedRounds()).isEqualTo(1);
    }

    @Test
    void addressThatTheKernelRefusesIsTriedAgainWithoutAWord() {
        oldMaster(100);
        at(10 * SECOND, new RouterEvent.AddressRefused(IpAddress.of("10.9.0.101")));
        at(11 * SECOND, new RouterEvent.TimePassed());
        assertThat(last.actions()).anyMatch(a -> a instanceof AddAddresses);
        assertThat(lines()).isEmpty();
    }

    private static GarpPolicy refresh(int seconds) {
        GarpPolicy standard = GarpPolicy.DEFAULT;
        return new GarpPolicy(
                standard.masterDelay(),
                standard.masterRepeat(),
                Duration.ofSeconds(seconds),
                1,
                standard.lowerPrioDelay(),
                standard.lowerPrioRepeat(),
                Duration.ZERO);
    }

    private void start(int priority, long now) {
        at(now, new RouterEvent.Startup(Fitness.fit(priority, OURS)));
    }

    private void master(int priority) {
        router = new VirtualRouter(router.spec());
        start(priority, 0);
        at(DOWN, new RouterEvent.TimePassed());
        assertThat(last.state()).isEqualTo(MASTER);
    }

    /** A Master that has advertised on time since, up to 10 s. */
    private void oldMaster(int priority) {
        master(priority);
        while (last.nextDeadlineNanos() < 10 * SECOND) {
            at(last.nextDeadlineNanos(), new RouterEvent.TimePassed());
        }
    }

    private void receive(IpAddress sender, int priority, long now) {
        at(
                now,
                new RouterEvent.AdvertisementReceived(
                        new Advertisement(sender, priority, List.of(), Duration.ofSeconds(1))));
    }

    private void change(Fitness fitness, long now) {
        at(now, new RouterEvent.FitnessChanged(fitness));
    }

    private void at(long now, RouterEvent event) {
        last = router.on(event, now);
    }

    private void assertState(VrrpState state, long deadline) {
        assertThat(last.state()).isEqualTo(state);
        assertThat(last.nextDeadlineNanos()).isEqualTo(deadline);
    }

    private List<String> lines() {
        return last.actions().stream()
                .filter(a -> a instanceof Log)
                .map(a -> ((Log) a).line())
                .toList();
    }

    private List<Integer> sentPriorities() {
        return last.actions().stream()
                .filter(a -> a instanceof SendAdvertisement)
                .map(a -> ((SendAdvertisement) a).priority())
                .toList();
    }

    private int announcedRounds() {
        return last.actions().stream()
                .filter(a -> a instanceof Announce)
                .mapToInt(a -> ((Announce) a).rounds())
                .sum();
    }

    private VrrpState reported() {
        return ((Report) last.actions().getLast()).change().to();
    }
}
