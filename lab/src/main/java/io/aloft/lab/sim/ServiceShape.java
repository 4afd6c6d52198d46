package io.aloft.lab.sim;

import io.aloft.lab.sim.ConfigGenerator.WireMode;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.HmacAuthentication;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What all directors of a scenario must agree on about one virtual router.
 *
 * @param nodes how many directors there are
 * @param owner the one that owns the addresses; -1 for none
 * @param interval of version 2
 */
record ServiceShape(int vrid, WireMode mode, int nodes, int owner, Duration interval) {

    private static final HmacAuthentication HMAC = new HmacAuthentication(
            List.of(new HmacAuthentication.Key(1, "0123456789abcdef0123456789abcdef")),
            1,
            Duration.ofSeconds(5),
            HmacAuthentication.AntiReplay.TIME,
            HmacAuthentication.Mode.ENFORCE);

    /** What a director itself has on the LAN. */
    static List<IpAddress> addresses(int node) {
        return List.of(IpAddress.of("10.9.0." + (node + 1)), IpAddress.of("fe80::" + (node + 1)));
    }

    private IpAddress address(int node) {
        return addresses(node).get(mode.family() == AddressFamily.INET ? 0 : 1);
    }

    IpAddress group() {
        return IpAddress.of(mode.family() == AddressFamily.INET ? "224.0.0.18" : "ff02::12");
    }

    List<VirtualAddress> advertised() {
        return mode.family() == AddressFamily.INET
                ? List.of(VirtualAddress.of(IpAddress.of("10.9.0." + (100 + vrid)), 24, "eth0"))
                : List.of(
                        VirtualAddress.of(IpAddress.of("fe80::1:" + vrid), 64, "eth0"),
                        VirtualAddress.of(IpAddress.of("2001:db8::" + vrid), 64, "eth0"));
    }

    /** One of several that are not advertised. */
    VirtualAddress excluded(int number) {
        return VirtualAddress.of(IpAddress.of("192.0.2." + (2 * vrid + number)), 32, "eth0");
    }

    VirtualRouterOptions options(int node, @Nullable String syncGroup, @Nullable Integer vipLease) {
        VirtualRouterOptions none = VirtualRouterOptions.DEFAULT;
        List<Unicast.Peer> peers = mode.unicast()
                ? IntStream.range(0, nodes)
                        .filter(other -> other != node)
                        .mapToObj(other -> new Unicast.Peer(address(other), 0, 255))
                        .toList()
                : List.of();
        return new VirtualRouterOptions(
                new Unicast(peers, null, false, false),
                none.link(),
                none.conduct(),
                none.alerts(),
                mode == WireMode.V3_HMAC ? HMAC : null,
                none.routes(),
                none.rules(),
                syncGroup,
                vipLease,
                0);
    }
}
