package io.aloft.ipvs.genl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsOutcome.Verdict;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.ScriptedPeer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes here were captured between the kernel and existing tools; sequence numbers and port ids are ignored. */
class GenlIpvsClientTest {

    private static final int FAMILY = 0x1c;
    private static final int COMMAND = 0x05;
    private static final int DUMP = 0x301;

    private static final ServiceKey KEY = key("10.9.9.9", 80);
    private static final IpvsService RR = service(KEY, "rr", 0, 0, 0xffffffff);
    private static final IpvsDestination NAT = destination("10.1.1.11", 80, 0, 1, 0, 0);

    private static final String KEY_BYTES =
            "06000100 02000000 06000200 06000000 14000300 0a090909" + "00000000 00000000 00000000 06000400 00500000";

    private final ScriptedPeer kernel = new ScriptedPeer()
            .expectMessage("20000000 10000500 01000000 00000000 03010000 09000200 49505653 00000000")
            .reply("01020000 09000200 49505653 00000000 06000100 1c000000 08000300 01000000"
                    + "08000400 00000000 08000500 06000000");

    @Test
    void addsServiceOnAddress() throws Exception {
        kernel.expectMessage("""
                        68000000 1c000500 0c000000 00000000
                        01010000 54000180 06000100 02000000
                        06000200 06000000 14000300 0a090909
                        00000000 00000000 00000000 06000400
                        00500000 07000600 72720000 0c000700
                        00000000 ffffffff 08000800 00000000
                        08000900 ffffffff""").acknowledge();
        assertThat(apply(new IpvsCommand.AddService(RR))).isEqualTo(Verdict.DONE);
    }

    @Test
    void addsServiceOnMark() throws Exception {
        kernel.expectMessage("""
                        4c000000 1c000500 1f000000 00000000
                        01010000 38000180 06000100 02000000
                        08000500 07000000 07000600 72720000
                        0c000700 00000000 ffffffff 08000800
                        00000000 08000900 ffffffff""").acknowledge();
        var key = new ServiceKey.ByMark(AddressFamily.INET, 7);
        assertThat(apply(new IpvsCommand.AddService(service(key, "rr", 0, 0, 0xffffffff))))
                .isEqualTo(Verdict.DONE);
    }

    @Test
    void addsIpv6ServiceWithSchedulerFlags() throws Exception {
        kernel.expectMessage("""
                        68000000 1c000500 23000000 00000000
                        01010000 54000180 06000100 0a000000
                        06000200 06000000 14000300 fd000000
                        00000000 00000000 00000009 06000400
                        01bb0000 07000600 73680000 0c000700
                        18000000 ffffffff 08000800 00000000
                        08000900 80000000""").acknowledge();
        assertThat(apply(new IpvsCommand.AddService(service(key("fd00::9", 443), "sh", 0x18, 0, 128))))
                .isEqualTo(Verdict.DONE);
    }

    @Test
    void addsPersistentServiceWithItsGranularityInNetworkOrder() throws Exception {
        kernel.expectMessage("""
                        68000000 1c000500 01000000 00000000
                        01010000 54000180 06000100 02000000
                        06000200 06000000 14000300 0a090909
                        00000000 00000000 00000000 06000400
                        00500000 08000600 77727200 0c000700
                        01000000 ffffffff 08000800 3c000000
                        08000900 ffffff00""").acknowledge();
        assertThat(apply(new IpvsCommand.AddService(service(KEY, "wrr", IpvsService.PERSISTENT, 60, 0xffffff00))))
                .isEqualTo(Verdict.DONE);
    }

    @Test
    void addsDestinationWithTheAttributesInTheOrderOfKeepalived() throws Exception {
        kernel.expect(FAMILY, COMMAND, "05010000 30000180" + KEY_BYTES + """
                        48000280 06000b00 02000000 14000100 0a01010b
                        00000000 00000000 00000000 06000200 00500000
                        08000300 00000000 08000400 01000000
                        08000500 00000000 08000600 00000000""").acknowledge();
        assertThat(apply(new IpvsCommand.AddDestination(KEY, NAT))).isEqualTo(Verdict.DONE);
    }

    @Test
    void addsTunnelledDestinationWithItsTypeBeforeTheThresholds() throws Exception {
        kernel.expect(FAMILY, COMMAND, "05010000 30000180" + KEY_BYTES + """
                        50000280 06000b00 02000000 14000100 7f000001
                        00000000 00000000 00000000 06000200 00500000
                        08000300 02000000 08000400 03000000
                        05000d00 00000000 08000500 64000000 08000600 50000000""").acknowledge();
        assertThat(apply(new IpvsCommand.AddDestination(KEY, destination("127.0.0.1", 80, 2, 3, 100, 80))))
                .isEqualTo(Verdict.DONE);
    }

    @Test
    void deletesServiceByKey() throws Exception {
        kernel.expectMessage("44000000 1c000500 76000000 00000000 03010000 30000180" + KEY_BYTES)
                .acknowledge();
        assertThat(apply(new IpvsCommand.DeleteService(KEY))).isEqualTo(Verdict.DONE);
    }

    @Test
    void deletingWhatIsNotThereSucceeds() throws Exception {
        expect(IpvsNumbers.CMD_DEL_SERVICE).refuse(Errno.ESRCH);
        expectDestinationKey(IpvsNumbers.CMD_DEL_DEST).refuse(Errno.ENOENT);
        assertThat(verdicts(List.of(
                        new IpvsCommand.DeleteService(KEY), new IpvsCommand.DeleteDestination(KEY, NAT.endpoint()))))
                .containsExactly(Verdict.ALREADY_ABSENT, Verdict.ALREADY_ABSENT);
    }

    @Test
    void addingWhatIsThereCorrectsItInOneMoreExchange() throws Exception {
        String attributes =
                KEY_BYTES + "07000600 72720000 0c000700 00000000 ffffffff 08000800 00000000 08000900 ffffffff";
        kernel.expect(FAMILY, COMMAND, "01010000 54000180" + attributes)
                .refuse(Errno.EEXIST)
                .expect(FAMILY, COMMAND, "03010000 30000180" + KEY_BYTES)
                .acknowledge()
                .expect(FAMILY, COMMAND, "02010000 54000180" + attributes)
                .acknowledge();
        assertThat(verdicts(List.of(new IpvsCommand.AddService(RR), new IpvsCommand.DeleteService(KEY))))
                .containsExactly(Verdict.CORRECTED, Verdict.DONE);
        assertThat(kernel.batchSizes()).containsExactly(1, 2, 1);
    }

    @Test
    void settingWhatIsGoneAddsIt() throws Exception {
        String attributes =
                KEY_BYTES + "07000600 72720000 0c000700 00000000 ffffffff 08000800 00000000 08000900 ffffffff";
        kernel.expect(FAMILY, COMMAND, "02010000 54000180" + attributes)
                .refuse(Errno.ESRCH)
                .expect(FAMILY, COMMAND, "01010000 54000180" + attributes)
                .acknowledge();
        assertThat(apply(new IpvsCommand.SetService(RR))).isEqualTo(Verdict.CORRECTED);
    }

    @Test
    void refusalNamesCommandReasonAndService() throws Exception {
        String attributes =
                KEY_BYTES + "07000600 72720000 0c000700 00000000 ffffffff 08000800 00000000 08000900 ffffffff";
        kernel.expect(FAMILY, COMMAND, "01010000 54000180" + attributes).refuse(Errno.ENOENT);
        IpvsOutcome outcome =
                client().apply(List.of(new IpvsCommand.AddService(RR))).getFirst();
        assertThat(outcome.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(outcome.describe())
                .isEqualTo("IPVS cmd IP_VS_SO_SET_ADD(1154) error: Scheduler or persistence engine not found:"
                        + " modprobe ip_vs_rr(2) (10.9.9.9:tcp:80)");
    }

    @Test
    void silenceOfTheKernelMeansThatItsTableIsUnknown() throws Exception {
        expect(IpvsNumbers.CMD_DEL_SERVICE).staySilent();
        assertThatThrownBy(() -> client().apply(List.of(new IpvsCommand.DeleteService(KEY))))
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining("delete ipvs service 10.9.9.9:tcp:80");
    }

    @Test
    void readsServicesAndTheDestinationsOfThoseThatAreWanted() throws Exception {
        String attributes = KEY_BYTES + "08000600 776c6300 0c000700 02000000 ffffffff 08000800 00000000"
                + "08000900 ffffffff 0c000a00 04000b00 04000b00";
        String other = attributes.replace("0a090909", "0a090908");
        kernel.expect(FAMILY, DUMP, "04010000")
                .reply("01010000 60000100" + attributes, "01010000 60000100" + other)
                .expect(FAMILY, DUMP, "08010000 30000180" + KEY_BYTES)
                .reply("""
                        05010000 60000200 14000100 0a01010b 00000000 00000000 00000000 06000200
                        00500000 08000300 00000000 08000400 03000000 05000d00 00000000 06000e00
                        00000000 06000f00 00000000 08000500 64000000 08000600 50000000 06000b00 02000000""");
        IpvsEntry expected = IpvsEntry.of(
                service(KEY, "wlc", 0, 0, 0xffffffff), List.of(destination("10.1.1.11", 80, 0, 3, 100, 80)));
        assertThat(client().table(KEY::equals).entries().values()).containsExactly(expected);
    }

    @Test
    void readsVersion() throws Exception {
        kernel.expect(FAMILY, COMMAND, "0f010000").reply("0e010000 08000100 01020100 08000200 00100000");
        assertThat(client().version()).hasToString("1.2.1 (size=4096)");
    }

    @Test
    void kernelWithoutIpvsSaysWhatToLoad() {
        ScriptedPeer without = new ScriptedPeer()
                .expectMessage("20000000 10000500 01000000 00000000 03010000 09000200 49505653 00000000")
                .refuse(Errno.ENOENT);
        assertThatThrownBy(() -> GenlIpvsClient.over(without))
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining("modprobe ip_vs");
        assertThat(without.closed()).isTrue();
    }

    @Test
    void damagedEntryIsLeftOut() throws Exception {
        kernel.expect(FAMILY, DUMP, "04010000").reply("01010000 60000100 06000100");
        assertThat(client().table(_ -> true).entries()).isEmpty();
    }

    private ScriptedPeer.Expectation expect(int command) {
        return kernel.expect(FAMILY, COMMAND, String.format("%02x010000 30000180", command) + KEY_BYTES);
    }

    private ScriptedPeer.Expectation expectDestinationKey(int command) {
        return kernel.expect(FAMILY, COMMAND, String.format("%02x010000 30000180", command) + KEY_BYTES + """
                28000280 06000b00 02000000 14000100 0a01010b 00000000 00000000 00000000 06000200 00500000""");
    }

    private Verdict apply(IpvsCommand command) throws IpvsUnavailableException {
        return verdicts(List.of(command)).getFirst();
    }

    private List<Verdict> verdicts(List<IpvsCommand> commands) throws IpvsUnavailableException {
        List<Verdict> verdicts =
                client().apply(commands).stream().map(IpvsOutcome::verdict).toList();
        kernel.assertFinished();
        return verdicts;
    }

    private GenlIpvsClient client() throws IpvsUnavailableException {
        return GenlIpvsClient.over(kernel);
    }

    private static ServiceKey key(String address, int port) {
        return new ServiceKey.ByAddress(6, new Endpoint(IpAddress.of(address), port));
    }

    private static IpvsService service(ServiceKey key, String scheduler, int flags, int seconds, int netmask) {
        return new IpvsService(key, new IpvsService.Attributes(scheduler, flags, seconds, netmask));
    }

    private static IpvsDestination destination(
            String address, int port, int forwarding, int weight, long upper, long lower) {
        return new IpvsDestination(
                new Endpoint(IpAddress.of(address), port),
                new IpvsDestination.Attributes(forwarding, weight, upper, lower));
    }
}
