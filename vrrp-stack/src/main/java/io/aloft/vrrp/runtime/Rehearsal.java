package io.aloft.vrrp.runtime;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.VirtualRouter;
import io.aloft.vrrp.packet.AdvertisementEncoder;
import io.aloft.vrrp.packet.GratuitousArp;
import io.aloft.vrrp.packet.PacketDecoder;
import io.aloft.vrrp.packet.ReceiveChecks;
import io.aloft.vrrp.packet.Verdict;

/**
 * A JVM does everything slowly the first time, and taking over an address must not be the first time: this walks a
 * throw-away router through a whole life, without sending anything or touching an address.
 */
final class Rehearsal {

    private static final IpAddress SOMEBODY = IpAddress.of("192.0.2.1");
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);
    private static final int ETHERNET_HEADER = 14;
    private static final int ROUNDS = 50;

    private Rehearsal() {}

    static void play(VirtualRouterSpec spec) {
        for (int round = 0; round < ROUNDS; round++) {
            var router = new VirtualRouter(spec);
            var encoder = new AdvertisementEncoder(spec);
            long now = 0;
            long deadline = router.on(new RouterEvent.Startup(Fitness.fit(spec.priority(), SOMEBODY)), now)
                    .nextDeadlineNanos();
            byte[] frame = encoder.frame(spec.priority(), SOMEBODY, MAC);
            PacketDecoder.decode(frame, ETHERNET_HEADER, frame.length - ETHERNET_HEADER)
                    .map(packet -> ReceiveChecks.check(packet, spec, null))
                    .filter(verdict -> verdict instanceof Verdict.Accepted)
                    .ifPresent(verdict -> router.on(
                            new RouterEvent.AdvertisementReceived(((Verdict.Accepted) verdict).advertisement()), now));
            long later = deadline == VirtualRouter.NEVER ? now : 2 * deadline;
            router.on(new RouterEvent.TimePassed(), later);
            spec.addresses().forEach(address -> GratuitousArp.frame(address.address(), MAC));
            router.on(new RouterEvent.Shutdown(), later);
        }
    }
}
