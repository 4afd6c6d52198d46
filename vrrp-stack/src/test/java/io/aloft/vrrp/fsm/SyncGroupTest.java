package io.aloft.vrrp.fsm;

import static io.aloft.model.vrrp.VrrpState.BACKUP;
import static io.aloft.model.vrrp.VrrpState.FAULT;
import static io.aloft.model.vrrp.VrrpState.INIT;
import static io.aloft.model.vrrp.VrrpState.MASTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.event.StateChange;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.fsm.RouterAction.SendAdvertisement;
import io.aloft.vrrp.packet.Advertisement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the conformance directories cannot show: groups that a reload makes anew, and rules that hold whatever happens. */
class SyncGroupTest {

    private static final IpAddress OURS = IpAddress.of("10.9.0.5");
    private static final IpAddress OTHER = IpAddress.of("10.9.0.9");
    private static final long SECOND = 1_000_000_000L;

    private final VirtualRouter x = router("X", 100, "G");
    private final VirtualRouter y = router("Y", 50, "G");
    private final Map<VirtualRouter, Long> deadlines = new HashMap<>();

    @Test
    void nothingHappensBeforeTheLastMemberWasStarted() {
        SyncGroup group = group(x, y);
        assertThat(start(group, x, 0).groupFirst()).isEmpty();
        assertThat(x.state()).isEqualTo(INIT);
        assertThat(start(group, y, 0).groupFirst()).extracting(StateChange::to).containsExactly(BACKUP);
        assertThat(states(x, y)).containsExactly(BACKUP, BACKUP);
    }

    @Test
    void aMemberAloneNeverBecomesMasterNorLeavesFault() {
        x.on(new RouterEvent.Startup(Fitness.fit(100, OURS)), 0);
        x.startInBackup(0);
        Transition answer = x.on(new RouterEvent.TimePassed(), 4 * SECOND);
        assertThat(answer.state()).isEqualTo(BACKUP);
        assertThat(x.wantsMaster()).isTrue();
        x.on(
                new RouterEvent.FitnessChanged(new Fitness(100, List.of("(interface eth0 down)"), false, OURS)),
                5 * SECOND);
        x.on(new RouterEvent.FitnessChanged(Fitness.fit(100, OURS)), 6 * SECOND);
        assertThat(x.state()).isEqualTo(FAULT);
    }

    @Test
    void theCauseOfTheGroupNamesWhatEachMemberWaitedFor() {
        SyncGroup group = running(x, y);
        Turn last = runUntil(group, 4 * SECOND);
        assertThat(states(x, y)).containsExactly(MASTER, MASTER);
        assertThat(last.groupChanges())
                .singleElement()
                .satisfies(change -> assertThat(change.facts())
                        .containsExactly(
                                "X: no Master has advertised for 3.804 s", "Y: no Master has advertised for 3.804 s"));
    }

    @Test
    void aGroupThatIsMadeAnewAroundLivingRoutersGoesByTheirStates() {
        SyncGroup group = running(x, y);
        runUntil(group, 4 * SECOND);
        assertThat(group(x, y).state()).isEqualTo(MASTER);
        fail(group, y, 5 * SECOND);
        assertThat(group(x, y).state()).isEqualTo(FAULT);
        recover(group, y, 6 * SECOND);
        SyncGroup again = group(x, y);
        assertThat(again.state()).isEqualTo(BACKUP);
        runUntil(again, 10 * SECOND);
        assertThat(again.state()).isEqualTo(MASTER);
    }

    @Test
    void aMemberThatAReloadAddsJoinsTheMastersWhenItsTimerExpires() {
        runUntil(running(x, y), 4 * SECOND);
        VirtualRouter z = router("Z", 100, "G");
        SyncGroup larger = group(x, y, z);
        start(larger, z, 5 * SECOND);
        assertThat(states(x, y, z)).containsExactly(MASTER, MASTER, BACKUP);
        runUntil(larger, 9 * SECOND);
        assertThat(states(x, y, z)).containsExactly(MASTER, MASTER, MASTER);
    }

    @Test
    void aMemberThatAReloadAddsPullsTheMastersDownWhenItHearsABetterOne() {
        runUntil(running(x, y), 4 * SECOND);
        VirtualRouter z = router("Z", 100, "G");
        SyncGroup larger = group(x, y, z);
        start(larger, z, 5 * SECOND);
        Turn turn = hear(larger, z, 200, 6 * SECOND);
        assertThat(states(x, y, z)).containsExactly(BACKUP, BACKUP, BACKUP);
        assertThat(turn.groupChanges()).extracting(StateChange::to).containsExactly(BACKUP);
    }

    @Test
    void aMemberThatAReloadAddsWithAFaultPullsAllToFault() {
        runUntil(running(x, y), 4 * SECOND);
        VirtualRouter z = router("Z", 100, "G");
        SyncGroup larger = group(x, y, z);
        feed(
                larger,
                z,
                new RouterEvent.Startup(new Fitness(100, List.of("(interface eth2 down)"), false, OURS)),
                5 * SECOND);
        assertThat(states(x, y, z)).containsExactly(FAULT, FAULT, FAULT);
        assertThat(x.faults()).containsExactly("Z: (interface eth2 down)");
    }

    @Test
    void aMemberThatLeavesAGroupInFaultRecoversByItself() {
        SyncGroup group = running(x, y);
        fail(group, y, SECOND);
        assertThat(x.state()).isEqualTo(FAULT);
        x.on(new RouterEvent.Reconfigured(spec("X", 100, null), Fitness.fit(100, OURS)), 2 * SECOND);
        assertThat(x.state()).isEqualTo(BACKUP);
    }

    @Test
    void aLivingRouterThatAReloadPutsIntoAGroupFollowsIt() {
        VirtualRouter alone = router("X", 100, null);
        alone.on(new RouterEvent.Startup(Fitness.fit(100, OURS)), 0);
        alone.on(new RouterEvent.TimePassed(), 4 * SECOND);
        assertThat(alone.state()).isEqualTo(MASTER);
        SyncGroup group = group(alone, y);
        feed(group, alone, new RouterEvent.Reconfigured(spec("X", 100, "G"), Fitness.fit(100, OURS)), 5 * SECOND);
        start(group, y, 5 * SECOND);
        assertThat(states(alone, y)).containsExactly(MASTER, BACKUP);
        hear(group, alone, 200, 6 * SECOND);
        assertThat(group.state()).isEqualTo(BACKUP);
    }

    @Test
    void floodOnOneNetworkDoesNotFloodTheOthers() {
        SyncGroup group = running(x, y);
        runUntil(group, 4 * SECOND);
        int announced = 0;
        for (int i = 0; i < 1000; i++) {
            Turn turn = hear(group, x, 10, 4 * SECOND + i);
            announced += (int) turn.transitions().stream()
                    .filter(one -> one.member() == y)
                    .flatMap(one -> one.transition().actions().stream())
                    .filter(action -> action instanceof RouterAction.Announce)
                    .count();
        }
        assertThat(announced).isBetween(1, 10);
    }

    /** Members that started together are Master together, in every order of events. */
    @Test
    void membersAreNeverMasterOneWithoutTheOther() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new SplittableRandom(seed);
            VirtualRouter[] members = {
                router("A", 100, "G"), router("B", 1 + random.nextInt(254), "G"), router("C", 50, "G")
            };
            deadlines.clear();
            SyncGroup group = running(members);
            long now = 0;
            for (int step = 0; step < 60; step++) {
                now += random.nextLong(3 * SECOND);
                runUntil(group, now);
                somethingHappens(group, members[random.nextInt(members.length)], random, now);
                List<VrrpState> states = states(members);
                assertThat(states).as("seed %d, step %d", seed, step).containsOnly(states.getFirst());
                assertThat(group.state()).as("seed %d, step %d", seed, step).isEqualTo(states.getFirst());
            }
        }
    }

    private void somethingHappens(SyncGroup group, VirtualRouter member, SplittableRandom random, long now) {
        switch (random.nextInt(5)) {
            case 0 -> hear(group, member, random.nextInt(256), now);
            case 1 -> hear(group, member, 0, now);
            case 2 -> fail(group, member, now);
            case 3 -> group.members().forEach(one -> recover(group, one, now));
            default -> feed(group, member, new RouterEvent.Stalled(now - 2 * SECOND), now);
        }
    }

    @Test
    void whatAGroupSendsIsSentByTheMemberItConcerns() {
        SyncGroup group = running(x, y);
        runUntil(group, 4 * SECOND);
        Turn turn = fail(group, y, 5 * SECOND);
        Map<VirtualRouter, List<Integer>> sent = new HashMap<>();
        turn.transitions()
                .forEach(one -> one.transition().actions().stream()
                        .filter(action -> action instanceof SendAdvertisement)
                        .forEach(action -> sent.computeIfAbsent(one.member(), member -> new ArrayList<>())
                                .add(((SendAdvertisement) action).priority())));
        assertThat(sent).isEqualTo(Map.of(x, List.of(0), y, List.of(0)));
    }

    private static VirtualRouter router(String name, int priority, @Nullable String group) {
        return new VirtualRouter(spec(name, priority, group));
    }

    private static VirtualRouterSpec spec(String name, int priority, @Nullable String group) {
        return Specs.router()
                .priority(priority)
                .with(s -> {
                    s.name = name;
                    s.syncGroup = group;
                })
                .spec();
    }

    private static SyncGroup group(VirtualRouter... members) {
        return new SyncGroup(
                new SyncGroupSpec(
                        "G",
                        Arrays.stream(members).map(m -> m.spec().name()).toList(),
                        Tracking.NONE,
                        false,
                        NotifyScripts.NONE,
                        false,
                        false),
                List.of(members));
    }

    private SyncGroup running(VirtualRouter... members) {
        SyncGroup group = group(members);
        for (VirtualRouter member : members) {
            start(group, member, 0);
        }
        return group;
    }

    private Turn start(SyncGroup group, VirtualRouter member, long now) {
        return feed(
                group, member, new RouterEvent.Startup(Fitness.fit(member.spec().priority(), OURS)), now);
    }

    private Turn hear(SyncGroup group, VirtualRouter member, int priority, long now) {
        var advert = new Advertisement(OTHER, priority, List.of(), Duration.ofSeconds(1));
        return feed(group, member, new RouterEvent.AdvertisementReceived(advert), now);
    }

    private Turn fail(SyncGroup group, VirtualRouter member, long now) {
        var broken = new Fitness(member.spec().priority(), List.of("(interface eth0 down)"), false, OURS);
        return feed(group, member, new RouterEvent.FitnessChanged(broken), now);
    }

    private Turn recover(SyncGroup group, VirtualRouter member, long now) {
        var fit = Fitness.fit(member.spec().priority(), OURS);
        return feed(group, member, new RouterEvent.FitnessChanged(fit), now);
    }

    private Turn feed(SyncGroup group, VirtualRouter member, RouterEvent event, long now) {
        Turn turn = group.on(member, event, now);
        turn.transitions()
                .forEach(one -> deadlines.put(one.member(), one.transition().nextDeadlineNanos()));
        return turn;
    }

    private long deadline(VirtualRouter member) {
        return deadlines.getOrDefault(member, VirtualRouter.NEVER);
    }

    /** Lets every deadline up to that time fire; answers the last turn that changed the group. */
    private Turn runUntil(SyncGroup group, long until) {
        Turn changed = new Turn(List.of(), List.of(), List.of());
        while (true) {
            VirtualRouter next = group.members().stream()
                    .min(Comparator.comparingLong(this::deadline))
                    .orElseThrow();
            long now = deadline(next);
            if (now > until) {
                return changed;
            }
            Turn turn = feed(group, next, new RouterEvent.TimePassed(), now);
            changed = turn.groupChanges().isEmpty() ? changed : turn;
        }
    }

    private static List<VrrpState> states(VirtualRouter... members) {
        return Arrays.stream(members).map(VirtualRouter::state).toList();
    }
}
