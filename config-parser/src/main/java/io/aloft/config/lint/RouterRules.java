package io.aloft.config.lint;

import io.aloft.model.net.LocalAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules about the identity and the state of a virtual router. */
final class RouterRules {

    private RouterRules() {}

    /** The loader finds two of one VRID on one interface; two interfaces may lead to one segment as well. */
    static void vridOnSharedSegment(Subject subject, Findings findings) {
        List<VirtualRouterSpec> routers = subject.routers();
        for (int second = 1; second < routers.size(); second++) {
            for (int first = 0; first < second; first++) {
                VirtualRouterSpec a = routers.get(first);
                VirtualRouterSpec b = routers.get(second);
                LocalAddress shared = hearEachOther(a, b) ? sharedPrefix(subject, a, b) : null;
                if (shared != null) {
                    findings.warning(
                            subject.origins().of(b, "virtual_router_id"),
                            "VRID " + b.vrid() + " is used on " + b.interfaceName() + " and on " + a.interfaceName()
                                    + ", which both are in the network of " + shared.address() + "/"
                                    + shared.prefixLength() + "; each hears the other's advertisements as its own; "
                                    + Subject.label(b),
                            "give each instance on a segment its own virtual_router_id",
                            subject.origins().of(a, "virtual_router_id"));
                }
            }
        }
    }

    private static boolean hearEachOther(VirtualRouterSpec a, VirtualRouterSpec b) {
        return a.vrid() == b.vrid()
                && a.family() == b.family()
                && a.group().equals(b.group())
                && !a.interfaceName().equals(b.interfaceName());
    }

    private static @Nullable LocalAddress sharedPrefix(Subject subject, VirtualRouterSpec a, VirtualRouterSpec b) {
        for (LocalAddress mine : subject.addresses()) {
            for (LocalAddress theirs : subject.addresses()) {
                // Every interface has a link-local prefix of its own, all alike.
                if (mine.interfaceName().equals(a.interfaceName())
                        && theirs.interfaceName().equals(b.interfaceName())
                        && mine.address().family() == a.family()
                        && !AddressRules.isLinkLocal(mine.address())
                        && mine.sharesPrefixWith(theirs)) {
                    return mine;
                }
            }
        }
        return null;
    }

    /** RFC 5798 section 6.4.1: the owner of the address becomes Master at once, which state BACKUP takes away. */
    static void ownerStartsAsBackup(Subject subject, Findings findings) {
        for (VirtualRouterSpec router : subject.routers()) {
            if (router.isOwner() && !router.startsAsMaster()) {
                findings.warning(
                        subject.origins().of(router, "state"),
                        "priority 255 makes this director the owner of the addresses, but with state BACKUP it waits "
                                + "for the master-down timer at start; " + Subject.label(router),
                        "write state MASTER, or a priority up to 254 if it does not own the addresses");
            }
        }
    }
}
