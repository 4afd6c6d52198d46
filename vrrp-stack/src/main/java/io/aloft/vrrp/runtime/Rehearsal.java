package io.aloft.vrrp.runtime;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.VirtualRouter;
import io.aloft.vrrp.packet.AdvertisementEncoder;
import io.aloft.vrrp.packet.Authenticator;
import io.aloft.vrrp.packet.EthernetFrame;
import io.aloft.vrrp.packet.GratuitousArp;
import io.aloft.vrrp.packet.NeighbourAdvertisement;
import io.aloft.vrrp.packet.PacketDecoder;
import io.aloft.vrrp.packet.ReceiveChecks;
import io.aloft.vrrp.packet.Receiver;
import io.aloft.vrrp.packet.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * A JVM does everything slowly the first time, and taking over an address must not be the first time: this walks a
 * throw-away router through a whole life, without sending anything or touching an address.
 */
final class Rehearsal {

    private static final IpAddress SOMEBODY = IpAddress.of("192.0.2.1");
    private static final IpAddress SOMEBODY_IPV6 = IpAddress.of("fe80::1");
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);
    private static final int ETHERNET_HEADER = 14;

    /** Loads every class; more would keep the start waiting. */
    private static final int FIRST_ROUNDS = 20;

    /** A method is compiled after some 200 calls. */
    private static final int MORE_ROUNDS = 2_000;

    private Rehearsal() {}

    /** The first rounds on the caller's thread, the others on one of their own: what they compile serves all. */
    static void play(VirtualRouterSpec spec) {
        play(spec, FIRST_ROUNDS);
        var unused = Thread.ofPlatform().name("rehearsal").daemon().start(() -> play(spec, MORE_ROUNDS));
    }

    private static void play(VirtualRouterSpec spec, int rounds) {
        IpAddress somebody = spec.family() == AddressFamily.INET ? SOMEBODY : SOMEBODY_IPV6;
        IpAddress destination =
                spec.isUnicast() ? spec.options().unicast().peers().getFirst().address() : spec.group();
        for (int round = 0; round < rounds; round++) {
            var router = new VirtualRouter(spec);
            var encoder = new AdvertisementEncoder(spec, new Authenticator(spec));
            long now = 0;
            long deadline = router.on(new RouterEvent.Startup(Fitness.fit(spec.priority(), somebody)), now)
                    .nextDeadlineNanos();
            byte[] packet = encoder.packets(spec.priority(), somebody, List.of(destination), Instant.EPOCH)
                    .getFirst();
            byte[] frame = spec.isUnicast() ? packet : EthernetFrame.multicast(packet, MAC);
            receive(router, spec, frame, spec.isUnicast() ? 0 : ETHERNET_HEADER, now);
            long later = deadline == VirtualRouter.NEVER ? now : 2 * deadline;
            router.on(new RouterEvent.TimePassed(), later);
            spec.addresses().forEach(address -> announcement(address.address()));
            router.on(new RouterEvent.Shutdown(), later);
        }
    }

    private static void receive(VirtualRouter router, VirtualRouterSpec spec, byte[] frame, int offset, long now) {
        var receiver = new Receiver(new Authenticator(spec), VrrpState.BACKUP, spec.priority(), null, Instant.EPOCH);
        PacketDecoder.decode(frame, offset, frame.length - offset)
                .map(received -> ReceiveChecks.check(received, spec, receiver))
                .filter(verdict -> verdict instanceof Verdict.Accepted)
                .ifPresent(verdict -> router.on(
                        new RouterEvent.AdvertisementReceived(((Verdict.Accepted) verdict).advertisement()), now));
    }

    private static byte[] announcement(IpAddress address) {
        return address.isIpv4() ? GratuitousArp.frame(address, MAC) : NeighbourAdvertisement.frame(address, MAC, true);
    }
}
