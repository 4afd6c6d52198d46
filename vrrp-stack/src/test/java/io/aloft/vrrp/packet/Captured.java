package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.Conduct;
import io.aloft.model.vrrp.HmacAuthentication;
import io.aloft.vrrp.Specs;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A packet captured from keepalived 2.2.7 (V) or 2.4 (H), and the configuration that it came from.
 *
 * @param id as the notes on the protocol call it
 * @param specs the configuration
 * @param priority of the advertisement
 * @param destination it went to
 * @param nth which advertisement of the router it was
 * @param now the sender's time of day
 * @param hex the IP packet, with blanks between the fields
 */
record Captured(String id, Specs specs, int priority, IpAddress destination, int nth, Instant now, String hex) {

    static final IpAddress SENDER = IpAddress.of("10.9.0.1");
    static final IpAddress SENDER6 = IpAddress.of("fe80::ff:fe00:1");

    private static final String V3_IP = "45c0004400010000ff33d0a90a090001e0000012";
    private static final String IPV6_ADDRESSES = "fe80000000000000000000fffe000001 ff020000000000000000000000000012";
    private static final HmacAuthentication.Key KEY_7 =
            new HmacAuthentication.Key(7, "0123456789abcdef0123456789abcdef");
    private static final HmacAuthentication.Key KEY_9 =
            new HmacAuthentication.Key(9, "hex:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    IpAddress source() {
        return destination.isIpv4() ? SENDER : SENDER6;
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    /** What the encoder makes of the same configuration. */
    byte[] encoded() {
        var encoder = new AdvertisementEncoder(specs.spec(), new Authenticator(specs.spec()));
        byte[] packet = new byte[0];
        for (int i = 1; i <= nth; i++) {
            packet = encoder.packets(priority, source(), List.of(destination), now)
                    .getFirst();
        }
        return packet;
    }

    @Override
    public String toString() {
        return id;
    }

    static Stream<Captured> all() {
        return Stream.of(version2(), version3(), authenticated()).flatMap(List::stream);
    }

    private static List<Captured> version2() {
        Specs plain = Specs.router();
        Specs pass = Specs.router().with(s -> {
            s.vrid = 52;
            s.advertInterval = Duration.ofSeconds(2);
            s.authentication = new Authentication.Password("s3cret");
            s.addresses = Specs.addresses("10.9.0.111", "10.9.0.112");
        });
        Specs header = Specs.router().with(s -> {
            s.vrid = 53;
            s.authentication = new Authentication.Header("k33palive");
            s.addresses = Specs.addresses("10.9.0.121", "10.9.0.122");
        });
        Specs owner = one(57, "10.9.0.151", s -> {});
        Specs overIpv6 = Specs.router().inet6("fe80::81").with(s -> s.vrid = 81);
        Specs passOverIpv6 = Specs.router().inet6("fe80::61").with(s -> {
            s.vrid = 61;
            s.authentication = new Authentication.Password("s3cret");
        });
        return List.of(
                group("V1", plain, 100, 1, """
                    45 c0 0030 0001 0000 ff 70 d080 0a090001 e0000012
                    21 33 64 03 00 01 a3c9 0a090065 0a090066 c0000221 0000000000000000\
                    """),
                group("V1, the eighth, priority 0", plain, 0, 8, """
                    45 c0 0030 0008 0000 ff 70 d079 0a090001 e0000012
                    21 33 00 03 00 01 07ca 0a090065 0a090066 c0000221 0000000000000000\
                    """),
                group("V2", pass, 150, 1, """
                    45c0002c00010000ff70d0840a090001e0000012
                    21 34 96 02 01 02 f6bb 0a09006f 0a090070 7333637265740000\
                    """),
                group("V3", header, 120, 1, V3_IP + """
                    70 04 0000 0a090001 00000001 8194615c5fa1794d0a44974f
                    21 35 78 02 02 01 4fc2 0a090079 0a09007a 0000000000000000\
                    """),
                group("V3, the eighth, priority 0", header, 0, 8, """
                    45c0004400080000ff33d0a20a090001e0000012
                    70 04 0000 0a090001 00000008 3c5df084a81330b05594015a
                    21 35 00 02 02 01 c7c2 0a090079 0a09007a 0000000000000000\
                    """),
                group("V7", owner, 255, 1, """
                    45c0002800010000ff70d0880a090001e0000012
                    21 39 ff 01 00 01 d523 0a090097 0000000000000000\
                    """),
                group("V8", overIpv6, 255, 1, "6c000000 0018 70 ff" + IPV6_ADDRESSES + """
                    21 51 ff 01 00 01 e38a fe800000000000000000000000000081\
                    """),
                group("PASS over IPv6", passOverIpv6, 255, 1, "6c000000 0018 70 ff" + IPV6_ADDRESSES + """
                    21 3d ff 01 01 01 e2be fe800000000000000000000000000061\
                    """));
    }

    private static List<Captured> version3() {
        Specs three = Specs.router().version3().with(s -> {
            s.vrid = 54;
            s.advertInterval = Duration.ofMillis(500);
            s.addresses = Specs.addresses("10.9.0.131", "10.9.0.132", "10.9.0.133");
        });
        Specs ipv6 = Specs.router().version3().inet6("fe80::5:55", "fd09::55").with(s -> {
            s.vrid = 55;
            s.advertInterval = Duration.ofMillis(1250);
        });
        Specs unicast = one(56, "10.9.0.141", s -> s.version3().unicast("10.9.0.2"));
        Specs old = one(82, "10.9.0.82", s -> {
            s.version3().unicast("10.9.0.2");
            s.conduct = conduct(false, Conduct.UnicastChecksum.OLD);
        });
        Specs slow = one(84, "10.9.0.84", s -> s.version3().advertInterval = Duration.ofMillis(40_950));
        Specs asVersion2 = one(74, "10.9.0.174", s -> {
            s.version3();
            s.conduct = conduct(true, Conduct.UnicastChecksum.DETECTED);
        });
        return List.of(
                group("V4", three, 200, 1, """
                    45c0002800010000ff70d0880a090001e0000012
                    31 36 c8 03 0032 fc4b 0a090083 0a090084 0a090085\
                    """),
                group("V4, priority 0", three, 0, 1, """
                    45c0002800010000ff70d0880a090001e0000012
                    31 36 00 03 0032 c44c 0a090083 0a090084 0a090085\
                    """),
                // Captured with a flow label, which the kernel chose; no receiver looks at it.
                group("V5", ipv6, 110, 1, "6c000000 0028 70 ff" + IPV6_ADDRESSES + """
                    31 37 6e 02 007d 66e0
                    fe800000000000000000000000050055 fd090000000000000000000000000055\
                    """),
                peer("V6", unicast, 254, """
                    45c0002000010000ff70a6980a0900010a090002
                    31 38 fe 01 0064 b13a 0a09008d\
                    """),
                peer("V9", old, 255, """
                    45c0002000010000ff70a6980a0900010a090002
                    31 52 ff 01 00 64 da53 0a090052\
                    """),
                group("V10", slow, 255, 1, """
                    45c0002000010000ff70d0900a090001e0000012
                    31 54 ff 01 0f ff cab4 0a090054\
                    """),
                group("H5", asVersion2, 100, 1, """
                    45c0002000010000ff70d0900a090001e0000012
                    314a6401 0064 5f99 0a0900ae\
                    """));
    }

    private static List<Captured> authenticated() {
        Specs two = one(71, "10.9.0.171", s -> {
            s.version3().hmac = hmac(KEY_7);
            s.addresses = Specs.addresses("10.9.0.171", "10.9.0.172");
        });
        Specs ipv6 = Specs.router().version3().inet6("fe80::72").with(s -> {
            s.vrid = 72;
            s.hmac = hmac(KEY_9);
        });
        Specs version2 = one(73, "10.9.0.173", s -> s.hmac = hmac(KEY_7));
        Specs unicast = one(75, "10.9.0.175", s -> s.version3().unicast("10.9.0.2", "10.9.0.1").hmac = hmac(KEY_7));
        return List.of(
                group("H1", two, 100, 1, """
                    45c0004000010000ff70d0700a090001e0000012
                    31476402 0064 6a4c 0a0900ab 0a0900ac
                    01 07 0000 6b011030 4fdb 0000 27ee8ff4c63c5c1302061483a4c5b8be\
                    """).at(0x4fdb),
                group("H2", ipv6, 100, 1, "6c000000 0034 70 ff" + IPV6_ADDRESSES + """
                    31486401 0064 5885 fe800000000000000000000000000072
                    01 09 0000 6b011030 53db 0000 26906180edc581d6f3154c5b7f738ef7\
                    """)
                        .at(0x53db),
                group("H3", version2, 100, 1, """
                    45c0004400010000ff70d06c0a090001e0000012
                    21496401 0001 6ffe 0a0900ad 0000000000000000
                    01 07 0000 6b011030 5842 0000 4d37f178b65794442c693d08cf703d94\
                    """).at(0x5842),
                peer("H4", unicast, 100, """
                    45c0003c00010000ff70a67c0a0900010a090002
                    314b6401 0064 4b06 0a0900af
                    01 07 0000 6b011030 5627 0000 0c1de04e58e19f0d1222bf8b90f7208a\
                    """).at(0x5627));
    }

    private static Specs one(int vrid, String address, Consumer<Specs> change) {
        return Specs.router()
                .with(s -> {
                    s.vrid = vrid;
                    s.addresses = Specs.addresses(address);
                })
                .with(change);
    }

    static Conduct conduct(boolean checksumAsVersion2, Conduct.UnicastChecksum unicast) {
        Conduct usual = Conduct.DEFAULT;
        return new Conduct(
                usual.strict(),
                usual.accept(),
                usual.ownerIgnoresAdverts(),
                checksumAsVersion2,
                unicast,
                usual.trackSource(),
                usual.lateTimerPriority(),
                usual.extraGarp(),
                usual.debugLevel());
    }

    private static HmacAuthentication hmac(HmacAuthentication.Key key) {
        return new HmacAuthentication(
                List.of(key),
                key.id(),
                Duration.ofSeconds(5),
                HmacAuthentication.AntiReplay.TIME,
                HmacAuthentication.Mode.ENFORCE);
    }

    private static Captured group(String id, Specs specs, int priority, int nth, String hex) {
        return new Captured(id, specs, priority, specs.group, nth, Instant.EPOCH, hex);
    }

    private static Captured peer(String id, Specs specs, int priority, String hex) {
        return new Captured(id, specs, priority, IpAddress.of("10.9.0.2"), 1, Instant.EPOCH, hex);
    }

    /** The same at the moment that the trailers of H1 to H4 show. */
    private Captured at(int fraction) {
        long nanos = (fraction * 1_000_000_000L + 65_535) / 65_536;
        return new Captured(id, specs, priority, destination, nth, Instant.ofEpochSecond(0x6b011030L, nanos), hex);
    }
}
