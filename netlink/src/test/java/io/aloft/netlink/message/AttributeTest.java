package io.aloft.netlink.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeTest {

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @Test
    void everyTypeOfValueIsWrittenAsTheKernelReadsIt() {
        byte[] written = new AttributeWriter(hex("01 01 00 00"))
                .u8(1, 255)
                .u16(2, 0x1234)
                .u16BigEndian(3, 80)
                .u32(4, -1)
                .u64(5, 1)
                .string(6, "rr")
                .nested(7, inner -> inner.u8(1, 9).nested(2, deeper -> deeper.string(3, "")))
                .toByteArray();
        assertThat(written)
                .inHexadecimal()
                .isEqualTo(hex("01 01 00 00"
                        + "05 00 01 00 ff 00 00 00" + "06 00 02 00 34 12 00 00" + "06 00 03 00 00 50 00 00"
                        + "08 00 04 00 ff ff ff ff" + "0c 00 05 00 01 00 00 00 00 00 00 00" + "07 00 06 00 72 72 00 00"
                        + "18 00 07 80 05 00 01 00 09 00 00 00 0c 00 02 80 05 00 03 00 00 00 00 00"));
    }

    @Test
    void everyTypeOfValueIsReadBack() {
        AttributeReader reader = new AttributeReader(
                new AttributeWriter(new byte[4])
                        .u8(1, 200)
                        .u16(2, 60_000)
                        .u16BigEndian(3, 8080)
                        .u32(4, -2)
                        .u64(5, -3)
                        .string(6, "eth0")
                        .nested(7, inner -> inner.u8(1, 9))
                        .toByteArray(),
                4);
        assertThat(reader.next()).isTrue();
        assertThat(reader.u8()).isEqualTo(200);
        assertThat(reader.next()).isTrue();
        assertThat(reader.u16()).isEqualTo(60_000);
        assertThat(reader.next()).isTrue();
        assertThat(reader.u16BigEndian()).isEqualTo(8080);
        assertThat(reader.next()).isTrue();
        assertThat(reader.u32()).isEqualTo(4_294_967_294L);
        assertThat(reader.next()).isTrue();
        assertThat(reader.u64()).isEqualTo(-3);
        assertThat(reader.next()).isTrue();
        assertThat(reader.string()).isEqualTo("eth0");
        assertThat(reader.next()).isTrue();
        assertThat(reader.type()).isEqualTo(7);
        AttributeReader inner = reader.nested();
        assertThat(inner.next()).isTrue();
        assertThat(inner.u8()).isEqualTo(9);
        assertThat(inner.next()).isFalse();
        assertThat(reader.next()).isFalse();
        assertThat(reader.malformed()).isFalse();
    }

    @Test
    void wrongLengthIsRememberedAndEndsTheLoop() {
        AttributeReader reader = new AttributeReader(hex("06 00 01 00 01 02 00 00  08 00 02 00 01 00 00 00"), 0);
        assertThat(reader.next()).isTrue();
        assertThat(reader.u32()).isZero();
        assertThat(reader.malformed()).isTrue();
        assertThat(reader.next()).isFalse();
    }

    @Test
    void damageInsideANestedAttributeIsTheOuterReadersToo() {
        AttributeReader reader = new AttributeReader(hex("0c 00 01 80  ff 00 01 00 00 00 00 00"), 0);
        assertThat(reader.next()).isTrue();
        assertThat(reader.nested().next()).isFalse();
        assertThat(reader.malformed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"04", "04 00 01", "03 00 01 00", "09 00 01 00 00 00 00 00", "ff ff 01 00", "00 00 00 00"})
    void cutOrContradictoryHeaderIsDamage(String bytes) {
        AttributeReader reader = new AttributeReader(hex(bytes), 0);
        assertThat(reader.next()).isFalse();
        assertThat(reader.malformed()).isTrue();
    }

    @Test
    void missingFixedHeaderIsDamage() {
        AttributeReader reader = new AttributeReader(new byte[3], 4);
        assertThat(reader.next()).isFalse();
        assertThat(reader.malformed()).isTrue();
    }

    @Test
    void lastAttributeMayLackItsPadding() {
        AttributeReader reader = new AttributeReader(hex("05 00 01 00 07"), 0);
        assertThat(reader.next()).isTrue();
        assertThat(reader.u8()).isEqualTo(7);
        assertThat(reader.next()).isFalse();
        assertThat(reader.malformed()).isFalse();
    }

    @Test
    void valueBeyondSixtyFourKilobytesIsTheCallersMistake() {
        assertThatThrownBy(() -> new AttributeWriter().bytes(1, new byte[65_532]))
                .hasMessage("attribute: 65536 bytes (expected: at most 65535)");
        assertThat(new AttributeWriter().bytes(1, new byte[65_531]).toByteArray())
                .hasSize(65_536);
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Value(int type, byte[] bytes) {}

    @Test
    void randomListsOfValuesSurviveTheRoundTrip() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<Value> values = new ArrayList<>();
            AttributeWriter writer = new AttributeWriter();
            boolean nest = random.nextBoolean();
            for (int i = random.nextInt(8); i > 0; i--) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                values.add(new Value(random.nextInt(Netlink.NLA_TYPE_MASK), bytes));
            }
            if (nest) {
                writer.nested(5, inner -> values.forEach(value -> inner.bytes(value.type(), value.bytes())));
            } else {
                values.forEach(value -> writer.bytes(value.type(), value.bytes()));
            }
            AttributeReader reader = new AttributeReader(writer.toByteArray(), 0);
            if (nest) {
                assertThat(reader.next()).as("seed %d", seed).isTrue();
                reader = reader.nested();
            }
            for (Value value : values) {
                assertThat(reader.next()).as("seed %d", seed).isTrue();
                assertThat(reader.type()).as("seed %d", seed).isEqualTo(value.type());
                assertThat(reader.bytes()).as("seed %d", seed).isEqualTo(value.bytes());
            }
            assertThat(reader.next()).as("seed %d", seed).isFalse();
            assertThat(reader.malformed()).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void randomBytesNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            // Small lengths make it into the inner branches far more often than random ones.
            for (int i = 0; i + 1 < bytes.length; i += 4 * (1 + random.nextInt(4))) {
                bytes[i] = (byte) random.nextInt(20);
                bytes[i + 1] = 0;
            }
            try {
                readEverything(new AttributeReader(bytes, random.nextInt(20)), random, 0);
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " bytes " + HexFormat.of().formatHex(bytes), e);
            }
        }
    }

    private static void readEverything(AttributeReader reader, Random random, int depth) {
        while (reader.next()) {
            switch (random.nextInt(9)) {
                case 0 -> reader.u8();
                case 1 -> reader.u16();
                case 2 -> reader.u16BigEndian();
                case 3 -> reader.u32();
                case 4 -> reader.u64();
                case 5 -> reader.bytes();
                case 6 -> reader.bytes(4);
                case 7 -> reader.string();
                default -> {
                    if (depth < 5) {
                        readEverything(reader.nested(), random, depth + 1);
                    }
                }
            }
        }
        assertThat(Arrays.toString(reader.bytes())).isNotNull();
    }
}
