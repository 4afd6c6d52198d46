package io.aloft.config.resolve;

import io.aloft.config.bind.AlertsDraft;
import io.aloft.config.bind.ConductDraft;
import io.aloft.config.bind.GlobalDraft;
import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.bind.LinkDraft;
import io.aloft.config.bind.SyncGroupDraft;
import io.aloft.config.bind.VirtualInterfaceDraft;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.MacAddress;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.vrrp.Alerts;
import io.aloft.model.vrrp.Conduct;
import io.aloft.model.vrrp.LinkOptions;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an instance says beyond the protocol's own parameters, with the defaults it takes from elsewhere. */
final class OptionsResolver {

    /** RFC 5798 section 7.3: the VRID is the last octet. */
    private static final long VIRTUAL_MAC_V4 = 0x0000_5e00_0100L;

    private static final long VIRTUAL_MAC_V6 = 0x0000_5e00_0200L;
    private static final int MAC_OCTETS = 6;

    private final GlobalDraft global;
    private final ScriptResolver scripts;
    private final SyncGroups groups;
    private final HmacRules hmac;

    OptionsResolver(GlobalDraft global, ScriptResolver scripts, SyncGroups groups, HmacRules hmac) {
        this.global = global;
        this.groups = groups;
        this.hmac = hmac;
        this.scripts = scripts;
    }

    VirtualRouterOptions resolve(
            InstanceDraft draft,
            AddressFamily family,
            boolean owner,
            boolean strict,
            int version,
            Duration advertInterval,
            @Nullable VirtualInterface virtualInterface) {
        SyncGroupDraft group = groups.groupOf(draft);
        return new VirtualRouterOptions(
                draft.unicast.settings(),
                link(draft, virtualInterface),
                conduct(draft, owner, strict, version),
                alerts(draft.alerts, group == null ? null : group.alerts),
                hmac.settings(draft, advertInterval, strict),
                draft.routes,
                draft.rules,
                group == null ? null : group.name,
                draft.vipLease == null ? global.vipLease : draft.vipLease,
                0);
    }

    /** The interface that is made for an instance; null for none. */
    @Nullable
    VirtualInterface virtualInterface(InstanceDraft draft, AddressFamily family, boolean strict) {
        VirtualInterfaceDraft written = draft.link.virtualInterface;
        if (written == null || draft.vrid == null) {
            return null;
        }
        String name = written.name == null ? global.vmacPrefix + "." + draft.vrid : written.name;
        if (!written.vmac) {
            return new VirtualInterface.Ipvlan(
                    name,
                    written.group,
                    written.address == null ? null : written.address.address(),
                    written.address == null ? 0 : written.address.length(),
                    written.mode == null ? VirtualInterface.Mode.BRIDGE : written.mode);
        }
        // Unicast through a virtual MAC address would not come back, so it leaves by the interface below.
        boolean onBase = draft.link.transmitOnBase && !strict || !draft.unicast.peers.isEmpty();
        // RFC 5798 section 7.3 leaves no choice.
        List<Integer> octets = strict ? List.of() : written.octets;
        return new VirtualInterface.Vmac(
                name, mac(octets, family, draft.vrid), written.group, onBase, written.notifyAddress);
    }

    private static MacAddress mac(List<Integer> octets, AddressFamily family, int vrid) {
        if (octets.isEmpty()) {
            return new MacAddress((family == AddressFamily.INET ? VIRTUAL_MAC_V4 : VIRTUAL_MAC_V6) | vrid);
        }
        long bits = 0;
        for (int octet : octets) {
            bits = bits << 8 | octet;
        }
        return new MacAddress(octets.size() == MAC_OCTETS ? bits : bits << 8 | vrid);
    }

    private LinkOptions link(InstanceDraft draft, @Nullable VirtualInterface virtualInterface) {
        LinkDraft link = draft.link;
        return new LinkOptions(
                virtualInterface,
                link.vmacForAddresses,
                draft.interfaceName == null ? link.vrf : null,
                // keepalived sets it on every interface that it makes.
                link.promoteSecondaries && virtualInterface == null,
                link.pollLink,
                link.receiveBuffer,
                link.ipvsSyncInterface);
    }

    private Conduct conduct(InstanceDraft draft, boolean owner, boolean strict, int version) {
        ConductDraft conduct = draft.conduct;
        boolean accept = conduct.accept != null ? conduct.accept : owner || !strict;
        // What is overruled here has been reported by the rules for instances.
        if (strict && !owner && version == 2) {
            accept = false;
        }
        Integer late = draft.preempt ? null : conduct.lateTimerPriority;
        return new Conduct(
                strict,
                accept,
                ownerIgnoresAdverts(draft, owner, strict),
                conduct.checksumAsVersion2,
                conduct.unicastChecksum,
                conduct.trackSource && draft.sourceAddress != null,
                late,
                conduct.extraGarp == null ? global.extraGarp : conduct.extraGarp,
                conduct.debugLevel);
    }

    private boolean ownerIgnoresAdverts(InstanceDraft draft, boolean owner, boolean strict) {
        Boolean written = draft.conduct.ownerIgnoresAdverts;
        if (!owner) {
            return false;
        }
        return written != null ? written : strict || global.ownerIgnoresAdverts;
    }

    private Alerts alerts(AlertsDraft own, @Nullable AlertsDraft group) {
        return new Alerts(
                mail(own),
                priorityChanges(own.priorityChanges == null && group != null ? group : own),
                own.tellDeletion,
                scripts.resolve(own.deleted),
                scripts.resolve(own.lowerPriorityReceived));
    }

    /** Its own word, else that for all of VRRP, else that for everything; nobody wants mail without any. */
    boolean mail(AlertsDraft alerts) {
        Boolean inherited = global.mail.settings().alertVrrp();
        Boolean everything = global.mail.settings().alert();
        Boolean chosen = alerts.mail != null ? alerts.mail : inherited != null ? inherited : everything;
        return Boolean.TRUE.equals(chosen);
    }

    boolean priorityChanges(AlertsDraft alerts) {
        return alerts.priorityChanges != null ? alerts.priorityChanges : global.notifyPriorityChanges;
    }

    /** The scripts of an instance or a sync group. */
    NotifyScripts notifyScripts(AlertsDraft alerts) {
        return new NotifyScripts(
                scripts.resolve(alerts.notifyMaster),
                scripts.resolve(alerts.notifyBackup),
                scripts.resolve(alerts.notifyFault),
                scripts.resolve(alerts.notifyStop),
                scripts.resolve(alerts.notify));
    }
}
