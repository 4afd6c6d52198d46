package io.aloft.vrrp.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.model.net.IpAddress;
import io.aloft.posix.NetworkNamespace;
import io.aloft.posix.RawSocket;
import io.aloft.posix.TestNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs root: hosts {@code a} (10.1.0.1, fd01::1) and {@code b} (10.2.0.1, fd02::1) with a router between them. */
@Tag("lab")
@Timeout(60)
class UnicastChannelLabTest {

    private static final int ICMP = 1;
    private static final int TTL_OCTET = 8;
    private static final int HOP_LIMIT_OCTET = 7;

    private final TestNetwork network = new TestNetwork();
    private final Heard heard = new Heard();
    private String a;
    private String b;

    @BeforeEach
    void makeRoutedNetwork() throws Exception {
        a = network.host("a");
        b = network.host("b");
        String router = network.host("r");
        network.exec(router, "sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
        connect(a, router, 1);
        connect(b, router, 2);
    }

    private void connect(String host, String router, int net) throws Exception {
        network.cable(host, "eth0", router, "r" + net);
        network.ip(host, "address add 10." + net + ".0.1/24 dev eth0");
        network.ip(host, "address add fd0" + net + "::1/64 dev eth0 nodad");
        network.ip(router, "address add 10." + net + ".0.254/24 dev r" + net);
        network.ip(router, "address add fd0" + net + "::254/64 dev r" + net + " nodad");
        network.ip(host, "route add default via 10." + net + ".0.254");
        network.ip(host, "-6 route add default via fd0" + net + "::254");
    }

    @AfterEach
    void remove() throws Exception {
        network.close();
    }

    private UnicastChannel open(String host, String source, boolean ah, String device, PacketSink sink)
            throws Exception {
        var request = new UnicastRequest(IpAddress.of(source), ah, device, 0, Set.of(51), 0);
        return NetworkNamespace.callIn(NetworkNamespace.named(host), () -> RawUnicastChannel.open(request, sink));
    }

    private static byte[] aged(byte[] packet, int octet) {
        byte[] copy = packet.clone();
        copy[octet]--;
        return copy;
    }

    /** The kernel fills in the header checksum, which stands for nothing here. */
    private static byte[] withoutChecksum(byte[] packet) {
        byte[] copy = packet.clone();
        copy[10] = 0;
        copy[11] = 0;
        return copy;
    }

    @Test
    void ipv4ArrivesThroughARouterWithOneTtlLess() throws Exception {
        arrivesOverIpv4(false, "");
    }

    @Test
    void ahArrivesThroughARouterToADevice() throws Exception {
        arrivesOverIpv4(true, "eth0");
    }

    private void arrivesOverIpv4(boolean ah, String device) throws Exception {
        byte[] wrong = ah ? Packets.ah("10.1.0.1", "10.2.0.1", 52, 1) : Packets.ipv4("10.1.0.1", "10.2.0.1", 52, 1);
        byte[] wanted = ah ? Packets.ah("10.1.0.1", "10.2.0.1", 51, 2) : Packets.ipv4("10.1.0.1", "10.2.0.1", 51, 2);
        try (UnicastChannel receiver = open(b, "10.2.0.1", ah, device, heard);
                UnicastChannel sender = open(a, "10.1.0.1", ah, device, arrival -> {})) {
            sender.send(wrong);
            sender.send(wanted);
            Arrival arrival = heard.nextArrival();
            assertThat(withoutChecksum(Heard.octets(arrival))).isEqualTo(aged(wanted, TTL_OCTET));
            assertThat(arrival.interfaceName()).isEqualTo(device);
            assertThat(receiver.received()).isEqualTo(1);
            assertThat(receiver.kernelDrops()).isZero();
        }
    }

    @Test
    void ipv6ArrivesAsAWholePacketWithItsTrueHopLimit() throws Exception {
        byte[] wanted = Packets.ipv6("fd01::1", "fd02::1", 51, 2);
        try (UnicastChannel receiver = open(b, "fd02::1", false, "", heard);
                UnicastChannel sender = open(a, "fd01::1", false, "eth0", arrival -> {})) {
            sender.send(Packets.ipv6("fd01::1", "fd02::1", 52, 1));
            long before = System.nanoTime();
            sender.send(wanted);
            Arrival arrival = heard.nextArrival();
            assertThat(Heard.octets(arrival)).isEqualTo(aged(wanted, HOP_LIMIT_OCTET));
            assertThat(arrival.receivedNanos()).isBetween(before - 10_000, System.nanoTime());
            assertThat(receiver.received()).isEqualTo(1);
        }
    }

    @Test
    void kernelSaysProtocolUnreachableOnlyWhenNoChannelIsOpen() throws Exception {
        try (RawSocket complaints = NetworkNamespace.callIn(
                        NetworkNamespace.named(a),
                        () -> RawSocket.receiving(ICMP, IpAddress.of("10.1.0.1").toBytes(), "", 0));
                UnicastChannel sender = open(a, "10.1.0.1", false, "", arrival -> {})) {
            try (UnicastChannel receiver = open(b, "10.2.0.1", false, "", heard)) {
                sender.send(Packets.ipv4("10.1.0.1", "10.2.0.1", 52, 1));
                sender.send(Packets.ipv4("10.1.0.1", "10.2.0.1", 51, 2));
                assertThat(heard.next()[5]).isEqualTo((byte) 2);
                assertThat(receiver.received()).isEqualTo(1);
            }
            sender.send(Packets.ipv4("10.1.0.1", "10.2.0.1", 51, 3));
            byte[] first = Objects.requireNonNull(complaints.receive()).bytes();
            assertThat(List.of(first[20], first[21])).as("type and code").containsExactly((byte) 3, (byte) 2);
            assertThat(first[28 + 5]).as("the packet that it is about").isEqualTo((byte) 3);
        }
    }

    @Test
    void receptionBeginsWhenTheSourceAddressAppears() throws Exception {
        try (UnicastChannel ipv4 = open(b, "10.2.0.9", false, "", heard);
                UnicastChannel ipv6 = open(b, "fd02::9", false, "eth0", heard);
                UnicastChannel sender4 = open(a, "10.1.0.1", false, "", arrival -> {});
                UnicastChannel sender6 = open(a, "fd01::1", false, "", arrival -> {})) {
            assertThat(ipv4.received() + ipv6.received()).isZero();
            network.ip(b, "address add 10.2.0.9/24 dev eth0");
            network.ip(b, "address add fd02::9/64 dev eth0 nodad");
            sender4.send(Packets.ipv4("10.1.0.1", "10.2.0.9", 51, 1));
            assertThat(heard.next()[19]).isEqualTo((byte) 9);
            sender6.send(Packets.ipv6("fd01::1", "fd02::9", 51, 2));
            assertThat(heard.next()[39]).isEqualTo((byte) 9);
        }
    }

    @Test
    void packetWithoutRouteIsRefusedInTheKernelsWords() throws Exception {
        network.ip(a, "route del default");
        network.ip(a, "-6 route del default");
        try (UnicastChannel ipv4 = open(a, "10.1.0.1", false, "", heard);
                UnicastChannel ipv6 = open(a, "fd01::1", false, "", heard)) {
            assertThatThrownBy(() -> ipv4.send(Packets.ipv4("10.1.0.1", "10.2.0.1", 51, 1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Network is unreachable");
            assertThatThrownBy(() -> ipv6.send(Packets.ipv6("fd01::1", "fd02::1", 51, 1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Network is unreachable");
        }
    }

    @Test
    void linkLocalAddressWorksWithADevice() throws Exception {
        String neighbour = network.host("n");
        network.cable(a, "eth1", neighbour, "eth1");
        network.ip(a, "address add fe80::a/64 dev eth1 nodad");
        network.ip(neighbour, "address add fe80::b/64 dev eth1 nodad");
        byte[] packet = Packets.ipv6("fe80::a", "fe80::b", 51, 1);
        try (UnicastChannel receiver = open(neighbour, "fe80::b", false, "eth1", heard);
                UnicastChannel sender = open(a, "fe80::a", false, "eth1", arrival -> {})) {
            sender.send(packet);
            assertThat(heard.next()).isEqualTo(packet);
            assertThat(receiver.received()).isEqualTo(1);
        }
    }

    @Test
    void missingDeviceIsTold() {
        assertThatThrownBy(() -> open(a, "10.1.0.1", false, "eth7", heard))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot receive unicast VRRP on 10.1.0.1 at eth7:"
                        + " bind to device eth7: No such device (19)");
    }

    @Test
    void senderDoesNotWaitForANeighbourThatNeverAnswers() throws Exception {
        try (UnicastChannel sender = open(a, "10.1.0.1", false, "", heard)) {
            byte[] packet = Packets.ipv4("10.1.0.1", "10.1.0.77", 51, 1);
            long start = System.nanoTime();
            int refused = 0;
            for (int i = 0; i < 5_000; i++) {
                try {
                    sender.send(packet);
                } catch (IOException e) {
                    refused++;
                }
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("%d of 5000 refused", refused)
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void closeEndsTheThread() throws Exception {
        UnicastChannel channel = open(a, "10.1.0.1", false, "", heard);
        assertThat(threads()).isEqualTo(1);
        channel.close();
        assertThat(threads()).isZero();
        assertThatThrownBy(() -> channel.send(Packets.ipv4("10.1.0.1", "10.1.0.254", 51, 1)))
                .isInstanceOf(IOException.class);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("unicast-10.1.0.1"))
                .count();
    }

    @Test
    void ahOverIpv6IsNoRequest() {
        assertThatThrownBy(() -> new UnicastRequest(IpAddress.of("fd01::1"), true, "", 0, Set.of(51), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
