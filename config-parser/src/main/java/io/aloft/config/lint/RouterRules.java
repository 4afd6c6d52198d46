package io.aloft.config.lint;

import io.aloft.model.net.LocalAddress;
import io.aloft.model.vrrp.Conduct;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                && isMulticast(a)
                && isMulticast(b)
                && a.group().equals(b.group())
                && !a.interfaceName().equals(b.interfaceName());
    }

    private static boolean isMulticast(VirtualRouterSpec router) {
        return router.options().unicast().peers().isEmpty();
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

    /** A group moves as one, so it can only do what its members agree on. */
    static void membersDisagree(Subject subject, Findings findings) {
        Map<String, VirtualRouterSpec> byName = new HashMap<>();
        subject.routers().forEach(router -> byName.put(router.name(), router));
        for (SyncGroupSpec group : subject.image().syncGroups()) {
            List<VirtualRouterSpec> members = group.members().stream()
                    .map(byName::get)
                    .filter(Objects::nonNull)
                    .toList();
            for (VirtualRouterSpec member : members) {
                VirtualRouterSpec first = members.getFirst();
                if (member.preempt() != first.preempt()) {
                    VirtualRouterSpec stays = member.preempt() ? first : member;
                    VirtualRouterSpec goes = member.preempt() ? member : first;
                    findings.warning(
                            subject.origins().of(stays, "nopreempt"),
                            "instance " + stays.name() + " has nopreempt and instance " + goes.name() + " has not, yet"
                                    + " both are in sync group " + group.name() + ": the group becomes Master only when"
                                    + " all members want to",
                            "write nopreempt in all members or in none",
                            subject.origins().of(goes));
                    break;
                }
            }
        }
    }

    /** The most frequent surprise of strict mode: addresses that answer nobody. */
    static void strictRefusesTraffic(Subject subject, Findings findings) {
        for (VirtualRouterSpec router : subject.routers()) {
            Conduct conduct = router.options().conduct();
            if (conduct.strict() && !conduct.accept() && !router.isOwner()) {
                findings.notice(
                        subject.origins().of(router, "strict_mode"),
                        "in strict mode a Master that does not own the addresses drops what is sent to them: programs"
                                + " of this machine cannot be reached by them, not even by ping; "
                                + Subject.label(router),
                        "remove vrrp_strict, or write 'strict_mode off' in the instance");
            }
        }
    }
}
