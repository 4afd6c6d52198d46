package io.aloft.config.resolve;

import io.aloft.config.bind.ConfigDraft;
import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.bind.SyncGroupDraft;
import io.aloft.config.bind.TrackDraft;
import io.aloft.config.bind.TrackEntries.Kind;
import io.aloft.config.bind.TrackWeight;
import io.aloft.config.bind.TrackedDrafts;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedObject;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What instances and sync groups track: entries take from what they name the weight that they do not give. */
final class TrackingResolver {

    /** An entry with what it counts. */
    private record Counted(TrackDraft entry, TrackWeight weight) {}

    /** Says what an entry counts in the end: nothing to drop it. */
    @FunctionalInterface
    private interface Judge {
        TrackingRules.Verdict judge(Kind kind, TrackDraft entry, int weight);
    }

    private final ConfigDraft config;
    private final Map<String, CheckScriptSpec> scripts;
    private final TrackingRules rules;

    TrackingResolver(ConfigDraft config, Map<String, CheckScriptSpec> scripts, TrackingRules rules) {
        this.config = config;
        this.scripts = scripts;
        this.rules = rules;
    }

    /** What an instance tracks; entries that must not count are reported. */
    Tracking resolve(InstanceDraft instance, boolean owner) {
        return resolve(
                instance.tracked,
                (kind, entry, weight) -> kind == Kind.INTERFACE && rules.isOwnInterface(entry, instance)
                        ? TrackingRules.Verdict.DROP
                        : rules.judge(kind, entry, weight, instance, owner));
    }

    /** What a sync group tracks; of a group with an address owner no weight counts, which has been reported. */
    Tracking resolve(SyncGroupDraft group, boolean hasOwner) {
        TrackingRules.Verdict verdict = hasOwner ? TrackingRules.Verdict.WITHOUT_WEIGHT : TrackingRules.Verdict.KEEP;
        return resolve(group.tracked, (kind, entry, weight) -> verdict);
    }

    private Tracking resolve(TrackedDrafts tracked, Judge judge) {
        var interfaces = new ArrayList<TrackedInterface>();
        for (Counted counted : counted(Kind.INTERFACE, tracked, judge)) {
            interfaces.add(
                    new TrackedInterface(counted.entry.name(), counted.weight.weight(), counted.weight.reverse()));
        }
        var checked = new ArrayList<TrackedScript>();
        for (Counted counted : counted(Kind.SCRIPT, tracked, judge)) {
            checked.add(new TrackedScript(counted.entry.name(), counted.weight.weight(), counted.weight.reverse()));
        }
        return new Tracking(
                interfaces,
                checked,
                objects(Kind.FILE, tracked, judge),
                objects(Kind.PROCESS, tracked, judge),
                objects(Kind.BFD, tracked, judge));
    }

    private List<TrackedObject> objects(Kind kind, TrackedDrafts tracked, Judge judge) {
        return counted(kind, tracked, judge).stream()
                .map(counted ->
                        new TrackedObject(counted.entry.name(), counted.weight.weight(), counted.weight.reverse()))
                .toList();
    }

    private List<Counted> counted(Kind kind, TrackedDrafts tracked, Judge judge) {
        var counted = new ArrayList<Counted>();
        for (TrackDraft entry : tracked.of(kind)) {
            if (kind == Kind.SCRIPT && !scripts.containsKey(entry.name())) {
                // The script itself was refused, which has been said; keepalived too runs the instance without it.
                continue;
            }
            TrackWeight weight = config.weightOf(kind, entry);
            switch (judge.judge(kind, entry, weight.weight())) {
                case KEEP -> counted.add(new Counted(entry, weight));
                case WITHOUT_WEIGHT -> counted.add(new Counted(entry, new TrackWeight(0, weight.reverse())));
                case DROP -> {}
            }
        }
        return counted;
    }
}
