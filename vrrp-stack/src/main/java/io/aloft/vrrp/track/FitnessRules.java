package io.aloft.vrrp.track;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedObject;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.fsm.Fitness;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is known of the host into a priority and into reasons not to take part.
 *
 * <p>A weight above zero is added while the tracked thing works, one below zero while it does not; weight zero means
 * FAULT while it does not work. {@code reverse} turns that round. A file adds its number times its weight. The sum stays
 * within 1..254, and an owner's 255 never changes.
 */
public final class FitnessRules {

    private FitnessRules() {}

    /** What {@code facts} mean for the virtual router of {@code spec} that belongs to no group. */
    public static Fitness fitness(VirtualRouterSpec spec, HostFacts facts) {
        return assess(spec, WatchList.of(spec), facts).fitness();
    }

    /** What {@code facts} mean for the virtual router of {@code spec}, and why. */
    public static Assessment assess(VirtualRouterSpec spec, WatchList watched, HostFacts facts) {
        Contributions sum = new Contributions(spec.priority());
        HostFacts.Hearing hearing = primary(spec, facts, sum);
        Optional<IpAddress> source = SourceAddress.of(spec, facts.links());
        boolean deaf = hearing == HostFacts.Hearing.NO;
        if (source.isEmpty()) {
            if (!deaf) {
                sum.fault(
                        spec.family() == AddressFamily.INET
                                ? "(no IPv4 address for interface)"
                                : "(no IPv6 address for interface)");
            }
        } else if (spec.options().conduct().trackSource()
                && spec.sourceAddress() != null
                && !facts.isPresent(spec.sourceAddress())) {
            sum.fault("(src address not configured)");
        }
        interfaces(spec, watched, facts, sum);
        boolean undecided = scripts(watched, facts, sum) | hearing == HostFacts.Hearing.SOON;
        files(watched, facts, sum);
        processes(watched, facts, sum);
        bfd(watched, facts, sum);
        int priority = sum.priority(spec.isOwner(), spec.priority());
        Fitness fitness = new Fitness(priority, sum.faults(), undecided, source.orElse(null));
        return new Assessment(fitness, sum.reasons());
    }

    /** Looks at the interface of the advertisements and tells whether they reach us. */
    private static HostFacts.Hearing primary(VirtualRouterSpec spec, HostFacts facts, Contributions sum) {
        if (spec.options().unicast().faultWithoutPeer() && !spec.isUnicast()) {
            sum.fault("(cannot use unicast without any peers)");
        }
        String name = spec.interfaceName();
        if (!name.isEmpty()) {
            HostFacts.@Nullable LinkFacts link = facts.link(name).orElse(null);
            if (link == null) {
                sum.fault("(interface " + name + " does not exist)");
                return HostFacts.Hearing.NO;
            }
            if (!spec.isUnicast() && !link.multicast()) {
                sum.fault("(interface " + name + " does not support multicast, specify unicast peers)");
            }
            if (spec.options().link().virtualInterface() != null && !link.ethernet()) {
                sum.fault("(interface " + name + " is not Ethernet, so it can carry no VMAC)");
            }
        }
        HostFacts.Hearing hearing = facts.hearing(spec);
        if (hearing == HostFacts.Hearing.NO) {
            // A router that hears nobody would make itself Master beside a living one.
            sum.fault(name.isEmpty() ? "(cannot receive unicast)" : "(cannot receive on interface " + name + ")");
        }
        return hearing;
    }

    private static void interfaces(VirtualRouterSpec spec, WatchList watched, HostFacts facts, Contributions sum) {
        for (String needed : watched.interfaces()) {
            // That it does not exist was said already.
            boolean missing =
                    needed.equals(spec.interfaceName()) && facts.link(needed).isEmpty();
            if (!missing && !facts.isUp(needed)) {
                sum.fault("(interface " + needed + " down)");
            }
        }
        for (TrackedInterface tracked : watched.tracking().interfaces()) {
            boolean up = facts.isUp(tracked.name());
            String state = "interface " + tracked.name() + (up ? " up" : " down");
            sum.count(tracked.weight(), tracked.reverse(), up, state, "(" + state + ")");
        }
    }

    /** Returns whether a script that decides about FAULT has no result yet. */
    private static boolean scripts(WatchList watched, HostFacts facts, Contributions sum) {
        boolean undecided = false;
        for (TrackedScript tracked : watched.tracking().scripts()) {
            ScriptVerdict verdict = facts.script(tracked.script());
            if (verdict == ScriptVerdict.UNKNOWN) {
                undecided |= tracked.weight() == 0;
                continue;
            }
            boolean good = verdict == ScriptVerdict.GOOD;
            String state = "script " + tracked.script() + " " + (good ? "succeeded" : failure(tracked.script(), facts));
            sum.count(tracked.weight(), tracked.reverse(), good, state, "due to script " + tracked.script());
        }
        return undecided;
    }

    private static String failure(String script, HostFacts facts) {
        ScriptRun run = facts.lastRuns().get(script);
        // The verdict may still be an older one, when the last run does not decide alone.
        return run == null || run.succeeded() ? "failed" : run.describe();
    }

    private static void files(WatchList watched, HostFacts facts, Contributions sum) {
        for (TrackedObject tracked : watched.tracking().files()) {
            int value = facts.file(tracked.name());
            String state = "file " + tracked.name() + " is " + value;
            // The status of a file that means FAULT is this number whatever the file says (measured).
            String fault = "(tracked file " + tracked.name() + " has status " + Contributions.FAULT + ")";
            if (meansFault(tracked, value)) {
                sum.fault(fault);
            } else {
                sum.add((int) Math.min(product(tracked, value), 253), state);
            }
        }
    }

    /** Whether a tracked file with this number in it keeps a router from taking part. */
    static boolean meansFault(TrackedObject file, int value) {
        return file.weight() == 0 ? (value == 0) == file.reverse() : product(file, value) <= Contributions.FAULT;
    }

    private static long product(TrackedObject file, int value) {
        return (long) value * file.weight() * (file.reverse() ? -1 : 1);
    }

    private static void processes(WatchList watched, HostFacts facts, Contributions sum) {
        for (TrackedObject tracked : watched.tracking().processes()) {
            boolean reached = facts.process(tracked.name());
            String state = "process " + tracked.name() + (reached ? " quorum achieved" : " quorum not achieved");
            sum.count(tracked.weight(), tracked.reverse(), reached, state, "(tracked " + state + ")");
        }
    }

    private static void bfd(WatchList watched, HostFacts facts, Contributions sum) {
        for (TrackedObject tracked : watched.tracking().bfdInstances()) {
            boolean up = facts.bfd(tracked.name());
            String state = "BFD instance " + tracked.name() + (up ? " is UP" : " is DOWN");
            sum.count(tracked.weight(), tracked.reverse(), up, state, "(tracked " + state + ")");
        }
    }
}
