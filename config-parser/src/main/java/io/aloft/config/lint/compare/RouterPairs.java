package io.aloft.config.lint.compare;

import io.aloft.config.lint.Findings;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Which instance of one director belongs to which of the other. What they have in common may be the very thing that one of them
 * got wrong, so the surest signs are tried first.
 */
final class RouterPairs {

    private static final List<BiPredicate<VirtualRouterSpec, VirtualRouterSpec>> SIGNS = List.of(
            (a, b) -> sameIdentity(a, b) && shareAddress(a, b),
            (a, b) -> a.name().equals(b.name()) && a.family() == b.family(),
            (a, b) -> a.family() == b.family() && shareAddress(a, b),
            RouterPairs::sameIdentity);

    private final List<RouterPair> pairs = new ArrayList<>();
    private final List<RouterPair.Side> singles = new ArrayList<>();

    private RouterPairs() {}

    static RouterPairs of(Director a, Director b) {
        var result = new RouterPairs();
        var left = new ArrayList<>(a.image().virtualRouters());
        var right = new ArrayList<>(b.image().virtualRouters());
        for (var sign : SIGNS) {
            for (VirtualRouterSpec one : List.copyOf(left)) {
                right.stream()
                        .filter(other -> sign.test(one, other))
                        .findFirst()
                        .ifPresent(other -> {
                            left.remove(one);
                            right.remove(other);
                            result.pairs.add(
                                    new RouterPair(new RouterPair.Side(a, one), new RouterPair.Side(b, other)));
                        });
            }
        }
        left.forEach(one -> result.singles.add(new RouterPair.Side(a, one)));
        right.forEach(one -> result.singles.add(new RouterPair.Side(b, one)));
        return result;
    }

    List<RouterPair> pairs() {
        return pairs;
    }

    void reportSingles(Findings findings) {
        for (RouterPair.Side side : singles) {
            findings.warning(
                    side.at(),
                    "the other director has nothing for VRID " + side.router().vrid() + ": its addresses are lost with"
                            + " this director; " + side.label(),
                    "add the instance to the other file");
        }
    }

    private static boolean sameIdentity(VirtualRouterSpec a, VirtualRouterSpec b) {
        return a.vrid() == b.vrid() && a.family() == b.family();
    }

    private static boolean shareAddress(VirtualRouterSpec a, VirtualRouterSpec b) {
        Set<IpAddress> ours = new HashSet<>();
        a.addresses().forEach(address -> ours.add(address.address()));
        return b.addresses().stream().map(VirtualAddress::address).anyMatch(ours::contains);
    }
}
