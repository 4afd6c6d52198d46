package io.aloft.checkers.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.HexPattern;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyPatternTest {

    @ParameterizedTest
    @CsvSource({
        "ab12, ab12, true",
        "ab12, ab1200ff, true",
        "ab12, ab, true",
        "ab12, '', true",
        "ab12, ab13, false",
        "ab12, ac, false",
        "x5fx, a5f7, true",
        "x5fx, 05ff, true",
        "x5fx, 06ff, false",
        "x5fx, 05e0, false",
        "xxxx, 1234, true",
        "ffff, ffff, true",
        "'', 00, true",
    })
    void answerMustBeginAsConfigured(String pattern, String answer, boolean agrees) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(answer));
        assertThat(ReplyPattern.of(new HexPattern(pattern)).agreesWith(bytes)).isEqualTo(agrees);
    }
}
