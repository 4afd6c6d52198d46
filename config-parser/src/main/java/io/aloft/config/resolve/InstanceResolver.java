package io.aloft.config.resolve;

import io.aloft.config.bind.AddressDraft;
import io.aloft.config.bind.ConfigDraft;
import io.aloft.config.bind.GlobalDraft;
import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.host.HostFacts;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.vrrp.AdvertisementSize;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterKey;
import io.aloft.model.vrrp.VirtualRouterOptions;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Instances, with the checks that need the whole block. What makes keepalived end itself leaves one instance out here and
 * lets the others run; the exit status of {@code -t} stays keepalived's.
 */
final class InstanceResolver {

    private static final long MOST_CENTISECONDS = 4095;
    private static final Duration LONGEST_V2_INTERVAL = Duration.ofSeconds(255);

    private final ConfigDraft config;
    private final GlobalDraft global;
    private final Diagnostics diagnostics;
    private final TrackingResolver tracking;
    private final OptionsResolver options;
    private final HostFacts host;
    private final Identities identities;
    private final HmacRules hmac;

    InstanceResolver(
            ConfigDraft config,
            HostFacts host,
            Diagnostics diagnostics,
            TrackingResolver tracking,
            OptionsResolver options,
            HmacRules hmac) {
        this.host = host;
        this.config = config;
        this.global = config.global();
        this.diagnostics = diagnostics;
        this.tracking = tracking;
        this.options = options;
        this.hmac = hmac;
        this.identities = new Identities(host, global, diagnostics);
    }

    /** The instance, or null when it is invalid, which has then been reported. */
    @Nullable
    VirtualRouterSpec resolve(InstanceDraft draft) {
        boolean strict = draft.conduct.strict == null ? global.strict : draft.conduct.strict;
        AddressFamily family = family(draft);
        VirtualInterface virtual = options.virtualInterface(draft, family, strict);
        int version = version(draft, family, strict);
        boolean owner = draft.effectivePriority() == VirtualRouterSpec.OWNER_PRIORITY;
        boolean master = master(draft, owner, strict) && !isMasterWithAh(draft, owner, version, strict);
        Authentication authentication = authentication(draft, version, strict, family);
        tellUnicastWithoutPeer(draft);
        Duration interval = advertInterval(draft, version);
        boolean preempt = preempt(draft, owner, master);
        Duration preemptDelay = preemptDelay(draft, master, strict, preempt);
        List<VirtualAddress> addresses = addresses(draft, draft.addresses, family, virtual);
        boolean enough = hasAddress(draft, version, strict);
        Tracking tracked = tracking.resolve(draft, owner);
        NotifyScripts notify = options.notifyScripts(draft.alerts);
        VirtualRouterOptions further = options.resolve(draft, family, owner, strict, version, interval, virtual);
        new InstanceRules(host, diagnostics, draft, strict, version, family, owner).check();
        boolean usable = identities.isComplete(draft) && hmac.isUsable(draft);
        if (!usable || !enough || draft.vrid == null) {
            return null;
        }
        boolean multicast = draft.unicast.peers.isEmpty();
        IpAddress source = source(draft, virtual);
        IpAddress group = group(draft, family, multicast);
        VirtualRouterKey key = key(draft, draft.vrid, family, multicast ? group : source, virtual);
        int occurrence = identities.claim(draft, key, multicast);
        if (occurrence < 0) {
            return null;
        }
        int advertised = advertised(draft, addresses.size(), family, version, authentication);
        List<VirtualAddress> excluded = addresses(draft, draft.excluded, family, virtual);
        excluded.addAll(0, addresses.subList(advertised, addresses.size()));
        return new VirtualRouterSpec(
                draft.name,
                key.interfaceName(),
                family,
                key.vrid(),
                version,
                master,
                draft.effectivePriority(),
                interval,
                downTimerAdverts(draft, strict),
                preempt,
                preemptDelay,
                authentication,
                group,
                source,
                addresses.subList(0, advertised),
                excluded,
                draft.trackPrimary,
                tracked,
                garp(draft, strict),
                strict || either(draft.conduct.lowerPrioNoAdvert, global.lowerPrioNoAdvert),
                !strict && either(draft.conduct.higherPrioSendAdvert, global.higherPrioSendAdvert),
                draft.skipCheckAdvertAddress,
                notify,
                further.withOccurrence(occurrence));
    }

    private static VirtualRouterKey key(
            InstanceDraft draft,
            int vrid,
            AddressFamily family,
            @Nullable IpAddress via,
            @Nullable VirtualInterface virtualInterface) {
        return new VirtualRouterKey(
                draft.interfaceName == null ? "" : draft.interfaceName,
                family,
                vrid,
                via,
                virtualInterface instanceof VirtualInterface.Vmac,
                0);
    }

    private GarpPolicy garp(InstanceDraft draft, boolean strict) {
        return strict
                ? GarpResolver.strictPolicy(draft.garp, global.garpInterval)
                : GarpResolver.policy(draft.garp, global.garpInterval);
    }

    private void tellUnicastWithoutPeer(InstanceDraft draft) {
        if (draft.unicast.withoutPeer) {
            diagnostics.warning(
                    Code.UNICAST_WITHOUT_PEER,
                    draft.location(),
                    StatusClass.DEPRECATED,
                    "a unicast keyword without any usable unicast_peer; multicast is used; " + draft.label(),
                    "name the peers in unicast_peer, or remove the unicast keywords");
        }
    }

    private int version(InstanceDraft draft, AddressFamily family, boolean strict) {
        if (draft.version == null) {
            return family == AddressFamily.INET6 ? 3 : global.version;
        }
        if (draft.version == 2 && family == AddressFamily.INET6 && strict) {
            error(Code.STRICT_MODE_VALUE, draft, "in strict mode IPv6 needs VRRP version 3; version 3 is used");
            return 3;
        }
        return draft.version;
    }

    private static boolean either(@Nullable Boolean own, @Nullable Boolean inherited) {
        return own != null ? own : inherited != null && inherited;
    }

    /** Peers fix it while the block is read only: keepalived takes an instance without addresses for IPv4 in the end. */
    private static AddressFamily family(InstanceDraft draft) {
        AddressFamily fixed = draft.family();
        boolean byPeers = !draft.nativeIpv6 && draft.sourceAddress == null && draft.addresses.isEmpty();
        return fixed == null || byPeers ? AddressFamily.INET : fixed;
    }

    /** A group of another family, or with unicast, has been reported and does not count. */
    private IpAddress group(InstanceDraft draft, AddressFamily family, boolean multicast) {
        return draft.group != null && draft.group.family() == family && multicast
                ? draft.group
                : family == AddressFamily.INET ? global.group4 : global.group6;
    }

    /** The address of an ipvlan interface is a source address too. */
    private static @Nullable IpAddress source(InstanceDraft draft, @Nullable VirtualInterface virtualInterface) {
        return draft.sourceAddress == null && virtualInterface instanceof VirtualInterface.Ipvlan ipvlan
                ? ipvlan.address()
                : draft.sourceAddress;
    }

    private boolean master(InstanceDraft draft, boolean owner, boolean strict) {
        if (draft.master == null) {
            return owner;
        }
        if (strict && draft.master != owner) {
            error(
                    Code.STATE_IN_STRICT_MODE,
                    draft,
                    "in strict mode state MASTER belongs to priority 255 and to no other; state corrected");
            return owner;
        }
        return draft.master;
    }

    private boolean isMasterWithAh(InstanceDraft draft, boolean owner, int version, boolean strict) {
        boolean ah = "AH".equals(draft.authType) && draft.password != null && version == 2 && !strict;
        if (ah && !owner && Boolean.TRUE.equals(draft.master)) {
            error(Code.MASTER_WITH_AH, draft, "state MASTER does not work with auth_type AH; BACKUP is used");
            return true;
        }
        return false;
    }

    private Authentication authentication(InstanceDraft draft, int version, boolean strict, AddressFamily family) {
        if (draft.authType == null) {
            return Authentication.NONE;
        }
        if (draft.hmac != null) {
            error(
                    Code.AUTHENTICATION_NOT_POSSIBLE,
                    draft,
                    "auth_hmac is the authentication of this instance; auth_type and auth_pass are ignored");
            return Authentication.NONE;
        }
        if (strict || version == 3) {
            error(
                    Code.AUTHENTICATION_NOT_POSSIBLE,
                    draft,
                    (strict ? "strict mode" : "VRRP version 3") + " has no authentication; authentication ignored");
            return Authentication.NONE;
        }
        if (draft.password == null) {
            error(
                    Code.AUTHENTICATION_WITHOUT_PASSWORD,
                    draft,
                    "authentication without auth_pass; authentication ignored");
            return Authentication.NONE;
        }
        if (draft.authType.equals("AH")) {
            if (family == AddressFamily.INET6) {
                error(
                        Code.AUTHENTICATION_NOT_POSSIBLE,
                        draft,
                        "auth_type AH does not work with IPv6; authentication ignored");
                return Authentication.NONE;
            }
        }
        return draft.authType.equals("AH")
                ? new Authentication.Header(draft.password)
                : new Authentication.Password(draft.password);
    }

    /** RFC 3768 section 5.3.7: version 2 counts whole seconds in one byte. */
    private Duration advertInterval(InstanceDraft draft, int version) {
        Duration written = draft.advertInterval;
        if (version == 3) {
            return advertIntervalV3(draft);
        }
        if (written.getNano() == 0) {
            return written;
        }
        Duration rounded =
                Duration.ofSeconds(Math.max(1, written.plusMillis(500).toSeconds()));
        Duration used = rounded.compareTo(LONGEST_V2_INTERVAL) > 0 ? LONGEST_V2_INTERVAL : rounded;
        error(
                Code.ADVERT_INT_VERSION_2,
                draft,
                "advert_int " + written.toMillis() + " ms must be whole seconds in VRRP version 2; " + used.toSeconds()
                        + " s is used");
        return used;
    }

    /** RFC 5798 section 5.2.7: version 3 counts centiseconds in twelve bits. */
    private Duration advertIntervalV3(InstanceDraft draft) {
        long centiseconds = Math.clamp(draft.advertInterval.plusMillis(5).toMillis() / 10, 1, MOST_CENTISECONDS);
        Duration used = Duration.ofMillis(centiseconds * 10);
        if (!used.equals(draft.advertInterval)) {
            error(
                    Code.ADVERT_INT_VERSION_3,
                    draft,
                    "advert_int " + draft.advertInterval.toMillis()
                            + " ms must be a multiple of 10 ms and at most 40.95 s in VRRP version 3; "
                            + used.toMillis() + " ms is used");
        }
        return used;
    }

    private boolean preempt(InstanceDraft draft, boolean owner, boolean master) {
        if (!draft.preempt && (owner || master)) {
            error(
                    Code.NOPREEMPT_AS_MASTER,
                    draft,
                    "nopreempt does not work with " + (owner ? "priority 255" : "state MASTER") + "; cleared");
            return true;
        }
        return draft.preempt;
    }

    private Duration preemptDelay(InstanceDraft draft, boolean master, boolean strict, boolean preempt) {
        if (draft.preemptDelay.isZero() || !master && !strict && preempt) {
            return draft.preemptDelay;
        }
        String with = master ? "state MASTER" : strict ? "strict mode" : "nopreempt";
        error(Code.PREEMPT_DELAY_WITHOUT_EFFECT, draft, "preempt_delay does not work with " + with + "; cleared");
        return Duration.ZERO;
    }

    private int downTimerAdverts(InstanceDraft draft, boolean strict) {
        if (strict && draft.downTimerAdverts != 3) {
            error(
                    Code.STRICT_MODE_VALUE,
                    draft,
                    "in strict mode down_timer_adverts is 3, not " + draft.downTimerAdverts + "; 3 is used");
            return 3;
        }
        return (int) draft.downTimerAdverts;
    }

    private List<VirtualAddress> addresses(
            InstanceDraft draft,
            List<AddressDraft> from,
            AddressFamily family,
            @Nullable VirtualInterface virtualInterface) {
        String base = draft.interfaceName == null ? global.defaultInterface : draft.interfaceName;
        String own = virtualInterface instanceof VirtualInterface.Vmac vmac ? vmac.name() : base;
        var addresses = new ArrayList<VirtualAddress>();
        for (AddressDraft entry : from) {
            addresses.add(AddressResolver.resolve(entry, base, entry.address().family() == family ? own : base));
        }
        return addresses;
    }

    /** How many addresses go into an advertisement. */
    private int advertised(
            InstanceDraft draft, int wanted, AddressFamily family, int version, Authentication authentication) {
        HostFacts.LinkFacts link = draft.interfaceName == null ? null : host.link(draft.interfaceName);
        int room = AdvertisementSize.capacity(
                family, version, authentication, draft.hmac != null, link == null ? null : link.mtu());
        if (wanted > room) {
            error(
                    Code.TOO_MANY_ADDRESSES,
                    draft,
                    "Number of VIPs (" + wanted + ") exceeds maximum/space available in packet (max " + room
                            + " addresses) - excess moved to eVIPs");
        }
        return Math.min(wanted, room);
    }

    private boolean hasAddress(InstanceDraft draft, int version, boolean strict) {
        if (!draft.addresses.isEmpty() || draft.withoutAddressesIntended && !strict) {
            return true;
        }
        if (version == 3 || strict) {
            error(
                    Code.ADDRESS_REQUIRED,
                    draft,
                    (strict ? "strict mode" : "VRRP version 3") + " needs at least one address in virtual_ipaddress;"
                            + " the instance is left out");
            return false;
        }
        diagnostics.warning(
                Code.NO_ADDRESS,
                draft.location(),
                StatusClass.WARNING,
                "no address in virtual_ipaddress; " + draft.label(),
                "no_virtual_ipaddress says that this is meant");
        return true;
    }

    private void error(Code code, InstanceDraft draft, String message) {
        diagnostics.error(code, draft.location(), StatusClass.GENERAL_ERROR, message + "; " + draft.label());
    }
}
