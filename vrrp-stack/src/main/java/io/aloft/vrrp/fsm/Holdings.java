package io.aloft.vrrp.fsm;

import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.fsm.RouterAction.AddAddresses;
import io.aloft.vrrp.fsm.RouterAction.AddEntries;
import io.aloft.vrrp.fsm.RouterAction.BlockTraffic;
import io.aloft.vrrp.fsm.RouterAction.CancelAnnouncements;
import io.aloft.vrrp.fsm.RouterAction.RemoveAddresses;
import io.aloft.vrrp.fsm.RouterAction.RemoveEntries;
import io.aloft.vrrp.fsm.RouterAction.UnblockTraffic;
import java.util.List;
import java.util.Objects;

/** What a Master has in the kernel: addresses, routes, rules and the firewall's guard, in keepalived's order. */
final class Holdings {

    private Holdings() {}

    /** Everything that a new Master needs. */
    static void add(RouterCore core) {
        VirtualRouterSpec spec = core.spec();
        List<VirtualAddress> guarded = guarded(spec);
        if (!guarded.isEmpty()) {
            core.act(Phrases.settingFirewall(core.name()));
            core.act(new BlockTraffic(guarded));
        }
        if (!spec.addresses().isEmpty()) {
            core.act(Phrases.settingAddresses(core.name()));
        }
        if (!spec.excludedAddresses().isEmpty()) {
            core.act(Phrases.settingExcludedAddresses(core.name()));
        }
        addAddresses(core, spec.allAddresses());
        List<RouteSpec> routes = spec.options().routes();
        List<RuleSpec> rules = spec.options().rules();
        if (!routes.isEmpty()) {
            core.act(Phrases.settingRoutes(core.name()));
        }
        if (!rules.isEmpty()) {
            core.act(Phrases.settingRules(core.name()));
        }
        addEntries(core, routes, rules);
    }

    /** Everything a Master gives away. */
    static void remove(RouterCore core) {
        sayRemovingEntries(core);
        removeEntries(
                core, core.spec().options().routes(), core.spec().options().rules());
        core.act(new CancelAnnouncements());
        sayRemovingAddresses(core);
        removeAddresses(core, core.spec().allAddresses());
        List<VirtualAddress> guarded = guarded(core.spec());
        if (!guarded.isEmpty()) {
            core.act(Phrases.removingFirewall(core.name()));
            core.act(new UnblockTraffic(guarded));
        }
    }

    /**
     * What an earlier life may have left. keepalived would take an owner's own address away too, which can be the only one
     * of its interface.
     *
     * @param aloud false for a router that has nothing to say yet
     */
    static void removeLeftovers(RouterCore core, boolean aloud) {
        VirtualRouterSpec spec = core.spec();
        if (aloud) {
            sayRemovingEntries(core);
        }
        removeEntries(core, spec.options().routes(), spec.options().rules());
        if (!spec.isOwner()) {
            if (aloud) {
                sayRemovingAddresses(core);
            }
            removeAddresses(core, spec.allAddresses());
        }
    }

    /** What a reload changes for a Master: the old goes, the new comes, what is in both is not touched. */
    static void replace(RouterCore core, VirtualRouterSpec before, VirtualRouterSpec after) {
        removeEntries(
                core,
                without(before.options().routes(), after.options().routes()),
                without(before.options().rules(), after.options().rules()));
        List<VirtualAddress> gone = without(before.allAddresses(), after.allAddresses());
        gone.forEach(address -> core.act(Phrases.addressGone(core.name(), address)));
        removeAddresses(core, gone);
        List<VirtualAddress> unguarded = without(guarded(before), guarded(after));
        if (!unguarded.isEmpty()) {
            core.act(new UnblockTraffic(unguarded));
        }
        List<VirtualAddress> guarded = without(guarded(after), guarded(before));
        if (!guarded.isEmpty()) {
            core.act(new BlockTraffic(guarded));
        }
        List<VirtualAddress> added = without(after.allAddresses(), before.allAddresses());
        boolean otherLease = !Objects.equals(Lease.seconds(before), Lease.seconds(after));
        addAddresses(core, otherLease ? after.allAddresses() : added);
        addEntries(
                core,
                without(after.options().routes(), before.options().routes()),
                without(after.options().rules(), before.options().rules()));
        core.announce(added, after.garp().masterRepeat());
    }

    static void addEntries(RouterCore core, List<RouteSpec> routes, List<RuleSpec> rules) {
        if (!routes.isEmpty() || !rules.isEmpty()) {
            core.act(new AddEntries(routes, rules));
        }
    }

    private static void removeEntries(RouterCore core, List<RouteSpec> routes, List<RuleSpec> rules) {
        if (!routes.isEmpty() || !rules.isEmpty()) {
            core.act(new RemoveEntries(routes, rules));
        }
    }

    private static void addAddresses(RouterCore core, List<VirtualAddress> addresses) {
        if (!addresses.isEmpty()) {
            core.act(new AddAddresses(addresses, Lease.seconds(core.spec())));
        }
    }

    private static void removeAddresses(RouterCore core, List<VirtualAddress> addresses) {
        if (!addresses.isEmpty()) {
            core.act(new RemoveAddresses(addresses));
        }
    }

    private static void sayRemovingEntries(RouterCore core) {
        if (!core.spec().options().rules().isEmpty()) {
            core.act(Phrases.removingRules(core.name()));
        }
        if (!core.spec().options().routes().isEmpty()) {
            core.act(Phrases.removingRoutes(core.name()));
        }
    }

    private static void sayRemovingAddresses(RouterCore core) {
        if (!core.spec().addresses().isEmpty()) {
            core.act(Phrases.removingAddresses(core.name()));
        }
        if (!core.spec().excludedAddresses().isEmpty()) {
            core.act(Phrases.removingExcludedAddresses(core.name()));
        }
    }

    /**
     * The addresses that accept no packets: those of a Master that is not their owner while Accept_Mode is false
     * (RFC 5798 section 6.4.3, step 650).
     */
    private static List<VirtualAddress> guarded(VirtualRouterSpec spec) {
        return spec.options().conduct().accept() || spec.isOwner() ? List.of() : spec.allAddresses();
    }

    private static <T> List<T> without(List<T> all, List<T> those) {
        return all.stream().filter(one -> !those.contains(one)).toList();
    }
}
