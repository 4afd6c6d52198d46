package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InternetChecksumTest {

    @Test
    void theExampleOfTheRfcHasItsSum() {
        byte[] bytes = {0x00, 0x01, (byte) 0xf2, 0x03, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7};
        assertThat(InternetChecksum.of(bytes, 0, 8)).isEqualTo(~0xddf2 & 0xffff);
    }

    @Test
    void anOddByteIsTheUpperHalfOfAWord() {
        byte[] bytes = {1, 2, 3};
        assertThat(InternetChecksum.of(bytes, 0, 3)).isEqualTo(~0x0402 & 0xffff);
    }

    @Test
    void whatFollowsAChangedPriorityEqualsAFullComputation() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] message = new byte[8 + 4 * random.nextInt(64)];
            random.nextBytes(message);
            message[2] = 0;
            Layout.put16(message, 6, 0);
            long rest = InternetChecksum.sum(message, 0, message.length);
            int priority = random.nextInt(256);
            message[2] = (byte) priority;
            assertThat(InternetChecksum.fold(rest + (priority << 8)))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(InternetChecksum.of(message, 0, message.length));
        }
    }

    @Test
    void aPseudoHeaderCountsLikeItsBytes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            IpAddress source = new IpAddress(AddressFamily.INET6, random.nextLong(), random.nextLong());
            IpAddress destination = new IpAddress(AddressFamily.INET6, random.nextLong(), random.nextLong());
            int length = random.nextInt(65_536);
            // RFC 8200 section 8.1.
            byte[] header = new byte[40];
            Layout.put(header, 0, source);
            Layout.put(header, 16, destination);
            Layout.put32(header, 32, length);
            header[39] = Layout.VRRP;
            assertThat(InternetChecksum.fold(InternetChecksum.pseudoHeader(source, destination, length)))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(InternetChecksum.of(header, 0, 40));
        }
    }
}
