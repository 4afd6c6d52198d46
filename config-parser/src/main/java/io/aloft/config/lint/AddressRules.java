package io.aloft.config.lint;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.LocalAddress;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about virtual addresses and the networks of this machine. Without its addresses nothing is said about networks. */
final class AddressRules {

    private static final int LINK_LOCAL_V6 = 0xfe80 >> 6;
    private static final int LINK_LOCAL_V4 = 169 << 8 | 254;

    private AddressRules() {}

    /** An address with a prefix of its own brings its network along; a single address must be in one that is there. */
    static void outsideEveryPrefix(Subject subject, Findings findings) {
        for (VirtualRouterSpec router : subject.routers()) {
            for (VirtualAddress address : strangers(subject, router)) {
                if (covering(subject, address.address()).isEmpty()) {
                    findings.warning(
                            subject.at(router, address),
                            "address " + address.address() + " is in no network of this machine ("
                                    + networks(subject, address) + "): neighbours will not ask for it; "
                                    + Subject.label(router),
                            "correct the address, or write its prefix length if it is a network of its own");
                }
            }
        }
    }

    /** The network is there, but behind another interface. */
    static void prefixOfOtherInterface(Subject subject, Findings findings) {
        for (VirtualRouterSpec router : subject.routers()) {
            for (VirtualAddress address : strangers(subject, router)) {
                covering(subject, address.address())
                        .ifPresent(local -> findings.warning(
                                subject.at(router, address),
                                "address " + address.address() + " belongs to the network of " + local.interfaceName()
                                        + " (" + local.address() + "/" + local.prefixLength() + ") but is put on "
                                        + address.device() + "; " + Subject.label(router),
                                "write 'dev " + local.interfaceName() + "' behind it, or correct the address"));
            }
        }
    }

    /** Single addresses outside the networks of their interface, whose addresses are known. */
    private static List<VirtualAddress> strangers(Subject subject, VirtualRouterSpec router) {
        return Subject.addressesOf(router).stream()
                .filter(address ->
                        address.prefixLength() == address.address().family().addressBits()
                                && !isLinkLocal(address.address())
                                && !address.device().equals("lo"))
                .filter(address -> {
                    List<LocalAddress> own = subject.addresses().stream()
                            .filter(local -> local.interfaceName().equals(address.device())
                                    && local.address().family()
                                            == address.address().family()
                                    && !isLinkLocal(local.address()))
                            .toList();
                    return !own.isEmpty() && own.stream().noneMatch(local -> local.covers(address.address()));
                })
                .toList();
    }

    private static Optional<LocalAddress> covering(Subject subject, IpAddress address) {
        return subject.addresses().stream()
                .filter(local -> local.covers(address))
                .findFirst();
    }

    private static String networks(Subject subject, VirtualAddress address) {
        LocalAddress own = subject.addresses().stream()
                .filter(local -> local.interfaceName().equals(address.device())
                        && local.address().family() == address.address().family()
                        && !isLinkLocal(local.address()))
                .findFirst()
                .orElseThrow();
        return address.device() + " has " + own.address() + "/" + own.prefixLength();
    }

    /** Two instances that hold one address take it from each other: the one that becomes Backup deletes it. */
    static void inTwoInstances(Subject subject, Findings findings) {
        record Place(IpAddress address, String device) {}
        record Holder(VirtualRouterSpec router, VirtualAddress address) {}
        Map<Place, Holder> holders = new HashMap<>();
        for (VirtualRouterSpec router : subject.routers()) {
            for (VirtualAddress address : Subject.addressesOf(router)) {
                // A link-local address means another one on each interface.
                String device = isLinkLocal(address.address()) ? address.device() : "";
                Holder other = holders.putIfAbsent(new Place(address.address(), device), new Holder(router, address));
                if (other != null && other.router() != router) {
                    findings.warning(
                            subject.at(router, address),
                            "address " + address.address() + " belongs to instance "
                                    + other.router().name()
                                    + " too: the instance that becomes Backup takes it from the other; "
                                    + Subject.label(router),
                            "leave the address to one instance",
                            subject.at(other.router(), other.address()));
                }
            }
        }
    }

    /** Advertisements cannot leave from an address that the machine does not have. */
    static void sourceNotLocal(Subject subject, Findings findings) {
        for (VirtualRouterSpec router : subject.routers()) {
            IpAddress source = router.sourceAddress();
            boolean known = subject.addresses().stream()
                    .anyMatch(local -> local.interfaceName().equals(router.interfaceName())
                            && local.address().family() == router.family());
            if (source != null
                    && known
                    && subject.addresses().stream()
                            .noneMatch(local -> local.address().equals(source))) {
                findings.warning(
                        subject.origins().of(router, "mcast_src_ip", "unicast_src_ip"),
                        "source address " + source + " is on no interface of this machine: advertisements bear an"
                                + " address that belongs to nobody, or to the other director; " + Subject.label(router),
                        "write an address of " + router.interfaceName() + ", or leave the keyword out");
            }
        }
    }

    /** Two directors often share one file, and then each finds itself among the peers. */
    static void peerIsSelf(Subject subject, Findings findings) {
        for (VirtualRouterSpec router : subject.routers()) {
            for (Unicast.Peer peer : router.options().unicast().peers()) {
                IpAddress address = peer.address();
                boolean local = subject.addresses().stream()
                        .anyMatch(own -> own.address().equals(address));
                if (local || address.equals(router.sourceAddress())) {
                    findings.warning(
                            subject.origins().ofEntry(router, "unicast_peer", word -> isWritten(word, address)),
                            "unicast_peer " + address + " is this director itself: it hears its own advertisements; "
                                    + Subject.label(router),
                            "name the other directors only");
                }
            }
        }
    }

    private static boolean isWritten(String word, IpAddress address) {
        return IpAddress.parse(word).equals(Optional.of(address));
    }

    static boolean isLinkLocal(IpAddress address) {
        return address.isIpv4() ? address.low() >>> 16 == LINK_LOCAL_V4 : address.high() >>> 54 == LINK_LOCAL_V6;
    }
}
