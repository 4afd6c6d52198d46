package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.vrrp.fsm.RouterState.Fault;
import java.util.List;

/** What a change of priority or of what makes a router unable does to it in each state. */
final class FitnessResponse {

    private FitnessResponse() {}

    /** Startup, or the first result of a script that decides alone (RFC 5798 section 6.4.1). */
    static void leaveInitialize(RouterCore core, long now) {
        if (!core.fitness().faults().isEmpty()) {
            startInFault(core, core.fitness().faults(), cause(core.fitness().faults()), List.of());
        } else if (core.fitness().undecided()) {
            Holdings.removeLeftovers(core, false);
        } else if (startsAsMaster(core)) {
            // (105) If the Priority = 255, transition to Master at once (RFC 5798 section 6.4.1).
            Succession.becomeMaster(
                    core,
                    now,
                    "it owns the address (priority 255)",
                    List.of(Evidence.priority(core), "It is configured with state MASTER."),
                    List.of());
        } else {
            startInBackup(core, core.masterDownNanos(), now);
        }
    }

    static boolean startsAsMaster(RouterCore core) {
        return core.spec().isOwner() && core.spec().startsAsMaster();
    }

    static void startInBackup(RouterCore core, long waitNanos, long now) {
        Holdings.removeLeftovers(core, true);
        core.act(Phrases.enteringAtStart(core.name(), "BACKUP"));
        core.enter(new Backup(now, waitNanos), "it was started", List.of(Evidence.priority(core)));
    }

    static void startInFault(RouterCore core, List<String> causes, String cause, List<? extends RouterAction> why) {
        why.forEach(core::act);
        core.fitness().faults().forEach(one -> core.act(Phrases.faultCause(core.name(), one)));
        Holdings.removeLeftovers(core, true);
        core.act(Phrases.enteringAtStart(core.name(), "FAULT"));
        core.enter(new Fault(causes), cause, causes);
    }

    static void changed(RouterCore core, Fitness changed, long now) {
        int before = core.priority();
        long downBefore = core.masterDownNanos();
        core.fitness(changed);
        if (!core.started()) {
            return;
        }
        if (before != core.priority()) {
            priorityChanged(core, before);
        }
        switch (core.state()) {
            case RouterState.Initialize initialize -> {
                if (!core.grouped()) {
                    leaveInitialize(core, now);
                }
            }
            case Backup backup -> {
                // The time already waited counts on: only the difference of the two intervals moves the deadline.
                backup.masterDownAtNanos += core.masterDownNanos() - downBefore;
                if (!changed.faults().isEmpty()) {
                    becomeFault(core, changed.faults(), cause(changed.faults()), Evidence.ofFaults(core));
                }
            }
            case Master master -> {
                if (!changed.faults().isEmpty()) {
                    becomeFault(core, changed.faults(), cause(changed.faults()), Evidence.ofFaults(core));
                }
            }
            case Fault fault -> {
                if (!changed.faults().isEmpty()) {
                    core.stayInFault(changed.faults());
                } else if (changed.isFit() && !core.grouped()) {
                    recover(core, now);
                }
                // Else a script that decides alone has no result yet: who waits for it does so in FAULT.
            }
        }
    }

    private static void priorityChanged(RouterCore core, int before) {
        core.act(Phrases.priorityChanged(core.name(), before, core.priority()));
        boolean takesPart = core.state() instanceof Backup || core.state() instanceof Master;
        if (takesPart && core.spec().options().alerts().priorityChanges()) {
            core.act(new RouterAction.ReportPriority(core.state().kind(), core.priority()));
        }
    }

    static String cause(List<String> faults) {
        return "it cannot take part: " + String.join("; ", faults);
    }

    /** From Backup or Master; a Master says priority 0, once. */
    static void becomeFault(RouterCore core, List<String> causes, String cause, List<String> facts) {
        core.fitness().faults().forEach(one -> core.act(Phrases.faultCause(core.name(), one)));
        if (core.state() instanceof Master) {
            Succession.fail(core);
        } else {
            core.act(Phrases.entering(core.name(), "FAULT"));
        }
        core.enter(new Fault(causes), cause, facts);
    }

    /** From Fault to Backup, with a whole Master_Down_Interval for everybody, owners too. */
    static void recover(RouterCore core, long now) {
        List<String> causes = core.state() instanceof Fault fault ? fault.causes() : List.of();
        core.act(Phrases.entering(core.name(), "BACKUP"));
        IpAddress source = core.fitness().source();
        if (core.spec().isUnicast() && source != null) {
            core.act(Phrases.sourceAnnounced(core.name(), source));
            core.act(new RouterAction.AnnounceSource(source));
        }
        core.enter(
                new Backup(now, core.masterDownNanos()),
                "it recovered from: " + String.join("; ", causes),
                List.of(Evidence.priority(core)));
    }
}
