package io.aloft.checkers.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time stands still but for {@link #pass}: each wait may last 5 s. */
class SmtpDialogueTest {

    private final List<SmtpDialogue.Outcome> outcomes = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    private void begin() {
        channel.freezeTime();
        channel.pipeline().addLast(new SmtpDialogue("me.example", Duration.ofSeconds(5), outcomes::add));
        channel.pipeline().fireChannelActive();
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private String sent() {
        var text = new StringBuilder();
        while (true) {
            ByteBuf next = channel.readOutbound();
            if (next == null) {
                return text.toString().replace("\r\n", "/");
            }
            text.append(next.toString(StandardCharsets.ISO_8859_1));
            next.release();
        }
    }

    /** Each word of the script arrives in one go; / stands for CR LF and ~ for LF alone, _ for a blank, EOF ends. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # case                        | script                          | sent                  | outcome
        good server                   | 220_x/ 250_y/ 221_z/            | HELO me.example/QUIT/ | PASSED
        no text, LF alone             | 220~ 250~ 221~                  | HELO me.example/QUIT/ | PASSED
        banner of a blank             | 220_/ 250_/ x/                  | HELO me.example/QUIT/ | PASSED
        code and CR LF                | 220/                            | -                     | BAD_GREETING
        greeting of several lines     | 220-a/220_b/                    | -                     | BAD_GREETING
        answer of several lines       | 220_x/ 250-a/250_b/             | HELO me.example/      | BAD_HELO_RESPONSE
        busy                          | 421_busy/                       | -                     | BAD_GREETING
        refusal                       | 554_no/                         | -                     | BAD_GREETING
        HELO refused                  | 220_x/ 501_no/                  | HELO me.example/      | BAD_HELO_RESPONSE
        HELO not now                  | 220_x/ 450_no/                  | HELO me.example/      | BAD_HELO_RESPONSE
        anything answers QUIT         | 220_x/ 250_y/ 500_what/         | HELO me.example/QUIT/ | PASSED
        an empty line answers QUIT    | 220_x/ 250_y/ ~                 | HELO me.example/QUIT/ | PASSED
        closes at once                | EOF                             | -                     | READ_FAILURE
        closes in the greeting        | 220_x EOF                       | -                     | READ_FAILURE
        closes after the greeting     | 220_x/ EOF                      | HELO me.example/      | READ_FAILURE
        closes instead of an answer   | 220_x/ 250_y/ EOF               | HELO me.example/QUIT/ | READ_FAILURE
        resets                        | 220_x/ RST                      | HELO me.example/      | READ_FAILURE
        one octet at a time           | 2 2 0 _ x / 2 5 0 _ / 2 ~       | HELO me.example/QUIT/ | PASSED
        all in one go                 | 220_x/250_y/221_z/ EOF          | HELO me.example/      | READ_FAILURE
        four digits                   | 2200_x/                         | -                     | BAD_GREETING
        two digits                    | 22_x/                           | -                     | BAD_GREETING
        letters                       | 22O_x/                          | -                     | BAD_GREETING
        an empty line                 | ~                               | -                     | BAD_GREETING
        blank in front                | _220_x/                         | -                     | BAD_GREETING
        HTTP                          | HTTP/1.0_400_Bad_Request/       | -                     | BAD_GREETING
        """)
    void answersDecide(String name, String script, @Nullable String sent, SmtpDialogue.Outcome outcome) {
        begin();
        for (String step : script.split(" ")) {
            switch (step) {
                case "EOF" -> channel.close();
                case "RST" -> channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));
                default -> receive(step.replace("/", "\r\n").replace('~', '\n').replace('_', ' '));
            }
        }
        assertThat(outcomes).containsExactly(outcome);
        assertThat(sent()).isEqualTo(sent == null ? "" : sent);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void everyStepHasATimeLimitOfItsOwn() {
        begin();
        pass(4_999);
        receive("220 x\r\n");
        pass(4_999);
        receive("250 x\r\n");
        pass(4_999);
        assertThat(outcomes).isEmpty();
        pass(1);
        assertThat(outcomes).containsExactly(SmtpDialogue.Outcome.READ_TIMEOUT);
    }

    @Test
    void lineThatIsTooLongLosesItsBeginning() {
        begin();
        receive("x".repeat(SmtpDialogue.LINE_LIMIT - 1));
        receive("220 y\r\n");
        assertThat(sent()).isEqualTo("HELO me.example/");
    }

    @Test
    void endlessLineIsAFailure() {
        begin();
        long octets = 0;
        while (outcomes.isEmpty()) {
            receive("x".repeat(100));
            octets += 100;
        }
        assertThat(outcomes).containsExactly(SmtpDialogue.Outcome.READ_FAILURE);
        assertThat(octets).isLessThan((SmtpDialogue.MAX_OVERFLOWS + 2) * SmtpDialogue.LINE_LIMIT);
    }

    @Test
    void drippingServerIsCutOffInTheEnd() {
        begin();
        for (int second = 1; second < 300; second++) {
            pass(1_000);
            receive("x");
        }
        assertThat(outcomes).isEmpty();
        pass(1_000);
        assertThat(outcomes).containsExactly(SmtpDialogue.Outcome.READ_TIMEOUT);
    }

    @Test
    void serverThatTakesNothingIsAWriteTimeout() {
        var stuck = new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                // Neither sent nor refused.
                ReferenceCountUtil.release(message);
            }
        };
        channel.pipeline().addLast(stuck);
        begin();
        receive("220 x\r\n");
        pass(5_000);
        assertThat(outcomes).containsExactly(SmtpDialogue.Outcome.WRITE_TIMEOUT);
    }

    @Test
    void nothingIsLeftBehind() {
        begin();
        receive("220 x\r\n");
        receive("250 x\r\n");
        receive("221 x\r\n");
        assertThat(channel.runScheduledPendingTasks()).as("no timer").isEqualTo(-1);
        pass(10_000_000);
        assertThat(outcomes).containsExactly(SmtpDialogue.Outcome.PASSED);
    }
}
