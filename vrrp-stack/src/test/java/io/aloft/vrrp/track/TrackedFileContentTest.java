package io.aloft.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackedFileContentTest {

    /** The first rows were seen in keepalived 2.2.7. */
    @ParameterizedTest
    @CsvSource({
        "12abc, 12",
        "-5, -5",
        "0x10, 16",
        "010, 8",
        "' 7 8', 7",
        "abc, 0",
        "'', 0",
        "5, 5",
        "-300, -300",
        "+3, 3",
        "'\t\n 9', 9",
        "0, 0",
        "-, 0",
        "- 1, 0",
        "0x, 0",
        "0xg, 0",
        "-0x1F, -31",
        "09, 0",
        "0X0a, 10",
        "2147483647, 2147483647",
        "-2147483648, -2147483648",
        "'5\n', 5",
        "٣, 0",
    })
    void numbersAreReadAsCReadsThem(String text, int value) {
        assertThat(TrackedFileContent.parse(text)).hasValue(value);
    }

    @ParameterizedTest
    @CsvSource({"99999999999", "2147483648", "-2147483649", "0xfffffffff", "99999999999999999999999999"})
    void whatDoesNotFitIsNoNumber(String text) {
        assertThat(TrackedFileContent.parse(text)).isEmpty();
    }

    @Test
    void noTextMakesItThrow() {
        long seed = 7;
        Random random = new Random(seed);
        String alphabet = " \t-+0123456789abcxX\0é";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String said = text.toString();
            TrackedFileContent.parse(said)
                    .ifPresent(value -> assertThat(TrackedFileContent.parse(Integer.toString(value)))
                            .as("seed %d: '%s'", seed, said)
                            .hasValue(value));
        }
    }
}
