package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.packet.Advertisement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Puts into sentences what a change of state rested on. */
final class Evidence {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private Evidence() {}

    /** As in {@code 3.609 s}. */
    static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos / NANOS_PER_MILLI, 3) + " s";
    }

    /** The Master_Down_Timer expired: why it is believed that there is no better Master. */
    static List<String> ofSilence(RouterCore core, Backup backup, long now) {
        List<String> facts = new ArrayList<>();
        if (backup.master == null) {
            facts.add("No advertisement has been accepted since it began to listen %s ago."
                    .formatted(seconds(now - backup.sinceNanos)));
        } else {
            facts.add("%s advertised priority %d for the last time %s ago."
                    .formatted(backup.master, backup.masterPriority, seconds(now - backup.heardAtNanos)));
        }
        if (backup.stopped != null) {
            facts.add("%s said %s ago that it stops (priority 0)."
                    .formatted(backup.stopped, seconds(now - backup.stoppedAtNanos)));
        }
        if (backup.discarded != null) {
            facts.add("%s advertised priority %d %s ago, which is lower than ours."
                    .formatted(backup.discarded, backup.discardedPriority, seconds(now - backup.discardedAtNanos)));
        }
        if (backup.heldBackPackets > 0) {
            facts.add("It was held back for one interval, since this host was too busy to read %d packets."
                    .formatted(backup.heldBackPackets));
        }
        facts.add(
                backup.wantsMaster
                        ? "The Master_Down_Timer ran out %s ago for the first time."
                                .formatted(seconds(now - backup.wantedSinceNanos))
                        : "The Master_Down_Timer was set %s ago to %s and has run out."
                                .formatted(
                                        seconds(now - backup.setAtNanos),
                                        seconds(backup.masterDownAtNanos - backup.setAtNanos)));
        facts.add(priority(core));
        return facts;
    }

    /** A better Master was heard. */
    static List<String> ofBetter(RouterCore core, Master master, Advertisement advert, long now) {
        return List.of(
                "%s advertised priority %d just now, every %s."
                        .formatted(
                                advert.sender(),
                                advert.priority(),
                                seconds(advert.interval().toNanos())),
                ofMastership(master, now),
                priority(core),
                "The own address is %s.".formatted(core.fitness().source()));
    }

    /** Too late to go on. */
    static List<String> ofLateness(RouterCore core, Master master, long now) {
        return List.of(ofMastership(master, now), priority(core));
    }

    private static String ofMastership(Master master, long now) {
        return "It was Master for %s and advertised last %s ago."
                .formatted(seconds(now - master.sinceNanos), seconds(now - master.lastAdvertNanos));
    }

    /** What makes it unable to take part, word for word. */
    static List<String> ofFaults(RouterCore core) {
        List<String> facts = new ArrayList<>(core.fitness().faults());
        facts.add(priority(core));
        return facts;
    }

    /** The own priority and how it came about. */
    static String priority(RouterCore core) {
        int configured = core.spec().priority();
        int effective = core.priority();
        if (core.ownerReduced()) {
            return "The own priority is %d instead of %d, because another router is address owner too."
                    .formatted(effective, VirtualRouterSpec.OWNER_PRIORITY);
        }
        return configured == effective
                ? "The own priority is %d, as configured.".formatted(effective)
                : "The own priority is %d: %d configured, %s%d by what is tracked."
                        .formatted(
                                effective,
                                configured,
                                effective > configured ? "+" : "−",
                                Math.abs(effective - configured));
    }
}
