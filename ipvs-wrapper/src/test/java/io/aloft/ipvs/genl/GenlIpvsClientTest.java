package io.aloft.ipvs.genl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsOutcome.Verdict;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.IpvsTraffic;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.ScriptedPeer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked for which command is in {@link IpvsEncodingTest}; here is what comes of the answers. */
class GenlIpvsClientTest {

    private static final int FAMILY = 0x1c;
    private static final int COMMAND = 0x05;
    private static final int QUIET = 0x01;
    private static final int DUMP = 0x301;

    private static final ServiceKey KEY = new ServiceKey.ByAddress(6, new Endpoint(IpAddress.of("10.9.9.9"), 80));
    private static final IpvsService RR = new IpvsService(KEY, new IpvsService.Attributes("rr", 0, 0, 0xffffffff));
    private static final IpvsDestination NAT = new IpvsDestination(
            new Endpoint(IpAddress.of("10.1.1.11"), 80), new IpvsDestination.Attributes(0, 1, 0, 0));

    private static final String KEY_BYTES =
            "06000100 02000000 06000200 06000000 14000300 0a090909" + "00000000 00000000 00000000 06000400 00500000";
    private static final String RR_BYTES = "010000 54000180" + KEY_BYTES
            + "07000600 72720000 0c000700 00000000 ffffffff 08000800 00000000 08000900 ffffffff";
    private static final String NAT_BYTES = "010000 30000180" + KEY_BYTES + """
        48000280 06000b00 02000000 14000100 0a01010b
        00000000 00000000 00000000 06000200 00500000
        08000300 00000000 08000400 01000000
        08000500 00000000 08000600 00000000\
        """;

    private final ScriptedPeer kernel = new ScriptedPeer()
            .expectMessage("20000000 10000500 01000000 00000000 03010000 09000200 49505653 00000000")
            .reply("01020000 09000200 49505653 00000000 06000100 1c000000 08000300 01000000"
                    + "08000400 00000000 08000500 06000000");

    @Test
    void deletingWhatIsNotThereSucceeds() throws Exception {
        kernel.expect(FAMILY, QUIET, "03010000 30000180" + KEY_BYTES)
                .refuse(Errno.ESRCH)
                .expect(FAMILY, COMMAND, "07010000 30000180" + KEY_BYTES + """
                    28000280 06000b00 02000000 14000100 0a01010b 00000000 00000000 00000000 06000200 00500000\
                    """)
                .refuse(Errno.ESRCH);
        assertThat(applied(new IpvsCommand.DeleteService(KEY), new IpvsCommand.DeleteDestination(KEY, NAT.endpoint())))
                .containsExactly(Verdict.ALREADY_ABSENT, Verdict.ALREADY_ABSENT);
    }

    @Test
    void addingWhatIsThereCorrectsItInOneMoreExchange() throws Exception {
        kernel.expect(FAMILY, QUIET, "01" + RR_BYTES)
                .refuse(Errno.EEXIST)
                .expect(FAMILY, QUIET, "05" + NAT_BYTES)
                .refuse(Errno.EEXIST)
                .expect(FAMILY, COMMAND, "03010000 30000180" + KEY_BYTES)
                .acknowledge()
                .expect(FAMILY, QUIET, "02" + RR_BYTES)
                .acknowledge()
                .expect(FAMILY, COMMAND, "06" + NAT_BYTES)
                .acknowledge();
        assertThat(applied(
                        new IpvsCommand.AddService(RR),
                        new IpvsCommand.AddDestination(KEY, NAT),
                        new IpvsCommand.DeleteService(KEY)))
                .containsExactly(Verdict.CORRECTED, Verdict.CORRECTED, Verdict.DONE);
        assertThat(kernel.batchSizes()).containsExactly(1, 3, 2);
    }

    @Test
    void settingWhatIsGoneAddsItWithItsDestinations() throws Exception {
        kernel.expect(FAMILY, QUIET, "02" + RR_BYTES)
                .refuse(Errno.ESRCH)
                .expect(FAMILY, COMMAND, "06" + NAT_BYTES)
                .refuse(Errno.ESRCH)
                .expect(FAMILY, QUIET, "01" + RR_BYTES)
                .acknowledge()
                .expect(FAMILY, COMMAND, "05" + NAT_BYTES)
                .acknowledge();
        assertThat(applied(new IpvsCommand.SetService(RR), new IpvsCommand.SetDestination(KEY, NAT)))
                .containsExactly(Verdict.CORRECTED, Verdict.CORRECTED);
    }

    @Test
    void settingADestinationThatIsGoneAddsIt() throws Exception {
        kernel.expect(FAMILY, COMMAND, "06" + NAT_BYTES)
                .refuse(Errno.ENOENT)
                .expectMessage("20000000 10000500 01000000 00000000 03010000 09000200 49505653 00000000")
                .reply("01020000 09000200 49505653 00000000 06000100 1c000000 08000300 01000000")
                .expect(FAMILY, COMMAND, "05" + NAT_BYTES)
                .acknowledge();
        assertThat(applied(new IpvsCommand.SetDestination(KEY, NAT))).containsExactly(Verdict.CORRECTED);
    }

    @Test
    void destinationOfAServiceThatNobodyAddsAgainIsRefused() throws Exception {
        kernel.expect(FAMILY, COMMAND, "06" + NAT_BYTES).refuse(Errno.ESRCH);
        assertThat(applied(new IpvsCommand.SetDestination(KEY, NAT))).containsExactly(Verdict.REFUSED);
    }

    @Test
    void syncDaemonThatRunsAlreadyIsStartedAnew() throws Exception {
        String start = "09010000 1c000380 08000100 01000000 07000200 76610000 08000300 05000000";
        kernel.expect(FAMILY, COMMAND, start)
                .refuse(Errno.EEXIST)
                .expect(FAMILY, COMMAND, "0a010000 14000380 08000100 01000000 08000300 05000000")
                .acknowledge()
                .expect(FAMILY, COMMAND, start)
                .acknowledge();
        assertThat(applied(new IpvsCommand.StartDaemon(new IpvsSyncDaemon(IpvsSyncDaemon.Role.MASTER, "va", 5))))
                .containsExactly(Verdict.CORRECTED);
    }

    @Test
    void executedCommandsAreNotCorrected() throws Exception {
        kernel.expect(FAMILY, QUIET, "01" + RR_BYTES)
                .refuse(Errno.EEXIST)
                .expect(FAMILY, COMMAND, "02" + RR_BYTES)
                .refuse(Errno.ESRCH);
        List<IpvsOutcome> outcomes =
                client().execute(List.of(new IpvsCommand.AddService(RR), new IpvsCommand.SetService(RR)));
        assertThat(outcomes).extracting(IpvsOutcome::verdict).containsExactly(Verdict.REFUSED, Verdict.REFUSED);
        assertThat(outcomes)
                .extracting(IpvsOutcome::reason)
                .containsExactly("Service already exists", "No such service");
        kernel.assertFinished();
    }

    @Test
    void nothingToDoIsNoExchange() throws Exception {
        assertThat(applied()).isEmpty();
        assertThat(kernel.batchSizes()).containsExactly(1);
    }

    @Test
    void refusalNamesCommandReasonServiceAndRemedy() throws Exception {
        kernel.expect(FAMILY, COMMAND, "01" + RR_BYTES)
                .refuse(Errno.ENOENT)
                .expectMessage("20000000 10000500 01000000 00000000 03010000 09000200 49505653 00000000")
                .reply("01020000 09000200 49505653 00000000 06000100 1c000000 08000300 01000000");
        IpvsOutcome outcome =
                client().apply(List.of(new IpvsCommand.AddService(RR))).getFirst();
        assertThat(outcome.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(outcome.describe())
                .isEqualTo("IPVS cmd IP_VS_SO_SET_ADD(1154) error: Scheduler or persistence engine not found(2)"
                        + " (10.9.9.9:tcp:80): modprobe ip_vs_rr");
    }

    @Test
    void silenceOfTheKernelMeansThatItsTableIsUnknown() throws Exception {
        kernel.expect(FAMILY, COMMAND, "03010000 30000180" + KEY_BYTES).staySilent();
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
                    00000000 06000f00 00000000 08000500 64000000 08000600 50000000 06000b00 02000000\
                    """);
        var service = new IpvsService(KEY, new IpvsService.Attributes("wlc", 0, 0, 0xffffffff));
        var destination = new IpvsDestination(NAT.endpoint(), new IpvsDestination.Attributes(0, 3, 100, 80));
        assertThat(client().table(KEY::equals).entries().values())
                .containsExactly(IpvsEntry.of(service, List.of(destination)));
    }

    @Test
    void readsOneServiceOrNone() throws Exception {
        kernel.expect(FAMILY, COMMAND, "04010000 30000180" + KEY_BYTES)
                .reply("01" + RR_BYTES)
                .expect(FAMILY, DUMP, "08010000 30000180" + KEY_BYTES)
                .reply("05" + NAT_BYTES)
                .expect(FAMILY, COMMAND, "04010000 30000180" + KEY_BYTES)
                .refuse(Errno.ESRCH);
        GenlIpvsClient client = client();
        assertThat(client.service(KEY))
                .hasValue(new IpvsListing.Service(
                        RR,
                        IpvsTraffic.NONE,
                        List.of(new IpvsListing.Destination(NAT, IpvsTraffic.NONE, IpvsListing.Connections.NONE))));
        assertThat(client.service(KEY)).isEmpty();
        kernel.assertFinished();
    }

    @Test
    void readsVersionTimeoutsAndSyncDaemons() throws Exception {
        kernel.expect(FAMILY, COMMAND, "0f010000")
                .reply("0e010000 08000100 01020100 08000200 00100000")
                .expect(FAMILY, COMMAND, "0d010000")
                .reply("0c010000 08000400 84030000 08000500 78000000 08000600 2c010000")
                .expect(FAMILY, DUMP, "0b010000")
                .reply("09010000 1c000300 08000100 01000000 07000200 76610000 08000300 05000000");
        GenlIpvsClient client = client();
        assertThat(client.version()).hasToString("1.2.1 (size=4096)");
        assertThat(client.timeouts()).isEqualTo(new IpvsTimeouts(900, 120, 300));
        assertThat(client.daemons()).containsExactly(new IpvsSyncDaemon(IpvsSyncDaemon.Role.MASTER, "va", 5));
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
    void whoeverMayNotIsToldWhatIsNeeded() throws Exception {
        kernel.expect(FAMILY, DUMP, "04010000").refuse(Errno.EPERM);
        assertThatThrownBy(() -> client().table(_ -> true))
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining("CAP_NET_ADMIN");
    }

    private List<Verdict> applied(IpvsCommand... commands) throws IpvsUnavailableException {
        List<Verdict> verdicts = client().apply(List.of(commands)).stream()
                .map(IpvsOutcome::verdict)
                .toList();
        kernel.assertFinished();
        return verdicts;
    }

    private GenlIpvsClient client() throws IpvsUnavailableException {
        return GenlIpvsClient.over(kernel);
    }
}
