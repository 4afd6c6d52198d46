package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixDatagramTest {

    @TempDir
    Path directory;

    private Path path;
    private int receiver;

    @BeforeEach
    void listen() {
        path = directory.resolve("log");
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        receiver = LibC.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0);
        try (Memory address = new Memory(110)) {
            address.clear();
            address.setShort(0, (short) LibC.AF_UNIX);
            address.write(2, name, 0, name.length);
            assertThat(LibC.bind(receiver, address, 110)).isZero();
        }
    }

    @AfterEach
    void stopListening() {
        LibC.close(receiver);
    }

    @Test
    void datagramArrivesWhole() throws Exception {
        try (UnixDatagram sender = UnixDatagram.connect(path)) {
            assertThat(sender.send("<30>Jan  1 00:00:00 aloft: ready".getBytes(StandardCharsets.UTF_8)))
                    .isTrue();
        }
        try (Memory buffer = new Memory(256)) {
            long length = LibC.recvfrom(receiver, buffer, 256, LibC.MSG_DONTWAIT, null, null);
            assertThat(new String(buffer.getByteArray(0, (int) length), StandardCharsets.UTF_8))
                    .isEqualTo("<30>Jan  1 00:00:00 aloft: ready");
        }
    }

    @Test
    void fullQueueLosesTheDatagramInsteadOfBlocking() throws Exception {
        try (UnixDatagram sender = UnixDatagram.connect(path)) {
            byte[] line = new byte[1000];
            int taken = 0;
            while (sender.send(line)) {
                taken++;
                assertThat(taken).as("datagrams that nobody reads").isLessThan(100_000);
            }
            assertThat(taken).isPositive();
        }
    }

    @Test
    void vanishedReceiverIsAnError() throws Exception {
        try (UnixDatagram sender = UnixDatagram.connect(path)) {
            LibC.close(receiver);
            assertThatThrownBy(() -> sender.send(new byte[1])).hasMessage("send datagram: Connection refused (111)");
        }
    }

    @Test
    void missingSocketIsAnErrorThatNamesIt() {
        Path missing = directory.resolve("nobody");
        assertThatThrownBy(() -> UnixDatagram.connect(missing))
                .hasMessage("connect to " + missing + ": No such file or directory (2)");
    }
}
