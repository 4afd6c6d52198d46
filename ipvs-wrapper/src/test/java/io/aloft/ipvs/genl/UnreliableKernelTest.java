package io.aloft.ipvs.genl;

import static io.aloft.netlink.exchange.ScriptedDatagrams.acknowledge;
import static io.aloft.netlink.exchange.ScriptedDatagrams.cutShort;
import static io.aloft.netlink.exchange.ScriptedDatagrams.data;
import static io.aloft.netlink.exchange.ScriptedDatagrams.done;
import static io.aloft.netlink.exchange.ScriptedDatagrams.message;
import static io.aloft.netlink.exchange.ScriptedDatagrams.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsOutcome.Verdict;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.ScriptedDatagrams;
import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.posix.Reception;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Answers that are lost, late, cut short or nonsense, message by message: the table may be unknown, but nothing hangs. */
class UnreliableKernelTest {

    private static final int SEEDS = 3_000;

    private static final ServiceKey KEY = new ServiceKey.ByAddress(6, new Endpoint(IpAddress.of("10.9.9.9"), 80));
    private static final IpvsCommand SET =
            new IpvsCommand.SetService(new IpvsService(KEY, new IpvsService.Attributes("rr", 0, 0, 0xffffffff)));
    private static final IpvsCommand ADD = new IpvsCommand.AddDestination(
            KEY,
            new IpvsDestination(
                    new Endpoint(IpAddress.of("10.1.1.11"), 80), new IpvsDestination.Attributes(0, 1, 0, 0)));
    private static final IpvsCommand DELETE = new IpvsCommand.DeleteService(KEY);
    private static final IpvsCommand STOP = new IpvsCommand.StopDaemon(IpvsSyncDaemon.Role.BACKUP, 6);
    private static final IpvsCommand START =
            new IpvsCommand.StartDaemon(new IpvsSyncDaemon(IpvsSyncDaemon.Role.BACKUP, "va", 6));

    private static final String INFO = "0e010000 08000100 01020100 08000200 00100000";
    private static final String SERVICE = """
        01010000 54000100 06000100 02000000 06000200 06000000 14000300 0a090909 00000000 00000000
        00000000 06000400 00500000 07000600 72720000 0c000700 02000000 ffffffff 08000800 00000000
        08000900 ffffffff\
        """;
    private static final String BACKUP = "09010000 1c000300 08000100 02000000 07000200 76610000 08000300 06000000";

    private final ScriptedDatagrams kernel = new ScriptedDatagrams().onSend(sent -> family(sent, 0x1c));

    @Test
    void onlyTheLastOfABatchIsAcknowledgedAndRefusalsFindTheirCommand() throws Exception {
        kernel.onSend(sent -> {
            assertThat(sent)
                    .extracting(request -> request.has(Netlink.NLM_F_ACK))
                    .containsExactly(false, false, true);
            return List.of(refuse(sent.get(1), Errno.EINVAL), acknowledge(sent.get(2)));
        });
        assertThat(client().execute(List.of(SET, ADD, DELETE)))
                .containsExactly(
                        new IpvsOutcome(SET, Verdict.DONE, 0),
                        new IpvsOutcome(ADD, Verdict.REFUSED, Errno.EINVAL),
                        new IpvsOutcome(DELETE, Verdict.DONE, 0));
    }

    @Test
    void manyCommandsGoInBatchesEachWithItsOwnEnd() throws Exception {
        List<IpvsCommand> commands = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            commands.add(ADD);
        }
        for (int i = 0; i < 20; i++) {
            kernel.onSend(sent -> List.of(refuse(sent.getFirst(), Errno.EBUSY), acknowledge(sent.getLast())));
        }
        List<IpvsOutcome> outcomes = client().execute(commands);
        assertThat(outcomes).hasSize(1_000);
        int at = 0;
        for (List<NetlinkMessage> batch : kernel.sent().subList(1, kernel.sent().size())) {
            assertThat(batch.getLast().has(Netlink.NLM_F_ACK)).isTrue();
            assertThat(outcomes.get(at)).isEqualTo(new IpvsOutcome(ADD, Verdict.REFUSED, Errno.EBUSY));
            assertThat(outcomes.get(at + 1).succeeded()).isTrue();
            at += batch.size();
        }
        assertThat(at).isEqualTo(1_000);
        assertThat(kernel.sent()).hasSizeLessThan(20);
    }

    @Test
    void answersToAnotherSequenceOrFromAnotherPortAreNotBelieved() throws Exception {
        kernel.onSend(sent -> {
            NetlinkMessage request = sent.getFirst();
            var late = new NetlinkMessage(request.type(), request.flags(), request.sequence() - 1, 0, new byte[4]);
            var early = new NetlinkMessage(request.type(), request.flags(), request.sequence() + 1, 0, new byte[4]);
            byte[] foreign = new NetlinkMessage(Netlink.NLMSG_ERROR, 0, request.sequence(), 1, new byte[20]).encode();
            return List.of(
                    refuse(late, Errno.EPERM),
                    refuse(early, Errno.EPERM),
                    new Reception.Datagram(foreign),
                    refuse(request, Errno.ESRCH));
        });
        assertThat(client().execute(List.of(SET))).containsExactly(new IpvsOutcome(SET, Verdict.REFUSED, Errno.ESRCH));
    }

    @Test
    void lostAnswersMakeTheTableUnknown() throws Exception {
        kernel.onSend(sent -> List.of(new Reception.Overrun(), acknowledge(sent.getLast())));
        GenlIpvsClient client = client();
        assertThatThrownBy(() -> client.execute(List.of(SET, ADD)))
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining("ENOBUFS");
    }

    @Test
    void kernelWithoutRoomForAnAnswerMakesTheTableUnknown() throws Exception {
        kernel.onSend(sent -> List.of(refuse(sent.getFirst(), Errno.ENOBUFS)));
        assertUnavailable(client(), "No buffer space available");
    }

    @Test
    void silenceMakesTheTableUnknown() throws Exception {
        kernel.onSend(sent -> List.of());
        assertUnavailable(client(), "no answer from the kernel");
    }

    @Test
    void acknowledgementCutShortMakesTheTableUnknown() throws Exception {
        kernel.onSend(sent -> List.of(cutShort(acknowledge(sent.getFirst()), 18)))
                .onSend(sent ->
                        List.of(message(Netlink.NLMSG_ERROR, 0, sent.getFirst().sequence(), new byte[2])))
                .onSend(sent -> List.of(new Reception.Datagram(new byte[0])))
                .onSend(sent -> List.of(new Reception.Closed()));
        GenlIpvsClient client = client();
        assertUnavailable(client, "no answer from the kernel");
        assertUnavailable(client, "cut short or contradicts itself");
        assertUnavailable(client, "no answer from the kernel");
        assertUnavailable(client, "no answer from the kernel");
    }

    @Test
    void replyCutShortIsNoAnswer() throws Exception {
        kernel.onSend(sent -> List.of(data(sent.getFirst(), 0, INFO.substring(0, 20)), acknowledge(sent.getFirst())))
                .onSend(sent -> List.of(cutShort(data(sent.getFirst(), 0, INFO), 4), acknowledge(sent.getFirst())));
        GenlIpvsClient client = client();
        assertThatThrownBy(client::version)
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining("GET_INFO cannot be read");
        assertThatThrownBy(client::version).isInstanceOf(IpvsUnavailableException.class);
    }

    @Test
    void unreadableEntriesAreLeftOutAndCounted() throws Exception {
        kernel.onSend(sent -> List.of(
                        data(
                                sent.getFirst(),
                                Netlink.NLM_F_MULTI,
                                SERVICE,
                                "01010000 60000100 06000100",
                                SERVICE.substring(0, 40)),
                        done(sent.getFirst())))
                .onSend(sent -> List.of(done(sent.getFirst())));
        GenlIpvsClient client = client();
        assertThat(client.table(_ -> true).entries().keySet()).containsExactly(KEY);
        assertThat(client.unreadable()).isEqualTo(2);
    }

    @Test
    void dumpThatWasInterruptedIsAskedForAgain() throws Exception {
        kernel.onSend(sent -> List.of(
                        data(sent.getFirst(), Netlink.NLM_F_MULTI | Netlink.NLM_F_DUMP_INTR, SERVICE),
                        done(sent.getFirst())))
                .onSend(sent -> List.of(done(sent.getFirst())));
        assertThat(client().table(_ -> true).entries()).isEmpty();
    }

    @Test
    void dumpThatIsAlwaysInterruptedEnds() throws Exception {
        for (int i = 0; i < 10; i++) {
            kernel.onSend(sent -> List.of(
                    data(sent.getFirst(), Netlink.NLM_F_MULTI | Netlink.NLM_F_DUMP_INTR, SERVICE),
                    done(sent.getFirst())));
        }
        GenlIpvsClient client = client();
        assertThatThrownBy(() -> client.table(_ -> true))
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining("changed during each of 10 dumps");
    }

    @Test
    void dumpThatTheKernelIsTooBusyForOrEndsWithAnErrorIsNoTable() throws Exception {
        kernel.onSend(sent -> List.of(refuse(sent.getFirst(), Errno.EBUSY)))
                .onSend(sent -> List.of(data(sent.getFirst(), Netlink.NLM_F_MULTI, SERVICE)));
        GenlIpvsClient client = client();
        assertThatThrownBy(() -> client.table(_ -> true))
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining("EBUSY");
        assertThatThrownBy(() -> client.table(_ -> true)).isInstanceOf(IpvsUnavailableException.class);
    }

    @Test
    void questionIsAskedAgainWhenTheModuleWasLoadedAgain() throws Exception {
        kernel.onSend(sent -> List.of(refuse(sent.getFirst(), Errno.ENOENT)))
                .onSend(sent -> family(sent, 0x1d))
                .onSend(sent -> {
                    assertThat(sent.getFirst().type()).isEqualTo(0x1d);
                    return List.of(done(sent.getFirst()));
                });
        assertThat(client().table(_ -> true).entries()).isEmpty();
    }

    @Test
    void commandsMeetNobodyWhenTheModuleWasLoadedAgain() throws Exception {
        kernel.onSend(sent -> List.of(refuse(sent.get(0), Errno.ENOENT), refuse(sent.get(1), Errno.ENOENT)))
                .onSend(sent -> family(sent, 0x1d))
                .onSend(sent -> {
                    assertThat(sent.getFirst().type()).isEqualTo(0x1d);
                    return List.of(acknowledge(sent.getFirst()));
                });
        GenlIpvsClient client = client();
        assertThatThrownBy(() -> client.execute(List.of(SET, ADD)))
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining("loaded again");
        assertThat(client.execute(List.of(DELETE))).containsExactly(new IpvsOutcome(DELETE, Verdict.DONE, 0));
    }

    @Test
    void whatIsAskedOfAModuleThatIsGoneSaysSo() throws Exception {
        kernel.onSend(sent -> List.of(refuse(sent.getFirst(), Errno.ENOENT)))
                .onSend(sent -> List.of(refuse(sent.getFirst(), Errno.ENOENT)));
        assertUnavailable(client(), "modprobe ip_vs");
    }

    @Test
    void stopOfASyncDaemonThatIsNotAnsweredIsVerifiedWithoutWaiting() throws Exception {
        kernel.onSend(sent -> {
                    assertThat(sent).hasSize(2);
                    return List.of(data(sent.get(1), 0, INFO), acknowledge(sent.get(1)));
                })
                .onSend(sent -> List.of(done(sent.getFirst())))
                .onSend(sent -> List.of(data(sent.get(1), 0, INFO), acknowledge(sent.get(1))))
                .onSend(sent -> List.of(data(sent.getFirst(), Netlink.NLM_F_MULTI, BACKUP), done(sent.getFirst())));
        GenlIpvsClient client = client();
        assertThat(client.execute(List.of(STOP))).containsExactly(new IpvsOutcome(STOP, Verdict.DONE, 0));
        assertThat(client.execute(List.of(STOP))).containsExactly(new IpvsOutcome(STOP, Verdict.REFUSED, Errno.EINTR));
    }

    @Test
    void startBehindAnUnansweredStopTellsThatItWasStopped() throws Exception {
        kernel.onSend(sent -> List.of(acknowledge(sent.get(1))));
        assertThat(client().execute(List.of(STOP, START)))
                .containsExactly(new IpvsOutcome(STOP, Verdict.DONE, 0), new IpvsOutcome(START, Verdict.DONE, 0));
    }

    @Test
    void stoppingASyncDaemonThatDoesNotRunSucceeds() throws Exception {
        kernel.onSend(sent ->
                List.of(refuse(sent.get(0), Errno.ESRCH), data(sent.get(1), 0, INFO), acknowledge(sent.get(1))));
        assertThat(client().execute(List.of(STOP)))
                .containsExactly(new IpvsOutcome(STOP, Verdict.ALREADY_ABSENT, Errno.ESRCH));
    }

    /** Whatever comes, a client either has an answer or says that it has none. */
    @Test
    void nonsenseNeverThrowsAnythingElse() throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var nonsense = new ScriptedDatagrams().onSend(sent -> family(sent, 0x1c));
            for (int i = 0; i < 20; i++) {
                nonsense.onSend(sent -> List.of(
                        damaged(data(sent.getFirst(), Netlink.NLM_F_MULTI, SERVICE, SERVICE), random),
                        damaged(data(sent.getFirst(), 0, BACKUP), random),
                        damaged(refuse(sent.getLast(), random.nextInt(40)), random),
                        damaged(done(sent.getLast()), random)));
            }
            try (GenlIpvsClient client = GenlIpvsClient.over(nonsense.connection())) {
                client.table(_ -> true);
                client.daemons();
                client.execute(List.of(SET, ADD, STOP));
                client.apply(List.of(SET, DELETE));
            } catch (IpvsUnavailableException e) {
                assertThat(e).as("seed %d", seed).hasMessageNotContaining("null");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static Reception damaged(Reception whole, Random random) {
        byte[] bytes = ((Reception.Datagram) whole).bytes().clone();
        for (int i = random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0
                ? cutShort(new Reception.Datagram(bytes), random.nextInt(bytes.length))
                : new Reception.Datagram(bytes);
    }

    private static void assertUnavailable(GenlIpvsClient client, String why) {
        assertThatThrownBy(() -> client.execute(List.of(SET)))
                .isInstanceOf(IpvsUnavailableException.class)
                .hasMessageContaining(why);
    }

    private static List<Reception> family(List<NetlinkMessage> sent, int id) {
        NetlinkMessage request = sent.getFirst();
        String payload = "01020000 09000200 49505653 00000000 06000100 %02x000000 08000300 01000000".formatted(id);
        return List.of(data(request, 0, payload), acknowledge(request));
    }

    private GenlIpvsClient client() throws IpvsUnavailableException {
        return GenlIpvsClient.over(kernel.connection());
    }
}
