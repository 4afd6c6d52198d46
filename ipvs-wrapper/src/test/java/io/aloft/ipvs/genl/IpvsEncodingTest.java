package io.aloft.ipvs.genl;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsDestination.Tunnel;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.exchange.ScriptedPeer;
import io.aloft.netlink.generic.GenericFamily;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whole messages here were captured between existing tools and a kernel, whose IPVS had the number 0x1c. */
class IpvsEncodingTest {

    private static final ServiceKey KEY = new ServiceKey.ByAddress(6, endpoint("10.9.9.9", 80));

    private static final String KEY_BYTES = "30000180 06000100 02000000 06000200 06000000 14000300 0a090909"
            + "00000000 00000000 00000000 06000400 00500000";

    private final IpvsEncoding encoding = new IpvsEncoding(new GenericFamily("IPVS", 0x1c, 1));

    @Test
    void asksForInformationAsOthersDo() {
        // Captured without a wish for an acknowledgement, which is read here.
        assertThat(hex(encoding.info(), 3).replace("1c000500", "1c000100"))
                .isEqualTo(plain("14000000 1c000100 03000000 00000000 0f010000"));
    }

    @Test
    void addsServiceOnAddress() {
        assertEncoded(new IpvsCommand.AddService(service(KEY, "rr", 0, 0, 0xffffffff, null)), """
            68000000 1c000500 0c000000 00000000
            01010000 54000180 06000100 02000000
            06000200 06000000 14000300 0a090909
            00000000 00000000 00000000 06000400
            00500000 07000600 72720000 0c000700
            00000000 ffffffff 08000800 00000000
            08000900 ffffffff\
            """);
    }

    @Test
    void addsServiceOnMark() {
        var key = new ServiceKey.ByMark(AddressFamily.INET, 7);
        assertEncoded(new IpvsCommand.AddService(service(key, "rr", 0, 0, 0xffffffff, null)), """
            4c000000 1c000500 1f000000 00000000
            01010000 38000180 06000100 02000000
            08000500 07000000 07000600 72720000
            0c000700 00000000 ffffffff 08000800
            00000000 08000900 ffffffff\
            """);
    }

    @Test
    void addsIpv6ServiceWithSchedulerFlags() {
        var key = new ServiceKey.ByAddress(6, endpoint("fd00::9", 443));
        int flags = IpvsService.SCHEDULER_1 | IpvsService.SCHEDULER_2;
        assertEncoded(new IpvsCommand.AddService(service(key, "sh", flags, 0, 128, null)), """
            68000000 1c000500 23000000 00000000
            01010000 54000180 06000100 0a000000
            06000200 06000000 14000300 fd000000
            00000000 00000000 00000009 06000400
            01bb0000 07000600 73680000 0c000700
            18000000 ffffffff 08000800 00000000
            08000900 80000000\
            """);
    }

    @Test
    void addsPersistentServiceWithEngine() {
        var key = new ServiceKey.ByAddress(17, endpoint("10.9.9.9", 5060));
        assertEncoded(
                new IpvsCommand.AddService(service(key, "rr", IpvsService.PERSISTENT, 60, 0xffffffff, "sip")), """
                70000000 1c000500 27000000 00000000
                01010000 5c000180 06000100 02000000
                06000200 11000000 14000300 0a090909
                00000000 00000000 00000000 06000400
                13c40000 07000600 72720000 08000b00
                73697000 0c000700 01000000 ffffffff
                08000800 3c000000 08000900 ffffffff\
                """);
    }

    @Test
    void sendsGranularityInNetworkOrder() {
        assertEncoded(
                new IpvsCommand.SetService(service(KEY, "wrr", IpvsService.PERSISTENT, 60, 0xffffff00, null)), """
                68000000 1c000500 01000000 00000000
                02010000 54000180 06000100 02000000
                06000200 06000000 14000300 0a090909
                00000000 00000000 00000000 06000400
                00500000 08000600 77727200 0c000700
                01000000 ffffffff 08000800 3c000000
                08000900 ffffff00\
                """);
    }

    @Test
    void deletesServiceByKey() {
        assertEncoded(new IpvsCommand.DeleteService(KEY), """
            44000000 1c000500 76000000 00000000  03010000\
            """ + KEY_BYTES);
    }

    /** The destination is as keepalived sends it; of the service the kernel reads no more than is sent here. */
    @Test
    void addsDestinationWithTheAttributesInTheOrderOfKeepalived() {
        assertEncoded(
                new IpvsCommand.AddDestination(KEY, destination("10.1.1.11", 80, 0, 1, 0, 0, Tunnel.IPIP)),
                """
                    8c000000 1c000500 cb120000 00000000  05010000\
                    """ + KEY_BYTES + """
                    48000280 06000b00
                    02000000 14000100 0a01010b 00000000
                    00000000 00000000 06000200 00500000
                    08000300 00000000 08000400 01000000
                    08000500 00000000 08000600 00000000\
                    """);
    }

    @Test
    void sendsTypeOfEveryTunnelPortOfGueOnlyAndChecksumOfAllButIpip() {
        assertTunnel(Tunnel.IPIP, "50000280", "05000d00 00000000");
        assertTunnel(
                new Tunnel(Tunnel.TYPE_GUE, 6080, Tunnel.CHECKSUM),
                "60000280",
                "05000d00 01000000 06000e00 17c00000 06000f00 01000000");
        assertTunnel(
                new Tunnel(Tunnel.TYPE_GUE, 6080, Tunnel.REMOTE_CHECKSUM),
                "60000280",
                "05000d00 01000000 06000e00 17c00000 06000f00 02000000");
        assertTunnel(
                new Tunnel(Tunnel.TYPE_GRE, 0, Tunnel.NO_CHECKSUM), "58000280", "05000d00 02000000 06000f00 00000000");
    }

    private void assertTunnel(Tunnel tunnel, String header, String attributes) {
        IpvsDestination destination = destination("10.1.1.20", 80, IpvsDestination.TUNNEL, 3, 4294967295L, 80, tunnel);
        assertThat(payload(encoding.command(new IpvsCommand.SetDestination(KEY, destination))))
                .isEqualTo(plain(
                        "06010000" + KEY_BYTES + header + """
                            06000b00 02000000 14000100 0a010114 00000000 00000000 00000000 06000200 00500000
                            08000300 02000000 08000400 03000000\
                            """ + attributes + "08000500 ffffffff 08000600 50000000"));
    }

    @Test
    void deletesDestinationByKey() {
        assertThat(payload(encoding.command(new IpvsCommand.DeleteDestination(KEY, endpoint("10.1.1.11", 80)))))
                .isEqualTo(plain("07010000" + KEY_BYTES + """
                    28000280 06000b00 02000000 14000100 0a01010b 00000000 00000000 00000000 06000200 00500000\
                    """));
    }

    @Test
    void flushesWithoutAnyAttribute() {
        assertEncoded(new IpvsCommand.Flush(), "14000000 1c000500 c912016b 00000000 11010000");
    }

    @Test
    void setsTimeouts() {
        assertEncoded(new IpvsCommand.SetTimeouts(new IpvsTimeouts(500, 120, 300)), """
            2c000000 1c000500 c812016b 00000000  0c010000
            08000400 f4010000 08000500 78000000 08000600 2c010000\
            """);
    }

    @Test
    void startsSyncDaemonWithAllItsSettings() {
        var daemon = new IpvsSyncDaemon(IpvsSyncDaemon.Role.BACKUP, "va", 6, 1400, IpAddress.of("224.0.0.99"), 9999, 3);
        assertEncoded(new IpvsCommand.StartDaemon(daemon), """
            50000000 1c000500 09000000 00000000  09010000 3c000380 08000100 02000000
            07000200 76610000 08000300 06000000 06000400 78050000 08000500 e0000063
            06000700 0f270000 05000800 03000000\
            """);
    }

    @Test
    void leavesToTheKernelWhatIsNotSaidOfASyncDaemon() {
        assertThat(payload(encoding.command(
                        new IpvsCommand.StartDaemon(new IpvsSyncDaemon(IpvsSyncDaemon.Role.MASTER, "va", 5)))))
                .isEqualTo(plain("09010000 1c000380 08000100 01000000 07000200 76610000 08000300 05000000"));
        var six = new IpvsSyncDaemon(IpvsSyncDaemon.Role.MASTER, "va", 5, 0, IpAddress.of("ff02::51"), 0, 0);
        assertThat(payload(encoding.command(new IpvsCommand.StartDaemon(six)))).isEqualTo(plain("""
            09010000 30000380 08000100 01000000 07000200 76610000 08000300 05000000
            14000600 ff020000 00000000 00000000 00000051\
            """));
    }

    @Test
    void stopsSyncDaemonByItsRole() {
        assertThat(payload(encoding.command(new IpvsCommand.StopDaemon(IpvsSyncDaemon.Role.BACKUP, 6))))
                .isEqualTo(plain("0a010000 14000380 08000100 02000000 08000300 06000000"));
    }

    @Test
    void zeroesOneServiceOrAll() {
        assertThat(payload(encoding.command(new IpvsCommand.ZeroService(KEY))))
                .isEqualTo(plain("10010000" + KEY_BYTES));
        assertThat(payload(encoding.command(new IpvsCommand.ZeroAll()))).isEqualTo("10010000");
    }

    @Test
    void asksForTheOthers() {
        assertThat(payload(encoding.timeouts())).isEqualTo("0d010000");
        assertThat(payload(encoding.daemons())).isEqualTo("0b010000");
        assertThat(payload(encoding.services())).isEqualTo("04010000");
        assertThat(payload(encoding.service(KEY))).isEqualTo(plain("04010000" + KEY_BYTES));
        assertThat(payload(encoding.destinations(KEY))).isEqualTo(plain("08010000" + KEY_BYTES));
        assertThat(encoding.daemons().isDump()).isTrue();
        assertThat(encoding.services().isDump()).isTrue();
        assertThat(encoding.destinations(KEY).isDump()).isTrue();
        assertThat(encoding.service(KEY).isDump()).isFalse();
    }

    private void assertEncoded(IpvsCommand command, String message) {
        int sequence = NetlinkMessage.decode(ScriptedPeer.bytes(message))
                .messages()
                .getFirst()
                .sequence();
        assertThat(hex(encoding.command(command), sequence)).isEqualTo(plain(message));
    }

    private static String hex(NetlinkRequest request, int sequence) {
        return HexFormat.of()
                .formatHex(
                        new NetlinkMessage(request.type(), request.flags(), sequence, 0, request.payload()).encode());
    }

    private static String payload(NetlinkRequest request) {
        return HexFormat.of().formatHex(request.payload());
    }

    private static String plain(String hex) {
        return hex.replaceAll("\\s", "");
    }

    private static IpvsService service(
            ServiceKey key, String scheduler, int flags, int seconds, int netmask, @Nullable String engine) {
        return new IpvsService(key, new IpvsService.Attributes(scheduler, flags, seconds, netmask, engine));
    }

    private static IpvsDestination destination(
            String address, int port, int forwarding, int weight, long upper, long lower, Tunnel tunnel) {
        return new IpvsDestination(
                endpoint(address, port), new IpvsDestination.Attributes(forwarding, weight, upper, lower, tunnel));
    }

    private static Endpoint endpoint(String address, int port) {
        return new Endpoint(IpAddress.of(address), port);
    }
}
