package io.aloft.vrrp.device.plan;

import io.aloft.model.net.AddressFamily;
import io.aloft.netlink.route.StackedLink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out for each wanted interface whether it exists and what it is called, one after the other. */
final class DeviceNames {

    private static final int MOST_SIBLINGS = 10_000;

    private final HostLinks host;
    private final MadeDevices made;
    private final Set<String> reserved = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> notes = new ArrayList<>();

    DeviceNames(HostLinks host, MadeDevices made, List<WantedDevice> wanted) {
        this.host = host;
        this.made = made;
        wanted.stream().filter(WantedDevice::named).map(WantedDevice::name).forEach(reserved::add);
    }

    /** What the operator should know about names. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    PlannedDevice plan(WantedDevice wanted) {
        Optional<StackedLink> base = host.link(wanted.identity().base());
        PlannedDevice planned = base.isPresent() ? onBase(wanted, base.get()) : waiting(wanted);
        used.add(planned.name());
        return planned;
    }

    private PlannedDevice waiting(WantedDevice wanted) {
        String known = made.names().get(wanted.identity());
        String name = known != null && !used.contains(known) ? known : freeName(wanted);
        return new PlannedDevice(wanted, name, new PlannedDevice.Step.Wait());
    }

    private PlannedDevice onBase(WantedDevice wanted, StackedLink base) {
        Optional<StackedLink> match = match(wanted, base.link().index());
        if (match.isPresent()) {
            return new PlannedDevice(
                    wanted, match.get().link().name(), new PlannedDevice.Step.Reuse(base, match.get()));
        }
        String known = made.names().get(wanted.identity());
        if (known != null && isFree(known)) {
            return new PlannedDevice(wanted, known, new PlannedDevice.Step.Create(base));
        }
        Optional<StackedLink> obstacle =
                wanted.named() && !used.contains(wanted.name()) ? host.link(wanted.name()) : Optional.empty();
        if (obstacle.isPresent()) {
            if (sameKind(wanted, obstacle.get())) {
                return new PlannedDevice(wanted, wanted.name(), new PlannedDevice.Step.Replace(base, obstacle.get()));
            }
            // An interface of another kind is somebody's: it stays, whatever the file says.
            notes.add("(" + wanted.owner() + ") interface " + wanted.name() + " already exists and is not a private "
                    + (wanted.isVmac() ? "macvlan" : "ipvlan of mode L2") + "; ignoring vmac if_name");
        }
        return new PlannedDevice(wanted, freeName(wanted), new PlannedDevice.Step.Create(base));
    }

    private static boolean sameKind(WantedDevice wanted, StackedLink existing) {
        return wanted.isVmac()
                ? existing.shape() == wanted.identity().shape()
                : existing.shape().isIpvlanL2();
    }

    /**
     * One that an earlier life left behind, or that somebody prepared. A macvlan is known by its address, whatever it is
     * called; but not one that we made and somebody has renamed, which is in the way of the new one.
     */
    private Optional<StackedLink> match(WantedDevice wanted, int baseIndex) {
        List<StackedLink> matches = host.links().stream()
                .filter(existing -> wanted.identity().matches(existing, baseIndex))
                .filter(existing -> !used.contains(existing.link().name()) && !isRenamed(existing))
                .toList();
        String preferred = made.names().getOrDefault(wanted.identity(), wanted.name());
        return matches.stream()
                .filter(existing -> existing.link().name().equals(preferred))
                .findFirst()
                .or(() -> matches.stream().findFirst());
    }

    /** Whether it is ours and has another name now than we gave it. */
    boolean isRenamed(StackedLink existing) {
        MadeDevices.Made ours = made.owned().get(existing.link().index());
        return ours != null && !ours.name().equals(existing.link().name());
    }

    /** keepalived's names: vrrp.51, for IPv6 then vrrp6.51, then vrrp1.51, vrrp2.51 and so on. */
    private String freeName(WantedDevice wanted) {
        String suffix = "." + wanted.vrid();
        boolean reservedForUs = wanted.named() && !host.link(wanted.name()).isPresent();
        String first = reservedForUs ? wanted.name() : wanted.prefix() + suffix;
        if (reservedForUs ? !used.contains(first) : isFree(first)) {
            return first;
        }
        if (wanted.family() == AddressFamily.INET6 && isFree(wanted.prefix() + "6" + suffix)) {
            return wanted.prefix() + "6" + suffix;
        }
        for (int number = 1; number < MOST_SIBLINGS; number++) {
            String name = wanted.prefix() + number + suffix;
            if (isFree(name)) {
                return name;
            }
        }
        return first;
    }

    private boolean isFree(String name) {
        return !used.contains(name)
                && !reserved.contains(name)
                && host.link(name).isEmpty();
    }
}
