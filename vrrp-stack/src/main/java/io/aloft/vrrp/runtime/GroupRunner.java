package io.aloft.vrrp.runtime;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.SyncGroup;
import io.aloft.vrrp.fsm.Turn;
import io.aloft.vrrp.fsm.VirtualRouter;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sync group at work: what befalls one member goes through it, and what follows for the others is performed in the same
 * turn of the loop. Owned by the VRRP loop.
 */
final class GroupRunner {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    private final SyncGroup group;
    private final Map<VirtualRouter, RouterRunner> members = new IdentityHashMap<>();
    private final StateListener listener;
    private final Journal journal;

    /**
     * @param members in the group's order, in whatever state they are
     * @param journal goes on from the group of the configuration before, or is new
     */
    GroupRunner(SyncGroupSpec spec, List<RouterRunner> members, StateListener listener, Journal journal) {
        this.group =
                new SyncGroup(spec, members.stream().map(RouterRunner::router).toList());
        this.listener = listener;
        this.journal = journal;
        for (RouterRunner member : members) {
            this.members.put(member.router(), member);
            member.group(this);
        }
    }

    SyncGroupSpec spec() {
        return group.spec();
    }

    Journal journal() {
        return journal;
    }

    GroupStatus status() {
        return new GroupStatus(group.spec(), group.state(), journal.entries());
    }

    void handle(VirtualRouter member, RouterEvent event, long now) {
        Turn turn = group.on(member, event, now);
        turn.groupFirst().forEach(this::report);
        for (Turn.MemberTransition one : turn.transitions()) {
            RouterRunner runner = members.get(one.member());
            if (runner != null) {
                runner.perform(one.transition(), now);
            }
        }
        turn.groupChanges().forEach(this::report);
        for (Turn.MemberTransition one : turn.transitions()) {
            RouterRunner runner = members.get(one.member());
            if (runner != null) {
                runner.handleWhatCameOfIt(now);
            }
        }
    }

    private void report(StateChange change) {
        journal.add(Instant.now(), change);
        LOG.info("VRRP_Group({}) {}: {}", change.instance(), change.word(), change.cause());
        listener.groupChanged(group.spec(), change);
    }
}
