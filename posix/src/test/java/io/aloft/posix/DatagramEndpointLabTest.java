package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs root: two hosts with a cable. */
@Tag("lab")
@Timeout(60)
class DatagramEndpointLabTest {

    private static final int UDP = 17;
    private static final byte[] PAYLOAD = {1, 2, 3};

    private final TestNetwork network = new TestNetwork();
    private String here;
    private String peer;
    private int index;

    @BeforeEach
    void connect() throws Exception {
        here = network.host("a");
        peer = network.host("b");
        network.cable(here, "eth0", peer, "eth0");
        network.ip(here, "address add 10.3.0.1/24 dev eth0");
        network.ip(here, "address add fd03::1/64 dev eth0 nodad");
        network.ip(peer, "address add 10.3.0.2/24 dev eth0");
        network.ip(peer, "address add fd03::2/64 dev eth0 nodad");
        index = network.index(peer, "eth0");
    }

    @AfterEach
    void remove() throws Exception {
        network.close();
    }

    private static byte[] address(String text) throws Exception {
        return InetAddress.getByName(text).getAddress();
    }

    private DatagramEndpoint listening(String address, String device) throws Exception {
        byte[] octets = address(address);
        return NetworkNamespace.callIn(
                NetworkNamespace.named(peer), () -> DatagramEndpoint.listening(octets, 3784, device));
    }

    private DatagramEndpoint sending(String address, int ttl) throws Exception {
        byte[] octets = address(address);
        return NetworkNamespace.callIn(NetworkNamespace.named(here), () -> DatagramEndpoint.sending(octets, "", ttl));
    }

    @Test
    void wayOfAnIpv4DatagramIsTold() throws Exception {
        tellsTheWay("0.0.0.0", "10.3.0.1", "10.3.0.2", 255, "");
        tellsTheWay("10.3.0.2", "0.0.0.0", "10.3.0.2", 7, "eth0");
    }

    @Test
    void wayOfAnIpv6DatagramIsTold() throws Exception {
        tellsTheWay("::", "fd03::1", "fd03::2", 255, "");
        tellsTheWay("fd03::2", "::", "fd03::2", 64, "eth0");
    }

    private void tellsTheWay(String listen, String source, String destination, int ttl, String device)
            throws Exception {
        try (DatagramEndpoint receiver = listening(listen, device);
                DatagramEndpoint sender = sending(source, ttl)) {
            long before = System.nanoTime();
            sender.send(PAYLOAD, address(destination), 3784);
            ReceivedDatagram datagram = Objects.requireNonNull(receiver.receive());
            assertThat(datagram.bytes()).isEqualTo(PAYLOAD);
            assertThat(datagram.source()).isEqualTo(address(destination.replaceAll("2$", "1")));
            assertThat(datagram.sourcePort()).isEqualTo(sender.localPort()).isBetween(49_152, 65_535);
            assertThat(datagram.destination()).isEqualTo(address(destination));
            assertThat(datagram.interfaceIndex()).isEqualTo(index);
            assertThat(datagram.ttl()).isEqualTo(ttl);
            assertThat(datagram.receivedNanos()).isBetween(before - 10_000, System.nanoTime());
            assertThat(receiver.drops()).isZero();
        }
    }

    @Test
    void ipv4IsNotToBeFragmented() throws Exception {
        byte[] to = address("10.3.0.2");
        try (RawSocket witness = NetworkNamespace.callIn(
                        NetworkNamespace.named(peer), () -> RawSocket.receiving(UDP, to, "", 0));
                DatagramEndpoint sender = sending("10.3.0.1", 255)) {
            sender.send(PAYLOAD, to, 3784);
            byte[] packet = Objects.requireNonNull(witness.receive()).bytes();
            assertThat(packet[6] & 0xe0).as("flags").isEqualTo(0x40);
        }
    }

    @Test
    void portIsOneForEachFamilyAndTakenOnce() throws Exception {
        try (DatagramEndpoint ipv6 = listening("::", "");
                DatagramEndpoint ipv4 = listening("0.0.0.0", "")) {
            assertThat(ipv6.localPort()).isEqualTo(ipv4.localPort());
            assertThatThrownBy(() -> listening("0.0.0.0", "")).hasMessage("bind: Address already in use (98)");
        }
    }

    @Test
    void datagramsThatNobodyReadAreCounted() throws Exception {
        byte[] to = address("10.3.0.2");
        try (RawSocket full = NetworkNamespace.callIn(
                        NetworkNamespace.named(peer), () -> RawSocket.receiving(UDP, to, "", 2_000));
                DatagramEndpoint sender = sending("10.3.0.1", 255)) {
            for (int i = 0; i < 200; i++) {
                sender.send(PAYLOAD, to, 3784);
            }
            assertThat(full.drops()).isBetween(1L, 199L);
        }
    }

    @Test
    void closeEndsTheWaiting() throws Exception {
        DatagramEndpoint receiver = listening("0.0.0.0", "");
        FutureTask<Boolean> reader = new FutureTask<>(() -> receiver.receive() == null);
        Thread.ofPlatform().start(reader);
        receiver.close();
        assertThat(reader.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void socketFilterLooksBehindTheHeader() throws Exception {
        byte[] to = address("10.3.0.2");
        try (RawSocket receiver = NetworkNamespace.callIn(
                        NetworkNamespace.named(peer), () -> RawSocket.receiving(UDP, to, "", 0));
                DatagramEndpoint sender = sending("10.3.0.1", 255)) {
            // The octet behind the UDP header; 255 values are as many as a filter holds.
            receiver.accept(8, IntStream.range(1, 256).boxed().collect(Collectors.toSet()));
            sender.send(new byte[] {0}, to, 9);
            sender.send(new byte[] {1}, to, 9);
            sender.send(new byte[] {0}, to, 9);
            sender.send(new byte[] {(byte) 255}, to, 9);
            assertThat(Objects.requireNonNull(receiver.receive()).bytes()[28]).isEqualTo((byte) 1);
            assertThat(Objects.requireNonNull(receiver.receive()).bytes()[28]).isEqualTo((byte) 255);
        }
    }
}
