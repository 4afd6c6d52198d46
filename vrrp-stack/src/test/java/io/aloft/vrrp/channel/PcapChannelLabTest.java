package io.aloft.vrrp.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.model.net.IpAddress;
import io.aloft.posix.NetworkNamespace;
import io.aloft.posix.TestNetwork;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs root: two hosts of one LAN. */
@Tag("lab")
@Timeout(60)
class PcapChannelLabTest {

    private final TestNetwork network = new TestNetwork();
    private final Heard heard = new Heard();
    private String here;
    private String peer;

    @BeforeEach
    void makeLan() throws Exception {
        here = network.host("a");
        peer = network.host("b");
        network.cable(here, "eth0", peer, "eth0");
    }

    @AfterEach
    void remove() throws Exception {
        network.close();
    }

    private FrameChannel listening(String device, Integer... vrids) throws Exception {
        return open(here, device, Set.of(Packets.GROUP4, Packets.GROUP6), Set.of(vrids));
    }

    private FrameChannel sending(String host, String device) throws Exception {
        return open(host, device, Set.of(), Set.of());
    }

    private FrameChannel open(String host, String device, Set<IpAddress> groups, Set<Integer> vrids) throws Exception {
        int index = network.index(host, device);
        return NetworkNamespace.callIn(
                NetworkNamespace.named(host),
                () -> PcapChannel.open(new CaptureRequest(device, index, groups, vrids), heard));
    }

    @Test
    void everyFormOfTheWantedRoutersIsHeardOnceAndNothingElse() throws Exception {
        byte[] ipv4 = Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 1);
        byte[] ah = Packets.ah("10.9.0.2", "224.0.0.18", 51, 2);
        byte[] ipv6 = Packets.ipv6("fe80::2", "ff02::12", 51, 3);
        byte[] otherRouter = Packets.ipv4("10.9.0.2", "224.0.0.18", 255, 4);
        try (FrameChannel channel = listening("eth0", 51, 255);
                FrameChannel sender = sending(peer, "eth0")) {
            sender.send(Packets.frame(Packets.ipv4("10.9.0.2", "224.0.0.18", 50, 9)));
            sender.send(Packets.frame(Packets.ah("10.9.0.2", "224.0.0.18", 50, 9)));
            sender.send(Packets.frame(Packets.ipv6("fe80::2", "ff02::12", 50, 9)));
            sender.send(Packets.frame(Packets.ipv4("10.9.0.2", "10.9.0.1", 51, 9)));
            sender.send(Packets.frame(Packets.ah("10.9.0.2", "10.9.0.1", 51, 9)));
            sender.send(Packets.frame(Packets.ipv6("fe80::2", "fe80::1", 51, 9)));
            for (byte[] packet : List.of(ipv4, ah, ipv6, otherRouter)) {
                sender.send(Packets.frame(packet));
            }
            assertThat(heard.until(otherRouter)).containsExactly(ipv4, ah, ipv6, otherRouter);
            assertThat(channel.received()).isEqualTo(4);
            assertThat(channel.kernelDrops()).isZero();
        }
    }

    @Test
    void timeOfArrivalIsThatOfTheKernelInTermsOfNanoTime() throws Exception {
        byte[] packet = Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 1);
        try (FrameChannel channel = listening("eth0", 51);
                FrameChannel sender = sending(peer, "eth0")) {
            assertThat(channel).isNotNull();
            long before = System.nanoTime();
            sender.send(Packets.frame(packet));
            Arrival arrival = heard.nextArrival();
            // The kernel's clock counts microseconds here.
            assertThat(arrival.receivedNanos()).isBetween(before - 10_000, System.nanoTime());
            assertThat(arrival.interfaceName()).isEqualTo("eth0");
        }
    }

    @Test
    void ownFramesAreNotHeardWhicheverInterfaceOfOursSendsThem() throws Exception {
        network.ip(here, "link add link eth0 name vrrp.51 address 00:00:5e:00:01:33 type macvlan mode private");
        network.ip(here, "link add link eth0 name bridged address 00:00:5e:00:01:34 type macvlan mode bridge");
        network.ip(here, "link set dev vrrp.51 up");
        network.ip(here, "link set dev bridged up");
        ownFramesAreNotHeard("eth0", "vrrp.51", "bridged");
    }

    private void ownFramesAreNotHeard(String... devices) throws Exception {
        Heard elsewhere = new Heard();
        int id = 1;
        int peerIndex = network.index(peer, "eth0");
        try (FrameChannel channel = listening("eth0", 51);
                FrameChannel sender = sending(peer, "eth0");
                FrameChannel witness = NetworkNamespace.callIn(
                        NetworkNamespace.named(peer),
                        () -> PcapChannel.open(
                                new CaptureRequest("eth0", peerIndex, Set.of(Packets.GROUP4), Set.of(51)),
                                elsewhere))) {
            for (String device : devices) {
                byte[] packet = Packets.ipv4("10.9.0.1", "224.0.0.18", 51, id++);
                try (FrameChannel own = sending(here, device)) {
                    own.send(Packets.frame(packet));
                    assertThat(elsewhere.next())
                            .as("what %s sends leaves the host", device)
                            .isEqualTo(packet);
                }
            }
            byte[] last = Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 99);
            sender.send(Packets.frame(last));
            assertThat(heard.until(last)).containsExactly(last);
            assertThat(channel.received()).isEqualTo(1);
            assertThat(witness.received()).isEqualTo(devices.length);
        }
    }

    @Test
    void frameOfAVlanIsForAnotherInterfaceUnlessItsNumberIsZero() throws Exception {
        byte[] priorityOnly = Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 2);
        byte[] last = Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 3);
        try (FrameChannel channel = listening("eth0", 51);
                FrameChannel sender = sending(peer, "eth0")) {
            sender.send(Packets.tagged(Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 1), 10));
            sender.send(Packets.tagged(priorityOnly, 0xe000));
            sender.send(Packets.frame(last));
            assertThat(heard.until(last)).containsExactly(priorityOnly, last);
            assertThat(channel.kernelDrops()).isZero();
        }
    }

    @Test
    void floodOfAnotherRouterDoesNotReachTheProgram() throws Exception {
        byte[] wrong = Packets.frame(Packets.ipv4("10.9.0.2", "224.0.0.18", 52, 1));
        byte[] last = Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 2);
        try (FrameChannel channel = listening("eth0", 51);
                FrameChannel sender = sending(peer, "eth0")) {
            for (int i = 0; i < 20_000; i++) {
                sender.send(wrong);
            }
            sender.send(Packets.frame(last));
            assertThat(heard.next()).isEqualTo(last);
            assertThat(channel.received()).isEqualTo(1);
            assertThat(channel.kernelDrops()).isZero();
        }
    }

    @Test
    void groupsAreJoinedWhileTheChannelIsOpen() throws Exception {
        try (FrameChannel channel = listening("eth0", 51)) {
            assertThat(channel.received()).isZero();
            assertThat(network.ip(here, "maddress show dev eth0"))
                    .contains("inet  224.0.0.18", "inet6 ff02::12", "01:00:5e:00:00:12", "33:33:00:00:00:12");
        }
        assertThat(network.ip(here, "maddress show dev eth0")).doesNotContain("224.0.0.18", "ff02::12");
    }

    @Test
    void closeEndsTheThreadAndASendOnlyChannelHasNone() throws Exception {
        try (FrameChannel sender = sending(here, "eth0")) {
            assertThat(sender.received()).isZero();
            assertThat(threads()).isZero();
        }
        try (FrameChannel channel = listening("eth0", 51)) {
            assertThat(channel.received()).isZero();
            assertThat(threads()).isEqualTo(1);
        }
        assertThat(threads()).isZero();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("capture-eth0"))
                .count();
    }

    @Test
    void interfaceWithoutEthernetIsRefused() throws Exception {
        network.exec(here, "ip tuntap add dev tun0 mode tun");
        network.ip(here, "link set dev tun0 up");
        assertThatThrownBy(() -> listening("tun0", 51))
                .hasMessageMatching("cannot receive VRRP on tun0: its frames are not Ethernet but .+");
    }
}
