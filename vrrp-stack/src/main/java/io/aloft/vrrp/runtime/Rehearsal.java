package io.aloft.vrrp.runtime;

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
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);
    private static final int ETHERNET_HEADER = 14;
    private static final int ROUNDS = 50;

    private Rehearsal() {}

    static void play(VirtualRouterSpec spec) {
        for (int round = 0; round < ROUNDS; round++) {
            var router = new VirtualRouter(spec);
            var authenticator = new Authenticator(spec);
            var encoder = new AdvertisementEncoder(spec, authenticator);
            var receiver =
                    new Receiver(new Authenticator(spec), VrrpState.BACKUP, spec.priority(), null, Instant.EPOCH);
            long now = 0;
            long deadline = router.on(new RouterEvent.Startup(Fitness.fit(spec.priority(), SOMEBODY)), now)
                    .nextDeadlineNanos();
            byte[] packet = encoder.packets(spec.priority(), SOMEBODY, List.of(spec.group()), Instant.EPOCH)
                    .getFirst();
            byte[] frame = EthernetFrame.multicast(packet, MAC);
            PacketDecoder.decode(frame, ETHERNET_HEADER, frame.length - ETHERNET_HEADER)
                    .map(received -> ReceiveChecks.check(received, spec, receiver))
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
