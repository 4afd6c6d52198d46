package io.aloft.netlink.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.netlink.message.Netlink;
import io.aloft.posix.NetlinkSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs root: requests that the kernel refuses without having done anything, answered or not. */
@Tag("lab")
@Timeout(60)
class SocketConnectionLabTest {

    private static final int RTM_DELADDR = 21;

    /** Whoever waits this long fails by the time limit of the class. */
    private static final Duration BEYOND_THE_TEST = Duration.ofMinutes(2);

    /** Removal of 203.0.113.1/32 from an interface that no machine has. */
    private static NetlinkRequest refused(int index) {
        byte[] payload = ScriptedPeer.bytes("02 20 00 00 ff ff ff 7f 08 00 02 00 cb 00 71 01");
        return NetlinkRequest.command("remove nothing " + index, RTM_DELADDR, 0, payload);
    }

    private static List<NetlinkRequest> refused(int from, int to) {
        List<NetlinkRequest> requests = new ArrayList<>();
        for (int i = from; i < to; i++) {
            requests.add(refused(i));
        }
        return requests;
    }

    private static String symbol(NetlinkOutcome outcome) {
        return outcome instanceof NetlinkOutcome.Failed(NetlinkException reason) ? reason.symbol() : "done";
    }

    @Test
    void refusalHasNumberNameAndText() throws Exception {
        try (NetlinkConnection connection = SocketNetlinkConnection.openRoute()) {
            assertThatThrownBy(() -> connection.execute(refused(1)))
                    .isInstanceOfSatisfying(NetlinkException.class, e -> {
                        assertThat(e.errno()).isEqualTo(Errno.ENODEV);
                        assertThat(e.operation()).isEqualTo("remove nothing 1");
                    })
                    .hasMessageStartingWith("remove nothing 1: No such device (ENODEV)");
        }
    }

    @Test
    void moreRequestsThanFitOneBatchKeepTheirOrder() throws Exception {
        try (NetlinkConnection connection = SocketNetlinkConnection.openRoute()) {
            List<NetlinkOutcome> outcomes = connection.executeAll(refused(0, 1_000));
            assertThat(outcomes).hasSize(1_000);
            for (int i = 0; i < 1_000; i++) {
                assertThat(symbol(outcomes.get(i))).isEqualTo("ENODEV");
                assertThat(((NetlinkOutcome.Failed) outcomes.get(i)).reason().operation())
                        .isEqualTo("remove nothing " + i);
            }
        }
    }

    @Test
    void answersThatFoundNoRoomAreReportedAtOnceAndTheNextRequestWorks() throws Exception {
        NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE);
        socket.limitReceiveBuffer(1);
        try (SocketNetlinkConnection connection = new SocketNetlinkConnection(Datagrams.of(socket), BEYOND_THE_TEST)) {
            List<NetlinkOutcome> outcomes = connection.executeAll(refused(0, 100));
            assertThat(outcomes).extracting(SocketConnectionLabTest::symbol).contains("ENODEV", "ENOBUFS");
            assertThat(symbol(outcomes.getFirst())).isEqualTo("ENODEV");
            assertThat(connection.executeAll(List.of(refused(100))))
                    .extracting(SocketConnectionLabTest::symbol)
                    .containsExactly("ENODEV");
        }
    }

    @Test
    void silenceAmongAnswersHurtsNobodyElse() throws Exception {
        try (SocketNetlinkConnection connection =
                SocketNetlinkConnection.open("open", NetlinkSocket.NETLINK_ROUTE, Duration.ofMillis(20))) {
            // NOOP asks for nothing, not even as a dump, and so the end that every dump has never comes.
            NetlinkRequest silent = NetlinkRequest.dump("say nothing", Netlink.NLMSG_NOOP, new byte[0]);
            assertThat(connection.executeAll(List.of(silent, refused(1), silent)))
                    .extracting(SocketConnectionLabTest::symbol)
                    .containsExactly("ETIMEDOUT", "ENODEV", "ETIMEDOUT");
            assertThat(connection.executeAll(List.of(refused(2))))
                    .extracting(SocketConnectionLabTest::symbol)
                    .containsExactly("ENODEV");
            assertThat(connection.strayMessages()).isZero();
        }
    }

    @Test
    void quietRequestsAreToldByTheAnswerToTheLastOfTheirBatch() throws Exception {
        try (SocketNetlinkConnection connection = new SocketNetlinkConnection(
                Datagrams.of(NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE)), BEYOND_THE_TEST)) {
            NetlinkRequest nothing = NetlinkRequest.command("do nothing", Netlink.NLMSG_NOOP, 0, new byte[0])
                    .quietly();
            assertThat(connection.executeAll(List.of(nothing, refused(1).quietly(), nothing)))
                    .extracting(SocketConnectionLabTest::symbol)
                    .containsExactly("done", "ENODEV", "done");
        }
    }

    @Test
    void closedConnectionIsAFailureAndNotAHang() throws Exception {
        SocketNetlinkConnection connection = SocketNetlinkConnection.openRoute();
        connection.close();
        assertThatThrownBy(() -> connection.execute(refused(1)))
                .hasMessage("remove nothing 1: send netlink message: Bad file descriptor (9)");
    }
}
