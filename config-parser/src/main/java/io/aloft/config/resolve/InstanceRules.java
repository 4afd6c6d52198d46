package io.aloft.config.resolve;

import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.bind.VirtualInterfaceDraft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.host.HostFacts;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** Keywords of one instance that exclude each other, or that strict mode, the family or the priority forbids. */
final class InstanceRules {

    private final HostFacts host;
    private final Diagnostics diagnostics;
    private final InstanceDraft draft;
    private final boolean strict;
    private final int version;
    private final AddressFamily family;
    private final boolean owner;

    InstanceRules(
            HostFacts host,
            Diagnostics diagnostics,
            InstanceDraft draft,
            boolean strict,
            int version,
            AddressFamily family,
            boolean owner) {
        this.host = host;
        this.diagnostics = diagnostics;
        this.draft = draft;
        this.strict = strict;
        this.version = version;
        this.family = family;
        this.owner = owner;
    }

    /** Reports all of them. */
    void check() {
        checkFamily();
        checkInterfaces();
        checkMulticast();
        if (strict) {
            checkStrict();
        }
        checkOwner();
    }

    private void checkFamily() {
        Statement nativeIpv6 = draft.statement("native_ipv6");
        if (nativeIpv6 != null && family == AddressFamily.INET) {
            contradiction(nativeIpv6, "native_ipv6 does not work with IPv4 addresses; ignored");
        }
        VirtualInterfaceDraft virtual = draft.link.virtualInterface;
        checkFamily("use_ipvlan", virtual == null || virtual.address == null ? null : virtual.address.address());
        checkFamily("mcast_dst_ip", draft.group);
        boolean unicast = !draft.unicast.peers.isEmpty();
        if (family == AddressFamily.INET6 && !unicast && !draft.addresses.isEmpty()) {
            IpAddress first = draft.addresses.getFirst().address();
            if (!first.isLinkLocal()) {
                firstNotLinkLocal(draft.addresses.getFirst().location(), first);
            }
        }
    }

    private void checkFamily(String keyword, @Nullable IpAddress address) {
        Statement statement = draft.statement(keyword);
        if (statement != null && address != null && address.family() != family) {
            error(
                    Code.ADDRESS_FAMILY,
                    statement.location(),
                    keyword + " " + address + " is of another family than the instance, ignored");
        }
    }

    /** RFC 5798 section 5.2.9: the first IPv6 address in an advertisement is the router's link-local one. */
    private void firstNotLinkLocal(SourceLocation location, IpAddress first) {
        String message =
                first + " comes first and is not link-local (fe80::/10), as RFC 5798 wants the first address to be; "
                        + draft.label();
        if (strict) {
            diagnostics.error(Code.NOT_LINK_LOCAL, location, StatusClass.GENERAL_ERROR, message);
        } else {
            diagnostics.warning(Code.NOT_LINK_LOCAL, location, StatusClass.OK, message);
        }
    }

    private void checkInterfaces() {
        Statement vmac = draft.statement("use_vmac");
        Statement ipvlan = draft.statement("use_ipvlan");
        Statement promote = draft.statement("promote_secondaries");
        if (promote != null && (vmac != null || ipvlan != null)) {
            contradiction(promote, "promote_secondaries is set for a VMAC anyway; ignored");
        }
        if (vmac != null && ipvlan != null) {
            boolean vmacLast = isBehind(vmac, ipvlan);
            contradiction(
                    vmacLast ? vmac : ipvlan,
                    (vmacLast ? "use_vmac after use_ipvlan" : "use_ipvlan after use_vmac")
                            + ": an instance has one virtual interface; ignored");
        } else if (ipvlan != null && family == AddressFamily.INET && lacksAddress()) {
            error(
                    Code.IPVLAN_WITHOUT_ADDRESS,
                    ipvlan.location(),
                    "use_ipvlan needs an address to send IPv4 advertisements from; the instance stays in FAULT");
        }
        Statement vrf = draft.statement("vrf");
        if (vrf == null || vrf.arguments().isEmpty()) {
            return;
        }
        Word name = vrf.arguments().getFirst();
        if (draft.statement("interface") != null) {
            contradiction(vrf, "vrf is for unicast instances without interface; ignored");
        } else if (!host.hasInterface(name.text())) {
            error(Code.INTERFACE_MISSING, name.location(), "vrf " + name + " does not exist");
        } else if (draft.unicast.peers.isEmpty()) {
            contradiction(vrf, "vrf does not work with multicast; ignored");
        }
    }

    private void checkMulticast() {
        Statement group = draft.statement("mcast_dst_ip");
        if (group != null && !draft.unicast.peers.isEmpty()) {
            contradiction(group, "mcast_dst_ip has no meaning with unicast_peer; ignored");
        }
    }

    private void checkStrict() {
        Statement accept = draft.statement("accept");
        if (accept != null && Boolean.TRUE.equals(draft.conduct.accept) && version == 2 && !owner) {
            strictly(
                    accept,
                    "only the address owner accepts packets to the virtual addresses (RFC 3768); accept is cleared");
        }
        Statement repeat = draft.statement("garp_lower_prio_repeat");
        if (repeat != null && draft.garp.lowerPrioRepeat != null && draft.garp.lowerPrioRepeat > 0) {
            strictly(repeat, "garp_lower_prio_repeat is 0; 0 is used");
        }
        Statement delay = draft.statement("garp_lower_prio_delay");
        if (delay != null && draft.garp.lowerPrioDelay != null && !draft.garp.lowerPrioDelay.isZero()) {
            strictly(delay, "garp_lower_prio_delay is 0; 0 is used");
        }
        Statement lower = draft.statement("lower_prio_no_advert");
        if (lower != null && Boolean.FALSE.equals(draft.conduct.lowerPrioNoAdvert)) {
            strictly(lower, "lower_prio_no_advert is on; on is used");
        }
        Statement higher = draft.statement("higher_prio_send_advert");
        if (higher != null && Boolean.TRUE.equals(draft.conduct.higherPrioSendAdvert)) {
            strictly(higher, "higher_prio_send_advert is off; off is used");
        }
        Statement onBase = draft.statement("vmac_xmit_base");
        if (onBase != null && draft.link.virtualInterface != null && draft.unicast.peers.isEmpty()) {
            strictly(onBase, "advertisements leave by the VMAC; vmac_xmit_base is cleared");
        }
        Statement vmac = draft.statement("use_vmac");
        if (vmac != null && draft.link.virtualInterface != null && !draft.link.virtualInterface.octets.isEmpty()) {
            strictly(vmac, "a VMAC has the MAC address of RFC 5798; the one that is written is cleared");
        }
        Statement without = draft.statement("no_virtual_ipaddress");
        if (without != null) {
            diagnostics.warning(
                    Code.STRICT_MODE_VALUE,
                    without.location(),
                    StatusClass.WARNING,
                    "in strict mode an instance has addresses; no_virtual_ipaddress is cleared; " + draft.label());
        }
    }

    private void checkOwner() {
        Statement ignore = draft.statement("owner_ignore_adverts");
        if (ignore != null && Boolean.TRUE.equals(draft.conduct.ownerIgnoresAdverts) && !owner) {
            contradiction(ignore, "owner_ignore_adverts needs the priority 255 of an address owner; ignored");
        }
        Statement expired = draft.statement("timer_expired_backup");
        if (expired != null && draft.conduct.lateTimerPriority != null && draft.preempt) {
            contradiction(expired, "timer_expired_backup works with nopreempt only; cleared");
        }
    }

    private boolean lacksAddress() {
        VirtualInterfaceDraft virtual = draft.link.virtualInterface;
        return virtual == null || virtual.address == null;
    }

    /** In the order of reading, which may lead through several files. */
    private boolean isBehind(Statement later, Statement earlier) {
        Statement block = draft.written();
        return block != null && block.content().indexOf(later) > block.content().indexOf(earlier);
    }

    private void strictly(Statement statement, String message) {
        error(Code.STRICT_MODE_VALUE, statement.location(), "in strict mode " + message);
    }

    private void contradiction(Statement statement, String message) {
        error(Code.KEYWORDS_CONTRADICT, statement.location(), message);
    }

    private void error(Code code, SourceLocation location, String message) {
        diagnostics.error(code, location, StatusClass.GENERAL_ERROR, message + "; " + draft.label());
    }
}
