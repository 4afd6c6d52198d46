package io.aloft.config.lint.compare;

import io.aloft.config.lint.Findings;
import io.aloft.config.lint.Seconds;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.VirtualAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What the two must have in common: an advertisement that fails a check is as if it had not come. */
final class AgreementRules {

    private static final String BOTH_MASTER = ": neither hears the other and both become Master; ";
    private static final int MOST_SHOWN = 5;

    private AgreementRules() {}

    static void vridDiffers(RouterPair pair, Findings findings) {
        int here = pair.a().router().vrid();
        int there = pair.b().router().vrid();
        if (here != there) {
            report(pair, findings, "VRID is " + here + " here and " + there + " there", "virtual_router_id");
        }
    }

    static void versionDiffers(RouterPair pair, Findings findings) {
        int here = pair.a().router().version();
        int there = pair.b().router().version();
        if (here != there) {
            report(pair, findings, "VRRP version is " + here + " here and " + there + " there", "version");
        }
    }

    /** RFC 3768 section 7.1 drops the packet; RFC 5798 section 6.4.2 lets the Backup follow the Master. */
    static void advertIntervalDiffers(RouterPair pair, Findings findings) {
        var a = pair.a().router();
        var b = pair.b().router();
        if (a.advertInterval().equals(b.advertInterval()) || a.version() != b.version()) {
            return;
        }
        String what = "advert_int is " + Seconds.text(a.advertInterval()) + " here and "
                + Seconds.text(b.advertInterval()) + " there";
        if (a.version() == 2) {
            report(pair, findings, what, "advert_int");
        } else {
            findings.warning(
                    pair.a().at("advert_int"),
                    what + ": how fast a failure is noticed depends on who is Master; "
                            + pair.a().label(),
                    "write the same advert_int in both files",
                    pair.b().at("advert_int"));
        }
    }

    /** The secrets themselves are never shown. */
    static void authenticationDiffers(RouterPair pair, Findings findings) {
        Authentication here = pair.a().router().authentication();
        Authentication there = pair.b().router().authentication();
        if (isAccepted(here, there)) {
            return;
        }
        String what = word(here).equals(word(there))
                ? "auth_pass differs from the other director's"
                : "authentication is " + word(here) + " here and " + word(there) + " there";
        report(pair, findings, what, "authentication");
    }

    private static boolean isAccepted(Authentication here, Authentication there) {
        return here instanceof Authentication.Password ours && there instanceof Authentication.Password theirs
                ? ours.data() == theirs.data()
                : here.equals(there);
    }

    private static String word(Authentication authentication) {
        return switch (authentication) {
            case Authentication.None none -> "off";
            case Authentication.Password password -> "PASS";
            case Authentication.Header header -> "AH";
        };
    }

    static void groupDiffers(RouterPair pair, Findings findings) {
        IpAddress here = pair.a().router().group();
        IpAddress there = pair.b().router().group();
        if (!here.equals(there) && !isUnicast(pair.a()) && !isUnicast(pair.b())) {
            report(pair, findings, "the multicast group is " + here + " here and " + there + " there", "mcast_dst_ip");
        }
    }

    static void transportDiffers(RouterPair pair, Findings findings) {
        if (isUnicast(pair.a()) != isUnicast(pair.b())) {
            report(
                    pair,
                    findings,
                    isUnicast(pair.a()) ? "unicast here and multicast there" : "multicast here and unicast there",
                    "unicast_peer");
        }
    }

    private static boolean isUnicast(RouterPair.Side side) {
        return !side.router().options().unicast().peers().isEmpty();
    }

    /** Only where the other one says what it sends from, and that is not ours: two of one source are another matter. */
    static void peersNotMirrored(RouterPair pair, Findings findings) {
        if (isUnicast(pair.a()) && isUnicast(pair.b())) {
            peerMissing(pair.a(), pair.b(), findings);
            peerMissing(pair.b(), pair.a(), findings);
        }
    }

    private static void peerMissing(RouterPair.Side here, RouterPair.Side there, Findings findings) {
        IpAddress source = there.router().sourceAddress();
        boolean named = here.router().options().unicast().peers().stream()
                .anyMatch(peer -> peer.address().equals(source));
        if (source != null && !source.equals(here.router().sourceAddress()) && !named) {
            findings.error(
                    here.at("unicast_peer"),
                    "unicast_peer does not name " + source + ", from which the other director sends: it never hears"
                            + " this one, and both become Master; " + here.label(),
                    "add " + source + " to unicast_peer",
                    there.at("unicast_src_ip", "mcast_src_ip"));
        }
    }

    static void syncGroupOnOneSide(RouterPair pair, Findings findings) {
        String here = pair.a().router().options().syncGroup();
        String there = pair.b().router().options().syncGroup();
        if ((here == null) != (there == null)) {
            RouterPair.Side grouped = here == null ? pair.b() : pair.a();
            RouterPair.Side alone = here == null ? pair.a() : pair.b();
            findings.warning(
                    alone.at(),
                    "the instance is in no sync group here and in group " + (here == null ? there : here)
                            + " on the other director: there it moves with others, here alone; " + alone.label(),
                    "write the same vrrp_sync_group in both files",
                    grouped.at());
        }
    }

    /** Their order does not matter. keepalived 2.2.7 drops an advertisement with other addresses, later versions take it. */
    static void addressesDiffer(RouterPair pair, Findings findings) {
        onlyIn(pair.a(), pair.b(), findings);
        onlyIn(pair.b(), pair.a(), findings);
    }

    private static void onlyIn(RouterPair.Side here, RouterPair.Side there, Findings findings) {
        Set<IpAddress> advertised = addresses(here.router().addresses());
        advertised.removeAll(addresses(there.router().addresses()));
        if (!advertised.isEmpty()) {
            findings.error(
                    here.at("virtual_ipaddress"),
                    text(advertised) + " missing on the other director, which does not take over what it does not have;"
                            + " keepalived 2.2 drops advertisements with other addresses, so that both become Master; "
                            + here.label(),
                    "write the same addresses in both files",
                    there.at("virtual_ipaddress"));
        }
        Set<IpAddress> excluded = addresses(here.router().excludedAddresses());
        excluded.removeAll(addresses(there.router().excludedAddresses()));
        excluded.removeAll(addresses(there.router().addresses()));
        if (!excluded.isEmpty()) {
            findings.warning(
                    here.at("virtual_ipaddress_excluded"),
                    text(excluded) + " missing on the other director, which does not take over what it does not have; "
                            + here.label(),
                    "write the same addresses in both files",
                    there.at("virtual_ipaddress_excluded"));
        }
    }

    private static Set<IpAddress> addresses(List<VirtualAddress> list) {
        return list.stream().map(VirtualAddress::address).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String text(Set<IpAddress> missing) {
        String shown =
                missing.stream().limit(MOST_SHOWN).map(IpAddress::toString).collect(Collectors.joining(", "));
        int more = missing.size() - MOST_SHOWN;
        return shown + (more > 0 ? " and " + more + " more are" : missing.size() == 1 ? " is" : " are");
    }

    /** Equal addresses cannot break a tie, and the network between the directors does not work with them. */
    static void sameSource(RouterPair pair, Findings findings) {
        IpAddress here = pair.a().router().sourceAddress();
        if (here != null && Objects.equals(here, pair.b().router().sourceAddress())) {
            findings.error(
                    pair.a().at("mcast_src_ip", "unicast_src_ip"),
                    "both directors send from " + here + ": it can belong to one of them only; "
                            + pair.a().label(),
                    "write each director's own address",
                    pair.b().at("mcast_src_ip", "unicast_src_ip"));
        }
    }

    private static void report(RouterPair pair, Findings findings, String what, String keyword) {
        findings.error(
                pair.a().at(keyword),
                what + BOTH_MASTER + pair.a().label(),
                "write the same in both files",
                pair.b().at(keyword));
    }
}
