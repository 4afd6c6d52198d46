package io.aloft.config.resolve;

import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.bind.TrackDraft;
import io.aloft.config.bind.TrackEntries;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;

/** Weights that must not count: the priority of an address owner is fixed, and members of a sync group keep theirs. */
final class TrackingRules {

    /** What becomes of an entry. */
    enum Verdict {
        KEEP,
        /** What is tracked being down still leads to FAULT. */
        WITHOUT_WEIGHT,
        DROP
    }

    private final SyncGroups groups;
    private final Diagnostics diagnostics;

    TrackingRules(SyncGroups groups, Diagnostics diagnostics) {
        this.groups = groups;
        this.diagnostics = diagnostics;
    }

    /** Whether an instance tracks its own interface, which it does anyway; reported then. */
    boolean isOwnInterface(TrackDraft entry, InstanceDraft instance) {
        if (!entry.name().equals(instance.interfaceName)) {
            return false;
        }
        diagnostics.error(
                Code.OWN_INTERFACE_TRACKED,
                entry.location(),
                StatusClass.GENERAL_ERROR,
                "the own interface " + entry.name() + " is tracked anyway; entry ignored; " + instance.label());
        return true;
    }

    /** Judges one entry, and reports it unless it is kept. */
    Verdict judge(TrackEntries.Kind kind, TrackDraft entry, int weight, InstanceDraft instance, boolean owner) {
        // keepalived lets the weights of processes count everywhere.
        if (weight == 0 || kind == TrackEntries.Kind.PROCESS) {
            return Verdict.KEEP;
        }
        boolean isFileOfDefaultWeight = kind == TrackEntries.Kind.FILE && entry.weight() == null;
        if (groups.ignoresWeights(instance)) {
            boolean kept = kind == TrackEntries.Kind.INTERFACE || isFileOfDefaultWeight;
            diagnostics.error(
                    Code.SYNC_GROUP_WEIGHT,
                    entry.location(),
                    StatusClass.GENERAL_ERROR,
                    kind.keyword() + " " + entry.name() + " has weight " + weight
                            + ", and members of a sync group keep their priority; "
                            + (kept ? "weight 0 is used" : "entry ignored") + "; " + instance.label(),
                    "sync_group_tracking_weight in the group lets weights count");
            return kept ? Verdict.WITHOUT_WEIGHT : Verdict.DROP;
        }
        if (owner) {
            diagnostics.error(
                    Code.OWNER_TRACKING,
                    entry.location(),
                    StatusClass.GENERAL_ERROR,
                    kind.keyword() + " " + entry.name() + " has weight " + weight
                            + ", and the priority of an address owner never changes; "
                            + (isFileOfDefaultWeight ? "weight 0 is used" : "entry ignored") + "; "
                            + instance.label());
            return isFileOfDefaultWeight ? Verdict.WITHOUT_WEIGHT : Verdict.DROP;
        }
        return Verdict.KEEP;
    }
}
