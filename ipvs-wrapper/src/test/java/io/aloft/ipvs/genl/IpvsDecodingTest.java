package io.aloft.ipvs.genl;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsDestination.Tunnel;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.IpvsTraffic;
import io.aloft.ipvs.IpvsVersion;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.netlink.exchange.ScriptedPeer;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes without comment were captured; requests are read like the replies of the same command. */
class IpvsDecodingTest {

    private static final int SEEDS = 20_000;

    private static final ServiceKey KEY = new ServiceKey.ByAddress(6, endpoint("10.9.9.9", 80));

    private static final String KEY_BYTES =
            "06000100 02000000 06000200 06000000 14000300 0a090909" + "00000000 00000000 00000000 06000400 00500000";

    private static final String ATTRIBUTES =
            "08000600 776c6300 0c000700 02000000 ffffffff 08000800 00000000" + "08000900 ffffffff";

    private static final String STATS = """
        60000a00 08000100 01000000 08000200 02000000 08000300 03000000 0c000400 04000000 00000000
        04000b00 0c000500 05000000 00000000 08000600 06000000 08000700 07000000 08000800 08000000
        08000900 ffffffff 08000a00 0a000000\
        """;

    private static final String STATS64 = """
        a0000c00 0c000100 01000000 01000000 04000b00 0c000200 02000000 01000000
        04000b00 0c000300 03000000 01000000 04000b00 0c000400 04000000 01000000
        04000b00 0c000500 05000000 01000000 04000b00 0c000600 06000000 01000000
        04000b00 0c000700 07000000 01000000 04000b00 0c000800 08000000 01000000
        04000b00 0c000900 09000000 01000000 04000b00 0c000a00 0a000000 01000000\
        """;

    private static final String SERVICE = "01010000 54010100" + KEY_BYTES + ATTRIBUTES + STATS + STATS64;

    private static final String DESTINATION = """
        05010000 18010200 14000100 0a01010b 00000000 00000000 00000000 06000200 00500000
        08000300 00000000 08000400 03000000 05000d00 01000000 06000e00 17c00000 06000f00 02000000
        08000500 64000000 08000600 50000000 08000700 0b000000 08000800 0c000000 08000900 0d000000
        06000b00 02000000\
        """ + STATS64;

    private static final String DAEMON = """
        09010000 3c000300 08000100 01000000 07000200 76610000 08000300 05000000
        06000400 c0050000 06000700 90220000 05000800 01000000 08000500 e0000051\
        """;

    @Test
    void readsServiceWithCountersOf64Bits() {
        assertThat(EntryDecoding.service(payload(SERVICE)))
                .hasValue(new IpvsListing.Service(
                        new IpvsService(KEY, new IpvsService.Attributes("wlc", 0, 0, 0xffffffff)),
                        new IpvsTraffic(counts(1L << 32), rates(1L << 32)),
                        List.of()));
    }

    @Test
    void readsCountersOf32BitsOfOldKernels() {
        String old = "01010000 b4000100" + KEY_BYTES + ATTRIBUTES + STATS;
        assertThat(EntryDecoding.service(payload(old)).orElseThrow().traffic())
                .isEqualTo(new IpvsTraffic(counts(0), new IpvsTraffic.Count(6, 7, 8, 4294967295L, 10)));
    }

    @Test
    void paddingMayStandAnywhere() {
        String wide = STATS64.replace("a0000c00", "a8000c00 04000b00") + "04000b00";
        String narrow = STATS.replace("60000a00", "64000a00 04000b00");
        assertThat(EntryDecoding.service(payload("01010000 60010100" + KEY_BYTES + ATTRIBUTES + narrow + wide))
                        .orElseThrow()
                        .traffic())
                .isEqualTo(new IpvsTraffic(counts(1L << 32), rates(1L << 32)));
        assertThat(EntryDecoding.service(payload("01010000 b8000100" + KEY_BYTES + ATTRIBUTES + narrow))
                        .orElseThrow()
                        .traffic()
                        .total())
                .isEqualTo(counts(0));
    }

    @Test
    void readsServicesOfEveryKind() {
        assertThat(service("""
            01010000 38000180 06000100 02000000 08000500 07000000 07000600 72720000
            0c000700 00000000 ffffffff 08000800 00000000 08000900 ffffffff\
            """))
                .isEqualTo(new IpvsService(
                        new ServiceKey.ByMark(AddressFamily.INET, 7),
                        new IpvsService.Attributes("rr", 0, 0, 0xffffffff)));
        assertThat(service("""
            01010000 54000180 06000100 0a000000 06000200 06000000 14000300 fd000000 00000000 00000000
            00000009 06000400 01bb0000 07000600 73680000 0c000700 18000000 ffffffff 08000800 00000000
            08000900 80000000\
            """))
                .isEqualTo(new IpvsService(
                        new ServiceKey.ByAddress(6, endpoint("fd00::9", 443)),
                        new IpvsService.Attributes("sh", 0x18, 0, 128)));
        assertThat(service("""
            01010000 5c000180 06000100 02000000 06000200 11000000 14000300 0a090909 00000000 00000000
            00000000 06000400 13c40000 07000600 72720000 08000b00 73697000 0c000700 01000000 ffffffff
            08000800 3c000000 08000900 ffffff00\
            """))
                .isEqualTo(new IpvsService(
                        new ServiceKey.ByAddress(17, endpoint("10.9.9.9", 5060)),
                        new IpvsService.Attributes("rr", IpvsService.PERSISTENT, 60, 0xffffff00, "sip")));
    }

    @Test
    void readsDestinationWithTunnelThresholdsAndConnections() {
        assertThat(EntryDecoding.destination(payload(DESTINATION), AddressFamily.INET6))
                .hasValue(new IpvsListing.Destination(
                        new IpvsDestination(
                                endpoint("10.1.1.11", 80),
                                new IpvsDestination.Attributes(
                                        0, 3, 100, 80, new Tunnel(Tunnel.TYPE_GUE, 6080, Tunnel.REMOTE_CHECKSUM))),
                        new IpvsTraffic(counts(1L << 32), rates(1L << 32)),
                        new IpvsListing.Connections(11, 12, 13)));
    }

    @Test
    void readsDestinationsInWhateverOrderOthersWriteThem() {
        String fullService = "54000180" + KEY_BYTES
                + "07000600 72720000 0c000700 00000000 ffffffff 08000800 00000000 08000900 ffffffff";
        assertThat(destination("05010000" + fullService + """
            48000280 06000b00 02000000 14000100 0a01010b 00000000 00000000 00000000 06000200 00500000
            08000300 00000000 08000400 01000000 08000500 00000000 08000600 00000000\
            """))
                .isEqualTo(new IpvsDestination(
                        endpoint("10.1.1.11", 80),
                        new IpvsDestination.Attributes(IpvsDestination.MASQUERADE, 1, 0, 0)));
        assertThat(destination("05010000 30000180" + KEY_BYTES + """
            58000280 14000100 0a010114 00000000 00000000 00000000 06000200 00500000 08000300 02000000
            08000400 01000000 08000500 00000000 08000600 00000000 05000d00 01000000 06000e00 17c00000
            06000f00 01000000\
            """))
                .isEqualTo(new IpvsDestination(
                        endpoint("10.1.1.20", 80),
                        new IpvsDestination.Attributes(
                                IpvsDestination.TUNNEL, 1, 0, 0, new Tunnel(Tunnel.TYPE_GUE, 6080, Tunnel.CHECKSUM))));
        assertThat(destination("05010000" + fullService.replace("07000600 72720000", "05000600 00000000") + """
            60000280 06000b00 02000000 14000100 0a01010b 00000000 00000000 00000000 06000200 00510000
            08000300 03000000 08000400 01000000 05000d00 00000000 06000e00 00000000 06000f00 00000000
            08000500 00000000 08000600 00000000\
            """))
                .isEqualTo(new IpvsDestination(
                        endpoint("10.1.1.11", 81),
                        new IpvsDestination.Attributes(IpvsDestination.DIRECT_ROUTE, 1, 0, 0)));
    }

    /** A kernel before 3.18 does not tell a destination's family. */
    @Test
    void destinationHasTheFamilyOfItsServiceUnlessItTells() {
        String untold = DESTINATION.replace("18010200", "10010200").replace("06000b00 02000000", "");
        IpvsListing.Destination destination =
                EntryDecoding.destination(payload(untold), AddressFamily.INET).orElseThrow();
        assertThat(destination.destination().endpoint()).isEqualTo(endpoint("10.1.1.11", 80));
    }

    @Test
    void readsVersionTimeoutsAndSyncDaemons() {
        assertThat(SettingsDecoding.version(payload("0e010000 08000100 01020100 08000200 00100000")))
                .hasValue(new IpvsVersion(0x010201, 4096));
        assertThat(SettingsDecoding.timeouts(payload("0c010000 08000400 84030000 08000500 78000000 08000600 2c010000")))
                .hasValue(new IpvsTimeouts(900, 120, 300));
        assertThat(SettingsDecoding.daemon(payload(DAEMON)))
                .hasValue(new IpvsSyncDaemon(
                        IpvsSyncDaemon.Role.MASTER, "va", 5, 1472, IpAddress.of("224.0.0.81"), 8848, 1));
        assertThat(SettingsDecoding.daemon(payload("""
            09010000 3c000380 08000100 02000000 07000200 76610000 08000300 06000000 06000400 78050000
            08000500 e0000063 06000700 0f270000 05000800 03000000\
            """)))
                .hasValue(new IpvsSyncDaemon(
                        IpvsSyncDaemon.Role.BACKUP, "va", 6, 1400, IpAddress.of("224.0.0.99"), 9999, 3));
    }

    @Test
    void whatIsNoSuchThingIsNoneOfIt() {
        // A family that nobody knows, an address that is too short, a role that is none, another command, no header.
        assertThat(EntryDecoding.service(payload(SERVICE.replace("06000100 02000000", "06000100 03000000"))))
                .isEmpty();
        assertThat(EntryDecoding.service(payload(SERVICE.replace("06000100 02000000", "06000100 0a000000")
                        .replace("14000300", "08000300")
                        .replace("00000000 00000000 00000000 06000400", "06000400")
                        .replace("54010100", "48010100"))))
                .isEmpty();
        assertThat(SettingsDecoding.daemon(payload(DAEMON.replace("08000100 01000000", "08000100 03000000"))))
                .isEmpty();
        assertThat(EntryDecoding.service(payload(DESTINATION))).isEmpty();
        assertThat(EntryDecoding.destination(payload(SERVICE), AddressFamily.INET))
                .isEmpty();
        assertThat(SettingsDecoding.version(payload("0e010000"))).isEmpty();
        assertThat(SettingsDecoding.timeouts(payload("0c01"))).isEmpty();
    }

    /** Whatever arrives is read or is not, but throws nothing. */
    @Test
    void damagedBytesNeverThrow() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            byte[] bytes = ScriptedPeer.bytes(
                    switch (random.nextInt(3)) {
                        case 0 -> SERVICE;
                        case 1 -> DESTINATION;
                        default -> DAEMON;
                    });
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var message = new NetlinkMessage(0x1c, 0, 1, 1, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
            try {
                EntryDecoding.service(message);
                EntryDecoding.destination(message, AddressFamily.INET);
                SettingsDecoding.daemon(message);
                SettingsDecoding.version(message);
                SettingsDecoding.timeouts(message);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static IpvsService service(String hex) {
        return EntryDecoding.service(payload(hex)).orElseThrow().service();
    }

    private static IpvsDestination destination(String hex) {
        return EntryDecoding.destination(payload(hex), AddressFamily.INET)
                .orElseThrow()
                .destination();
    }

    private static NetlinkMessage payload(String hex) {
        return new NetlinkMessage(0x1c, 0, 1, 1, ScriptedPeer.bytes(hex));
    }

    private static IpvsTraffic.Count counts(long base) {
        return new IpvsTraffic.Count(base + 1, base + 2, base + 3, base + 4, base + 5);
    }

    private static IpvsTraffic.Count rates(long base) {
        return new IpvsTraffic.Count(base + 6, base + 7, base + 8, base + 9, base + 10);
    }

    private static Endpoint endpoint(String address, int port) {
        return new Endpoint(IpAddress.of(address), port);
    }
}
