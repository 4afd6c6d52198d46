package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
        CompletableFuture<Reception> result = new CompletableFuture<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            try {
                result.complete(socket.receive());
            } catch (PosixException e) {
                result.completeExceptionally(e);
            }
        });
        awaitInsidePoll(reader);
        socket.close();
        assertThat(result.get(20, TimeUnit.SECONDS)).isInstanceOf(Reception.Closed.class);
    }

    /** A thread inside a system call is RUNNABLE to Java; the kernel's view says where it sleeps. */
    private static void awaitInsidePoll(Thread reader) throws Exception {
        Path tasks = Path.of("/proc/self/task");
        while (reader.isAlive()) {
            try (var ids = Files.list(tasks)) {
                List<Path> all = ids.toList();
                for (Path id : all) {
                    Path call = id.resolve("syscall");
                    // poll is system call 7 on x86-64 and ppoll 73 on arm64; its second argument is our two
                    // descriptors.
                    if (Files.exists(call) && Files.readString(call).matches("(7|73) 0x[0-9a-f]+ 0x2 .*\\s*")) {
                        return;
                    }
                }
            }
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
    void childrenInheritNothing() throws Exception {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE)) {
            Process child = new ProcessBuilder("/bin/ls", "-l", "/proc/self/fd").start();
            String descriptors = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(descriptors).doesNotContain("socket:").doesNotContain("eventfd");
            assertThat(socket.portId()).isNotZero();
        }
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
