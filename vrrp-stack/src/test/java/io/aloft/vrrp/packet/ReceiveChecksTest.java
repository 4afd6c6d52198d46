package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.Conduct;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.packet.Verdict.Kind;
import io.aloft.vrrp.packet.Verdict.Objection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiveChecksTest {

    private static final IpAddress SENDER = IpAddress.of("10.9.0.1");
    private static final IpAddress US = IpAddress.of("10.9.0.2");
    private static final int IP = 20;

    /**
     * One thing that is wrong between two routers that agree in everything else.
     *
     * @param ours what it changes in our configuration
     * @param theirs what it changes in theirs
     * @param bytes what it changes in the packet
     */
    private record Fault(
            Kind kind, String text, Consumer<Specs> ours, Consumer<Specs> theirs, UnaryOperator<byte[]> bytes) {

        static Fault inBytes(Kind kind, String text, Consumer<byte[]> change) {
            return new Fault(kind, text, s -> {}, s -> {}, bytes -> {
                change.accept(bytes);
                return bytes;
            });
        }

        static Fault inOurs(Kind kind, String text, Consumer<Specs> change) {
            return new Fault(kind, text, change, s -> {}, bytes -> bytes);
        }

        static Fault inTheirs(Kind kind, String text, Consumer<Specs> change) {
            return new Fault(kind, text, s -> {}, change, bytes -> bytes);
        }

        @Override
        public String toString() {
            return kind + " " + text;
        }
    }

    /** Faults of multicast and version 2, in the order in which they are looked for. */
    private static final List<Fault> MULTICAST = List.of(
            Fault.inBytes(
                    Kind.ELSEWHERE,
                    "packet from 10.9.0.1 to 224.0.0.19 is not for this virtual router",
                    b -> b[19] = 19),
            Fault.inTheirs(
                    Kind.AUTHENTICATION_HEADER,
                    "Received AH header but auth type not AH from 10.9.0.1",
                    s -> s.authentication = new Authentication.Header("k33palive")),
            new Fault(
                    Kind.LENGTH,
                    "vrrp packet from 10.9.0.1 too long, length 52 and expect 48",
                    s -> {},
                    s -> {},
                    b -> withTotalLength(Arrays.copyOf(b, b.length + 4), b.length + 4)),
            Fault.inBytes(Kind.TTL, "invalid TTL/HL from 10.9.0.1. Received 64 and expect 255", b -> b[8] = 64),
            Fault.inBytes(
                    Kind.VERSION,
                    "wrong VRRP version from 10.9.0.1. Received 3 and expect 2",
                    b -> b[b.length - 28] = 0x31),
            Fault.inOurs(
                    Kind.HMAC_MISSING, "missing authentication trailer from 10.9.0.1", s -> s.hmac = Hmacs.enforce(7)),
            Fault.inBytes(Kind.AUTHENTICATION_TYPE, "Invalid auth type from 10.9.0.1: 7", b -> b[b.length - 24] = 7),
            Fault.inTheirs(
                    Kind.AUTHENTICATION_FAILURE,
                    "received an invalid passwd from 10.9.0.1!",
                    s -> s.authentication = new Authentication.Password("s3creT")),
            Fault.inTheirs(
                    Kind.INTERVAL,
                    "advertisement interval mismatch with 10.9.0.1 mine=1 sec rcv'd=3 sec",
                    s -> s.advertInterval = Duration.ofSeconds(3)),
            Fault.inBytes(Kind.TYPE, "Invalid packet type from 10.9.0.1. 2 and expect 1", b -> b[b.length - 28] = 0x22),
            new Fault(
                    Kind.LENGTH,
                    "ip_tot_len mismatch against received length from 10.9.0.1. 56 and received 48",
                    s -> {},
                    s -> {},
                    b -> withTotalLength(b, b.length + 8)),
            Fault.inBytes(Kind.CHECKSUM, "Invalid VRRPv2 checksum from 10.9.0.1", b -> b[b.length - 26] ^= 1),
            Fault.inBytes(
                    Kind.DESTINATION,
                    "Expected multicast packet but received unicast packet from 10.9.0.1",
                    b -> Layout.put(b, 16, US)),
            Fault.inOurs(
                    Kind.OWNER,
                    "Dropping packet(s) from 10.9.0.1 since we are address owner",
                    s -> s.priority(255).conduct = ownerIgnores()));

    /** Further faults, of version 2 and unicast; the same order, from where it differs. */
    private static final List<Fault> UNICAST = List.of(
            Fault.inTheirs(
                    Kind.AUTHENTICATION_MISMATCH,
                    "received a 0 auth from 10.9.0.1, expecting 1!",
                    s -> s.authentication = Authentication.NONE),
            Fault.inBytes(Kind.CHECKSUM, "Invalid VRRPv2 checksum from 10.9.0.1", b -> b[IP + 2] ^= 1),
            Fault.inBytes(
                    Kind.DESTINATION,
                    "Expected unicast packet but received multicast packet from 10.9.0.1",
                    b -> Layout.put(b, 16, IpAddress.of("224.0.0.18"))),
            Fault.inOurs(
                    Kind.OWNER,
                    "Dropping packet(s) from 10.9.0.1 since we are address owner",
                    s -> s.priority(255).conduct = ownerIgnores()),
            Fault.inOurs(
                    Kind.SOURCE,
                    "unicast source address 10.9.0.1 not a unicast peer",
                    s -> s.unicast = new Unicast(
                            List.of(new Unicast.Peer(IpAddress.of("10.9.0.7"), 0, 255)), null, false, true)),
            Fault.inOurs(
                    Kind.PEER_TTL,
                    "TTL/HL 255 from 10.9.0.1 not in range [250, 254]",
                    s -> s.unicast = new Unicast(List.of(new Unicast.Peer(SENDER, 250, 254)), null, false, true)));

    static Stream<Arguments> faults() {
        return Stream.concat(
                MULTICAST.stream().map(fault -> Arguments.of(false, fault)),
                UNICAST.stream().map(fault -> Arguments.of(true, fault)));
    }

    static Stream<Arguments> neighbours() {
        return Stream.concat(
                IntStream.range(1, MULTICAST.size())
                        .mapToObj(i -> Arguments.of(false, MULTICAST.get(i - 1), MULTICAST.get(i))),
                IntStream.range(1, UNICAST.size() - 1)
                        .mapToObj(i -> Arguments.of(true, UNICAST.get(i - 1), UNICAST.get(i))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultIsNamed(boolean unicast, Fault fault) {
        assertDropped(judged(unicast, List.of(fault)), fault);
    }

    @ParameterizedTest
    @MethodSource("neighbours")
    void ofTwoFaultsTheEarlierIsNamed(boolean unicast, Fault earlier, Fault later) {
        assertDropped(judged(unicast, List.of(earlier, later)), earlier);
    }

    @Test
    void withoutAnyFaultThePacketIsAccepted() {
        assertThat(judged(false, List.of())).isInstanceOf(Verdict.Accepted.class);
        assertThat(judged(true, List.of())).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void anAuthenticationHeaderIsMissed() {
        var ours = Specs.router().with(s -> s.authentication = new Authentication.Header("k33palive"));
        assertThat(check(Specs.router(), ours, b -> b))
                .isEqualTo(new Verdict.Dropped(
                        Objection.of(Kind.AUTHENTICATION_HEADER, "No AH header but auth type is AH from %s", SENDER)
                                .orElseThrow()));
    }

    @Test
    void theTtlOfUnicastIsNobodysBusinessUnlessAsked() {
        assertThat(check(peer(), us(), b -> {
                    b[8] = 1;
                    return b;
                }))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void unicastFromAStrangerIsAcceptedUnlessAsked() {
        assertThat(check(peer(), us().unicast("10.9.0.7"), b -> b)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void unicastToAnotherAddressThanTheConfiguredOneIsNotForUs() {
        var ours = us().with(s -> s.sourceAddress = IpAddress.of("10.9.0.3"));
        assertThat(kind(check(peer(), ours, b -> b))).isEqualTo(Kind.ELSEWHERE);
    }

    @Test
    void unicastOverIpv6IsLeftAloneByARouterOfAGroup() {
        var theirs = Specs.router().version3().inet6("fe80::5").unicast("fd09::2");
        var ours = Specs.router().version3().inet6("fe80::5");
        byte[] bytes = packet(theirs, IpAddress.of("fd09::1"), IpAddress.of("fd09::2"));
        assertThat(kind(check(bytes, ours, receiver(ours)))).isEqualTo(Kind.ELSEWHERE);
    }

    @Test
    void overIpv6NobodyIsAskedForAPassword() {
        var ours = Specs.router().inet6("fe80::5").with(ReceiveChecksTest::password);
        byte[] bytes = packet(Specs.router().inet6("fe80::5"), IpAddress.of("fe80::1"), ours.group);
        assertThat(check(bytes, ours, receiver(ours))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void anotherIntervalOfVersion3IsRemarkedAndLearnt() {
        var theirs = Specs.router().version3().with(s -> s.advertInterval = Duration.ofMillis(250));
        assertThat(check(theirs, Specs.router().version3(), b -> b))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
                    assertThat(accepted.remarks())
                            .extracting(Objection::text)
                            .containsExactly("advertisement interval mismatch ours = 100 centi-sec rcv'd=25 centi-sec");
                    assertThat(accepted.advertisement().interval()).isEqualTo(Duration.ofMillis(250));
                });
    }

    @Test
    void anIntervalOfZeroIsNotLearnt() {
        var theirs = Specs.router().version3().with(s -> s.advertInterval = Duration.ZERO);
        assertThat(check(theirs, Specs.router().version3(), b -> b))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted ->
                                assertThat(accepted.advertisement().interval()).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void paddingThatTheSenderCountsAsItsOwnIsTolerated() {
        var one = Specs.router().with(s -> s.addresses = Specs.addresses("10.9.0.151"));
        assertThat(check(one, one, b -> withTotalLength(Arrays.copyOf(b, 46), 46)))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(kind(check(one, one, b -> withTotalLength(Arrays.copyOf(b, 48), 48))))
                .isEqualTo(Kind.LENGTH);
    }

    @Test
    void anotherAddressListIsRemarkedAndAccepted() {
        var theirs = Specs.router().with(s -> s.addresses = Specs.addresses("10.9.0.101", "10.9.0.200"));
        assertThat(check(theirs, Specs.router(), b -> b))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.remarks())
                                .extracting(Objection::kind, Objection::text)
                                .containsExactly(
                                        tuple(Kind.ADDRESS_COUNT, "expected 3 VIPs but received 2"),
                                        tuple(
                                                Kind.ADDRESS_LIST,
                                                "ip address associated with VRID 51 not present in advert from"
                                                        + " 10.9.0.1: 10.9.0.102")));
    }

    @Test
    void anotherOrderOfTheAddressesIsNotWorthARemark() {
        var theirs = Specs.router().with(s -> s.addresses = Specs.addresses("192.0.2.33", "10.9.0.101", "10.9.0.102"));
        assertThat(((Verdict.Accepted) check(theirs, Specs.router(), b -> b)).remarks())
                .isEmpty();
    }

    @Test
    void theSameMasterIsNotComparedAgainWhenToldSo() {
        byte[] bytes = packet(
                Specs.router().with(s -> s.addresses = Specs.addresses("10.9.0.101")),
                SENDER,
                IpAddress.of("224.0.0.18"));
        var skipping = Specs.router().with(s -> s.skipCheckAdvertAddress = true);
        assertThat(((Verdict.Accepted) check(bytes, skipping, receiver(skipping, SENDER))).remarks())
                .isEmpty();
        assertThat(((Verdict.Accepted) check(bytes, skipping, receiver(skipping, US))).remarks())
                .isNotEmpty();
    }

    @Test
    void everyCutBehindTheVridIsTooShort() {
        for (Captured captured : Captured.all().toList()) {
            byte[] whole = captured.bytes();
            int message =
                    PacketDecoder.decode(whole, 0, whole.length).orElseThrow().message();
            for (int length = message + 2; length < whole.length; length++) {
                Verdict verdict = check(Arrays.copyOf(whole, length), captured.specs(), receiver(captured.specs()));
                assertThat(verdict).as("%s cut to %d", captured, length).isInstanceOf(Verdict.Dropped.class);
                if (captured.specs().hmac == null) {
                    assertThat(kind(verdict))
                            .as("%s cut to %d", captured, length)
                            .isEqualTo(Kind.LENGTH);
                }
            }
        }
    }

    private static Verdict judged(boolean unicast, List<Fault> faults) {
        Specs ours = unicast ? us() : Specs.router().with(ReceiveChecksTest::password);
        Specs theirs = unicast ? peer() : Specs.router().with(ReceiveChecksTest::password);
        faults.forEach(fault -> {
            fault.ours().accept(ours);
            fault.theirs().accept(theirs);
        });
        return check(theirs, ours, packet -> {
            byte[] bytes = packet;
            for (Fault fault : faults) {
                bytes = fault.bytes().apply(bytes);
            }
            return bytes;
        });
    }

    private static void password(Specs specs) {
        specs.authentication = new Authentication.Password("s3cret");
    }

    /** A router at 10.9.0.2 whose peer is the sender. */
    private static Specs us() {
        return Specs.router().unicast("10.9.0.1").with(ReceiveChecksTest::password);
    }

    private static Specs peer() {
        return Specs.router().unicast("10.9.0.2").with(ReceiveChecksTest::password);
    }

    private static Conduct ownerIgnores() {
        Conduct usual = Conduct.DEFAULT;
        return new Conduct(
                usual.strict(),
                usual.accept(),
                true,
                usual.checksumAsVersion2(),
                usual.unicastChecksum(),
                usual.trackSource(),
                usual.lateTimerPriority(),
                usual.extraGarp(),
                usual.debugLevel());
    }

    private static byte[] withTotalLength(byte[] bytes, int length) {
        Layout.put16(bytes, 2, length);
        return bytes;
    }

    private static Verdict check(Specs theirs, Specs ours, UnaryOperator<byte[]> change) {
        IpAddress destination = theirs.unicast.peers().isEmpty()
                ? theirs.group
                : theirs.unicast.peers().getFirst().address();
        return check(change.apply(packet(theirs, SENDER, destination)), ours, receiver(ours));
    }

    private static byte[] packet(Specs theirs, IpAddress source, IpAddress destination) {
        return new AdvertisementEncoder(theirs.spec(), new Authenticator(theirs.spec()))
                .packets(theirs.priority, source, List.of(destination), Instant.EPOCH)
                .getFirst();
    }

    private static Verdict check(byte[] bytes, Specs ours, Receiver receiver) {
        return ReceiveChecks.check(PacketDecoder.decode(bytes, 0, bytes.length).orElseThrow(), ours.spec(), receiver);
    }

    private static Receiver receiver(Specs ours) {
        return receiver(ours, null);
    }

    private static Receiver receiver(Specs ours, @Nullable IpAddress master) {
        return new Receiver(new Authenticator(ours.spec()), VrrpState.BACKUP, ours.priority, master, Instant.EPOCH);
    }

    private static Kind kind(Verdict verdict) {
        return ((Verdict.Dropped) verdict).objection().kind();
    }

    private static void assertDropped(Verdict verdict, Fault fault) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Dropped.class, dropped -> {
            assertThat(dropped.objection().text()).isEqualTo(fault.text());
            assertThat(dropped.objection().kind()).isEqualTo(fault.kind());
        });
    }
}
