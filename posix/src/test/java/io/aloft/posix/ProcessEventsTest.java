package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProcessEventsTest {

    /** As the kernel writes it: netlink header, connector header, kind, CPU, time, details. */
    private static byte[] datagram(int kind, byte[] details) {
        ByteBuffer message = ByteBuffer.allocate(76).order(ByteOrder.nativeOrder());
        message.putInt(76).putShort((short) 3).putShort((short) 0).putInt(0).putInt(0);
        message.putInt(1).putInt(1).putInt(7).putInt(0).putShort((short) 40).putShort((short) 0);
        message.putInt(kind).putInt(0).putLong(12_345).put(details);
        return message.array();
    }

    private static byte[] numbers(int... numbers) {
        ByteBuffer details = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.nativeOrder());
        for (int number : numbers) {
            details.putInt(number);
        }
        return details.array();
    }

    @Test
    void eventsOfProcessesAreRead() {
        assertThat(ProcessEvents.event(datagram(1, numbers(10, 10, 20, 20))))
                .isEqualTo(new ProcessEvent.Forked(20, 10));
        assertThat(ProcessEvents.event(datagram(2, numbers(20, 20)))).isEqualTo(new ProcessEvent.Executed(20));
        assertThat(ProcessEvents.event(datagram(0x80000000, numbers(20, 20, 0, 17, 10, 10))))
                .isEqualTo(new ProcessEvent.Exited(20));
    }

    @Test
    void nameEndsAtItsZeroByte() {
        byte[] details = Arrays.copyOf(numbers(20, 20), 24);
        byte[] name = "haproxy\0old".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, details, 8, name.length);
        assertThat(ProcessEvents.event(datagram(0x200, details))).isEqualTo(new ProcessEvent.Renamed(20, "haproxy"));
    }

    @Test
    void threadsAreNoProcesses() {
        assertThat(ProcessEvents.event(datagram(1, numbers(10, 10, 21, 20)))).isNull();
        assertThat(ProcessEvents.event(datagram(0x80000000, numbers(21, 20, 0, 17, 10, 10))))
                .isNull();
    }

    @Test
    void answerToASubscriptionIsNoEvent() {
        assertThat(ProcessEvents.answer(datagram(0, numbers(0)))).hasValue(0);
        assertThat(ProcessEvents.answer(datagram(0, numbers(1)))).hasValue(1);
        assertThat(ProcessEvents.answer(datagram(2, numbers(20, 20)))).isEmpty();
        assertThat(ProcessEvents.event(datagram(0, numbers(0)))).isNull();
    }

    @Test
    void junkNeverThrows() {
        long seed = 20_260_813;
        Random random = new Random(seed);
        byte[] whole = datagram(1, numbers(10, 10, 20, 20));
        for (int round = 0; round < 20_000; round++) {
            byte[] junk = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            if (junk.length > 0) {
                junk[random.nextInt(junk.length)] = (byte) random.nextInt();
            }
            assertThat(junk.length).as("seed %d, round %d", seed, round).isNotNegative();
            ProcessEvent event = ProcessEvents.event(junk);
            assertThat(ProcessEvents.answer(junk).isPresent() && event != null).isFalse();
        }
    }
}
