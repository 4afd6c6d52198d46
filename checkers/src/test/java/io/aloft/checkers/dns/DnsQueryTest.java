package io.aloft.checkers.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.CheckerSpec.DnsType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsQueryTest {

    @ParameterizedTest
    @CsvSource({
        "40572, SOA, '', 9e7c010000010000000000000000060001",
        "22052, AAAA, www.example.com, 56240100000100000000000003777777076578616d706c6503636f6d00001c0001",
        "0, DNSKEY, a, 0000010000010000000000000161000030 0001",
    })
    void queryHasTheBytesOfKeepalived(int id, DnsType type, String name, String hex) {
        assertThat(HexFormat.of().formatHex(new DnsQuery(id, type, name).encode()))
                .isEqualTo(hex.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "8180, 0",
        "8183, 3",
        "8182, 2",
        "8000, 0",
        // Truncated: keepalived does not look at TC.
        "8380, 0",
        "ffff, 15",
    })
    void answerIsKnownByIdAndResponseBit(String flags, int code) {
        var query = new DnsQuery(0x1234, DnsType.A, "example.com");
        assertThat(query.responseCode(bytes("1234" + flags + "0000000000000000")))
                .hasValue(code);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "12",
        "1234818000000000000000",
        // Another id.
        "123581800000000000000000",
        // A query.
        "123401000000000000000000",
    })
    void whateverElseComesIsNoAnswer(String hex) {
        assertThat(new DnsQuery(0x1234, DnsType.A, "example.com").responseCode(bytes(hex)))
                .isEmpty();
    }

    @Test
    void anyBytesCanBeRead() {
        long seed = 5;
        var random = new Random(seed);
        var query = new DnsQuery(0x1234, DnsType.SOA, "");
        for (int i = 0; i < 100_000; i++) {
            var datagram = new byte[random.nextInt(40)];
            random.nextBytes(datagram);
            if (datagram.length > 1 && random.nextBoolean()) {
                datagram[0] = 0x12;
                datagram[1] = 0x34;
            }
            query.responseCode(ByteBuffer.wrap(datagram))
                    .ifPresent(code -> assertThat(code).as("seed %d", seed).isBetween(0, 15));
        }
    }

    @Test
    void labelMustFitIntoItsLengthOctet() {
        assertThat(DnsQuery.canAskFor("")).isTrue();
        assertThat(DnsQuery.canAskFor("a".repeat(63) + ".example")).isTrue();
        assertThat(DnsQuery.canAskFor("a".repeat(64) + ".example")).isFalse();
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}
