package io.aloft.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.netlink.exchange.ScriptedPeer;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages of a real kernel (6.18), links shortened to the attributes around those that are read. */
class DecodingTest {

    private static final String VETH = """
            00 00 01 00 03 00 00 00 43 10 01 00 00 00 00 00
            07 00 03 00 76 61 00 00  08 00 0d 00 e8 03 00 00  05 00 10 00 06 00 00 00
            08 00 04 00 dc 05 00 00  08 00 05 00 02 00 00 00  08 00 0a 00 09 00 00 00
            0a 00 01 00 06 38 7a 6c 76 fc 00 00  0a 00 02 00 ff ff ff ff ff ff 00 00
            10 00 12 00 09 00 01 00 76 65 74 68 00 00 00 00  04 00 41 80
            """;
    private static final String LABELLED = """
            02 18 80 00 03 00 00 00  08 00 01 00 0a 09 00 64  08 00 02 00 0a 09 00 64
            08 00 04 00 0a 09 00 ff  09 00 03 00 76 61 3a 31 00 00 00 00  08 00 08 00 80 00 00 00
            14 00 06 00 ff ff ff ff ff ff ff ff 1b 11 03 00 1b 11 03 00
            """;
    private static final String POINT_TO_POINT = """
            02 20 80 00 03 00 00 00  08 00 01 00 0a 08 00 02  08 00 02 00 0a 08 00 01
            07 00 03 00 76 61 00 00  08 00 08 00 80 00 00 00
            14 00 06 00 ff ff ff ff ff ff ff ff 1b 11 03 00 1b 11 03 00
            """;
    private static final String DEPRECATED_IPV6 = """
            0a 80 a2 00 03 00 00 00  14 00 01 00 fd 09 00 00 00 00 00 00 00 00 00 00 00 00 01 00
            14 00 06 00 00 00 00 00 ff ff ff ff 1b 11 03 00 1b 11 03 00  08 00 08 00 a2 00 00 00
            """;
    private static final String TENTATIVE_IPV6 = """
            0a 40 c0 fd 02 00 00 00  14 00 01 00 fe 80 00 00 00 00 00 00 c4 37 69 ff fe 1e 02 83
            14 00 06 00 ff ff ff ff ff ff ff ff 1a 11 03 00 1a 11 03 00  08 00 08 00 c0 00 00 00
            05 00 0b 00 03 00 00 00
            """;

    private static NetlinkMessage message(int type, String payload) {
        return new NetlinkMessage(type, 2, 1, 1, ScriptedPeer.bytes(payload));
    }

    private static InterfaceAddress address(String payload) {
        return InterfaceAddress.decode(message(RouteMessages.RTM_NEWADDR, payload))
                .orElseThrow();
    }

    @Test
    void linkHasItsNameItsMacAndItsState() {
        Link link = Link.decode(message(RouteMessages.RTM_NEWLINK, VETH)).orElseThrow();
        assertThat(link).isEqualTo(new Link(3, "va", new MacAddress(0x06387a6c76fcL), 1500, 0x11043, "veth", 2, 9));
        assertThat(link.up()).isTrue();
        assertThat(link.running()).isTrue();
        assertThat(link.carrier()).isTrue();
        assertThat(link.multicast()).isTrue();
        assertThat(link.broadcast()).isTrue();
        assertThat(link.loopback()).isFalse();
    }

    @Test
    void unpluggedLinkIsUpButNotRunning() {
        Link link = Link.decode(message(RouteMessages.RTM_NEWLINK, VETH.replace("43 10 01 00", "03 10 00 00")))
                .orElseThrow();
        assertThat(link.up()).isTrue();
        assertThat(link.running()).isFalse();
        assertThat(link.carrier()).isFalse();
    }

    @Test
    void linkLayerAddressOfAnotherLengthIsNoMac() {
        String tunnel = VETH.replace("0a 00 01 00 06 38 7a 6c 76 fc 00 00", "08 00 01 00 0a 00 00 01");
        assertThat(Link.decode(message(RouteMessages.RTM_NEWLINK, tunnel))
                        .orElseThrow()
                        .mac())
                .isNull();
    }

    @Test
    void bridgeSpeakingOfItsPortIsNotALink() {
        NetlinkMessage port =
                message(RouteMessages.RTM_DELLINK, "07 " + VETH.strip().substring(3));
        assertThat(Link.describes(port)).isFalse();
        assertThat(Link.describes(message(RouteMessages.RTM_DELLINK, VETH))).isTrue();
    }

    @Test
    void addressHasItsLabelAndBroadcast() {
        assertThat(address(LABELLED))
                .isEqualTo(new InterfaceAddress(
                        3, IpAddress.of("10.9.0.100"), 24, null, IpAddress.of("10.9.0.255"), "va:1", 0, 0x80, 0));
    }

    @Test
    void pointToPointAddressIsTheLocalOne() {
        assertThat(address(POINT_TO_POINT))
                .isEqualTo(new InterfaceAddress(
                        3, IpAddress.of("10.8.0.1"), 32, IpAddress.of("10.8.0.2"), null, "va", 0, 0x80, 0));
    }

    @Test
    void ipv6AddressesShowHowUsableTheyAre() {
        InterfaceAddress deprecated = address(DEPRECATED_IPV6);
        assertThat(deprecated.address()).isEqualTo(IpAddress.of("fd09::100"));
        assertThat(deprecated.deprecated()).isTrue();
        assertThat(deprecated.tentative()).isFalse();
        InterfaceAddress tentative = address(TENTATIVE_IPV6);
        assertThat(tentative.protocol()).as("the kernel's own link-local").isEqualTo(3);
        assertThat(tentative.scope()).isEqualTo(253);
        assertThat(tentative.tentative()).isTrue();
        assertThat(tentative.duplicate()).isFalse();
    }

    @Test
    void otherFamiliesAreNotOurs() {
        NetlinkMessage other =
                message(RouteMessages.RTM_NEWADDR, "1c " + LABELLED.strip().substring(3));
        assertThat(InterfaceAddress.describes(other)).isFalse();
        assertThat(InterfaceAddress.decode(other)).isEmpty();
    }

    @Test
    void impossiblePrefixLengthIsDamage() {
        assertThat(InterfaceAddress.decode(message(
                        RouteMessages.RTM_NEWADDR, "02 21 " + LABELLED.strip().substring(6))))
                .isEmpty();
    }

    @Test
    void cutOrSpoiltMessagesNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String sample : List.of(VETH, LABELLED, POINT_TO_POINT, DEPRECATED_IPV6, TENTATIVE_IPV6)) {
            byte[] whole = ScriptedPeer.bytes(sample);
            for (int round = 0; round < 20_000; round++) {
                byte[] spoilt = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
                for (int i = random.nextInt(4); i > 0 && spoilt.length > 0; i--) {
                    spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
                }
                NetlinkMessage message = new NetlinkMessage(RouteMessages.RTM_NEWADDR, 0, 0, 0, spoilt);
                try {
                    assertThat(InterfaceAddress.decode(message)).isNotNull();
                    assertThat(Link.decode(message)).isNotNull();
                } catch (RuntimeException e) {
                    throw new AssertionError(
                            "seed " + seed + " bytes " + HexFormat.of().formatHex(spoilt), e);
                }
            }
        }
    }

    @Test
    void listSkipsAndCountsWhatItCannotRead() throws Exception {
        try (ScriptedPeer kernel = new ScriptedPeer()
                .expect(RouteMessages.RTM_GETADDR, 0x301, "00 00 00 00 00 00 00 00")
                .replyOfType(RouteMessages.RTM_NEWADDR, LABELLED, "02 18 80 00 03 00 00", POINT_TO_POINT)) {
            LinkClient client = new LinkClient(kernel);
            assertThat(client.addresses()).containsExactly(address(LABELLED), address(POINT_TO_POINT));
            assertThat(client.malformedReplies()).isEqualTo(1);
            kernel.assertFinished();
        }
    }
}
