package io.aloft.vrrp.sim;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.SyncGroup;
import io.aloft.vrrp.fsm.Turn;
import io.aloft.vrrp.fsm.VirtualRouter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A sync group of a simulated director: what {@code GroupRunner} does. */
final class SimulatedGroup {

    private final SyncGroup group;
    private final Map<VirtualRouter, SimulatedRouter> members = new IdentityHashMap<>();
    private final SimulatedHost host;
    private final SimulatedNetwork network;

    SimulatedGroup(SyncGroupSpec spec, List<SimulatedRouter> members, SimulatedHost host, SimulatedNetwork network) {
        this.host = host;
        this.network = network;
        this.group = new SyncGroup(
                spec, members.stream().map(SimulatedRouter::router).toList());
        for (SimulatedRouter member : members) {
            this.members.put(member.router(), member);
            member.group(this);
        }
    }

    /**
     * @param heard what the member makes of it
     * @param event what happened
     */
    void handle(SimulatedRouter member, RouterEvent heard, RouterEvent event, long eventNanos, long now) {
        Turn turn = group.on(member.router(), heard, eventNanos);
        turn.groupFirst().forEach(change -> report(change, now));
        boolean first = true;
        for (Turn.MemberTransition one : turn.transitions()) {
            SimulatedRouter concerned = members.get(one.member());
            if (concerned != null) {
                concerned.perform(one.transition(), event, first, eventNanos, now);
                first = false;
            }
        }
        turn.groupChanges().forEach(change -> report(change, now));
        for (Turn.MemberTransition one : turn.transitions()) {
            SimulatedRouter concerned = members.get(one.member());
            if (concerned != null) {
                concerned.handleWhatCameOfIt(now);
            }
        }
    }

    private void report(StateChange change, long now) {
        network.groupChanged(host, change, now);
    }
}
