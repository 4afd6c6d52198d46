package io.aloft.config.lint;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules about what is tracked: weights that do nothing, or something else than they seem to. */
final class WeightRules {

    private WeightRules() {}

    /** A Backup with nopreempt accepts every advertisement, so a Master whose priority fell stays Master. */
    static void nopreemptDefeatsWeights(Subject subject, Findings findings) {
        for (VirtualRouterSpec router : subject.routers()) {
            List<Weight> weights = Weight.of(subject.image(), router);
            if (!router.preempt() && !weights.isEmpty()) {
                findings.warning(
                        subject.origins().of(router, "nopreempt"),
                        "with nopreempt a living Master is left alone however far its priority falls: where every "
                                + "director has nopreempt, the weight of " + weights.getFirst()
                                + " never moves the addresses; " + Subject.label(router),
                        "remove the weight, so that a failure means FAULT and the addresses are given up, or remove"
                                + " nopreempt",
                        at(subject, weights.getFirst()));
            }
        }
    }

    /** The effective priority stays within 1..254, so what is added at an end of it is lost. */
    static void weightWithoutEffect(Subject subject, Findings findings) {
        for (VirtualRouterSpec router : subject.routers()) {
            boolean known = !router.isOwner() && !Weight.isOpenEnded(subject.image(), router);
            List<Weight> weights = known ? Weight.of(subject.image(), router) : List.of();
            for (Weight weight : weights) {
                if (PriorityRange.isUnmoved(router.priority(), weight, weights)) {
                    findings.warning(
                            at(subject, weight),
                            weight + " with weight " + weight.change() + " can never cause a switch: from priority "
                                    + router.priority() + " the effective priority, which stays within 1..254, is the"
                                    + " same in both cases; " + Subject.label(router),
                            weight.change() > 0
                                    ? "lower the priority by the weight, or write a negative weight"
                                    : "raise the priority, or write a positive weight");
                }
            }
        }
    }

    /** Weight 0 is not "no weight": it is the strongest of all. */
    static void weightSetToZero(Subject subject, Findings findings) {
        Map<String, CheckScriptSpec> scripts = new HashMap<>();
        subject.image().scripts().forEach(script -> scripts.put(script.name(), script));
        for (VirtualRouterSpec router : subject.routers()) {
            for (TrackedScript tracked : router.trackedScripts()) {
                CheckScriptSpec script = scripts.get(tracked.script());
                if (tracked.weight() == 0 && script != null && script.weight() != 0) {
                    findings.notice(
                            subject.origins().ofEntry(router, "track_script", tracked.script()::equals),
                            "weight 0 here replaces the weight " + script.weight() + " of script " + script.name()
                                    + ": its failure puts the instance into FAULT; " + Subject.label(router),
                            "leave the weight out to use the script's own");
                }
            }
        }
    }

    /** The interface of a virtual address is tracked without weight, unless the address says no_track. */
    static void interfaceTrackedAnyway(Subject subject, Findings findings) {
        for (VirtualRouterSpec router : subject.routers()) {
            for (TrackedInterface tracked : router.trackedInterfaces()) {
                VirtualAddress carried = carriedBy(router, tracked.name());
                if (tracked.weight() != 0 && carried != null) {
                    findings.warning(
                            subject.origins().ofEntry(router, "track_interface", tracked.name()::equals),
                            "the weight of " + tracked.name() + " can never cause a switch: the interface carries "
                                    + carried.address() + ", so its loss puts the instance into FAULT; "
                                    + Subject.label(router),
                            "remove the line, or write no_track behind the addresses on " + tracked.name(),
                            subject.at(router, carried));
                }
            }
        }
    }

    private static @Nullable VirtualAddress carriedBy(VirtualRouterSpec router, String interfaceName) {
        return Subject.addressesOf(router).stream()
                .filter(address -> address.tracked() && address.device().equals(interfaceName))
                .findFirst()
                .orElse(null);
    }

    /** A run that is still going when the next is due makes that one drop out. */
    static void scriptOutlastsInterval(Subject subject, Findings findings) {
        for (CheckScriptSpec script : subject.image().scripts()) {
            if (script.timeout().compareTo(script.interval()) > 0) {
                findings.warning(
                        subject.origins().of(script, "timeout"),
                        "timeout " + Seconds.text(script.timeout()) + " is longer than interval "
                                + Seconds.text(script.interval()) + ": a script that hangs makes runs drop out and is"
                                + " noticed only after the timeout; script " + script.name(),
                        "write a timeout of at most the interval");
            }
        }
    }

    private static @Nullable SourceLocation at(Subject subject, Weight weight) {
        return subject.origins().ofEntry(weight.object(), weight.keyword(), weight.name()::equals);
    }
}
