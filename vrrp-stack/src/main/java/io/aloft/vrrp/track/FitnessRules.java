package io.aloft.vrrp.track;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.fsm.Fitness;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns what is known of the host into a priority and into reasons not to take part.
 *
 * <p>A weight above zero is added while the tracked thing works, one below zero while it does not; weight zero means
 * FAULT while it does not work. {@code reverse} turns that round. The sum stays within 1..254, and an owner's 255 never
 * changes.
 */
public final class FitnessRules {

    private FitnessRules() {}

    /** What {@code facts} mean for the virtual router of {@code spec}. */
    public static Fitness fitness(VirtualRouterSpec spec, HostFacts facts) {
        List<String> faults = new ArrayList<>();
        int priority = spec.priority();

        Optional<HostFacts.LinkFacts> primary = facts.link(spec.interfaceName());
        boolean undecided = primary.isPresent() && primary.get().hearing() == HostFacts.Hearing.SOON;
        Optional<IpAddress> source = primary.flatMap(link -> source(spec, link));
        if (primary.isEmpty()) {
            faults.add("(interface " + spec.interfaceName() + " does not exist)");
        } else if (primary.get().hearing() == HostFacts.Hearing.NO) {
            // A router that hears nobody would make itself Master beside a living one.
            faults.add("(cannot receive on interface " + spec.interfaceName() + ")");
        } else if (source.isEmpty()) {
            faults.add("(no IPv4 address for interface)");
        }
        for (String own : ownInterfaces(spec, primary.isPresent())) {
            if (!isUp(own, facts)) {
                faults.add("(interface " + own + " down)");
            }
        }
        for (TrackedInterface tracked : spec.trackedInterfaces()) {
            boolean up = isUp(tracked.name(), facts);
            if (tracked.weight() != 0) {
                priority += contribution(tracked.weight(), tracked.reverse(), up);
            } else if (up == tracked.reverse()) {
                faults.add("(interface " + tracked.name() + (up ? " up)" : " down)"));
            }
        }
        for (TrackedScript tracked : spec.trackedScripts()) {
            ScriptVerdict verdict = facts.script(tracked.script());
            if (verdict == ScriptVerdict.UNKNOWN) {
                undecided |= tracked.weight() == 0;
                continue;
            }
            boolean good = verdict == ScriptVerdict.GOOD;
            if (tracked.weight() != 0) {
                priority += contribution(tracked.weight(), tracked.reverse(), good);
            } else if (good == tracked.reverse()) {
                faults.add("due to script " + tracked.script());
            }
        }

        int effective = spec.isOwner() ? spec.priority() : Math.clamp(priority, 1, 254);
        return new Fitness(effective, faults, undecided, source.orElse(null));
    }

    /** The interface of the advertisements and those of the addresses, unless the operator said not to look at them. */
    private static Set<String> ownInterfaces(VirtualRouterSpec spec, boolean primaryExists) {
        Set<String> names = new LinkedHashSet<>();
        if (spec.trackPrimary() && primaryExists) {
            names.add(spec.interfaceName());
        }
        Stream.concat(spec.addresses().stream(), spec.excludedAddresses().stream())
                .filter(a -> a.tracked() && !a.device().equals(spec.interfaceName()))
                .map(VirtualAddress::device)
                .forEach(names::add);
        return names;
    }

    private static boolean isUp(String name, HostFacts facts) {
        return facts.link(name).map(HostFacts.LinkFacts::up).orElse(false);
    }

    private static int contribution(int weight, boolean reverse, boolean works) {
        int plain = weight > 0 ? (works ? weight : 0) : (works ? 0 : weight);
        return reverse ? -plain : plain;
    }

    /**
     * The configured source, else the interface's first address that is not virtual. Only an owner may speak from a
     * virtual address: it is its own.
     */
    private static Optional<IpAddress> source(VirtualRouterSpec spec, HostFacts.LinkFacts link) {
        if (spec.sourceAddress() != null) {
            return Optional.of(spec.sourceAddress());
        }
        List<IpAddress> candidates = link.addresses().stream()
                .filter(a -> a.family() == spec.family())
                .toList();
        Optional<IpAddress> real =
                candidates.stream().filter(a -> !isVirtual(spec, a)).findFirst();
        return spec.isOwner() ? candidates.stream().findFirst().or(() -> real) : real;
    }

    private static boolean isVirtual(VirtualRouterSpec spec, IpAddress address) {
        return Stream.concat(spec.addresses().stream(), spec.excludedAddresses().stream())
                .anyMatch(a -> a.address().equals(address));
    }
}
