package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NetlinkSocketTest {

    /** Processes may talk to each other over this protocol without privileges. */
    private static final int NETLINK_USERSOCK = 2;

    private static final Duration LONG = Duration.ofSeconds(20);

    /** RTM_GETLINK of the loopback interface, whose index is 1 in every namespace. */
    private static byte[] askForLoopback() {
        return ByteBuffer.allocate(32)
                .order(ByteOrder.nativeOrder())
                .putInt(32)
                .putShort((short) 18)
                .putShort((short) 1)
                .putInt(77)
                .putInt(0)
                .putInt(0)
                .putInt(1)
                .array();
    }

    @Test
    void kernelAnswersToOurPortId() throws Exception {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE)) {
            socket.send(askForLoopback());
            assertThat(socket.receive(LONG)).isInstanceOfSatisfying(Reception.Datagram.class, datagram -> {
                ByteBuffer in = ByteBuffer.wrap(datagram.bytes()).order(ByteOrder.nativeOrder());
                assertThat(in.getInt(8)).as("sequence").isEqualTo(77);
                assertThat(in.getInt(12)).as("port id").isEqualTo(socket.portId());
            });
        }
    }

    @Test
    void silenceIsATimeOut() throws Exception {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE)) {
            assertThat(socket.receive(Duration.ZERO)).isInstanceOf(Reception.TimedOut.class);
            assertThat(socket.receive(Duration.ofMillis(5))).isInstanceOf(Reception.TimedOut.class);
        }
    }

    @Test
    void closeEndsABlockedReader() throws Exception {
        NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE);
        CompletableFuture<Path> task = new CompletableFuture<>();
        FutureTask<Reception> reading = new FutureTask<>(() -> {
            task.complete(Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self"))));
            return socket.receive();
        });
        Thread.ofPlatform().start(reading);
        awaitSleep(task.get(20, TimeUnit.SECONDS));
        socket.close();
        assertThat(reading.get(20, TimeUnit.SECONDS)).isInstanceOf(Reception.Closed.class);
    }

    /** A thread inside a system call is RUNNABLE to Java; only the kernel knows that it sleeps. */
    private static void awaitSleep(Path task) throws Exception {
        while (!Files.readString(task.resolve("stat")).matches("(?s).*\\) S .*")) {
            assertThat(Thread.interrupted()).as("gave up waiting").isFalse();
            Thread.onSpinWait();
        }
    }

    @Test
    void everythingIsAnErrorOrClosedAfterClose() throws Exception {
        NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE);
        socket.close();
        socket.close();
        assertThat(socket.receive()).isInstanceOf(Reception.Closed.class);
        assertThatThrownBy(() -> socket.send(askForLoopback()))
                .hasMessage("send netlink message: Bad file descriptor (9)");
    }

    @Test
    void messagesOfOtherProcessesAreDroppedAndCounted() throws Exception {
        try (NetlinkSocket victim = NetlinkSocket.open(NETLINK_USERSOCK)) {
            int liar = LibC.socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, NETLINK_USERSOCK);
            try (Memory address = NetlinkSocket.addressOf(victim.portId());
                    Memory lie = LibC.memoryOf(askForLoopback())) {
                assertThat(LibC.sendto(liar, lie, 32, 0, address, 12)).isEqualTo(32);
            } finally {
                assertThat(LibC.close(liar)).isZero();
            }
            assertThat(victim.receive(Duration.ofMillis(1))).isInstanceOf(Reception.TimedOut.class);
            assertThat(victim.foreignDatagrams()).isEqualTo(1);
        }
    }

    @Test
    void descriptorsCloseOnExec() throws Exception {
        Set<Path> before = sockets();
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE)) {
            Set<Path> ours = sockets();
            ours.removeAll(before);
            assertThat(ours).as("socket and eventfd of %s", socket.portId()).hasSize(2);
            for (Path descriptor : ours) {
                Path facts = Path.of("/proc/self/fdinfo").resolve(descriptor.getFileName());
                // The JDK closes everything before it starts a child, so the flag itself is what can be seen:
                // O_CLOEXEC.
                assertThat(Files.readString(facts)).containsPattern("flags:\\s+02\\d{6}\\b");
            }
        }
    }

    private static Set<Path> sockets() throws IOException {
        Set<Path> found = new HashSet<>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)
                        && Files.readSymbolicLink(descriptor)
                                .toString()
                                .matches("socket:.*|anon_inode:\\[eventfd].*")) {
                    found.add(descriptor);
                }
            }
        }
        return found;
    }

    @Test
    void unknownProtocolSaysWhichCallFailed() {
        assertThatThrownBy(() -> NetlinkSocket.open(31))
                .isInstanceOfSatisfying(PosixException.class, e -> {
                    assertThat(e.operation()).isEqualTo("open netlink socket");
                    assertThat(e.errno()).isEqualTo(93);
                })
                .hasMessage("open netlink socket: Protocol not supported (93)");
    }
}
