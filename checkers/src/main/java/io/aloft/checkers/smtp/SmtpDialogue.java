package io.aloft.checkers.smtp;

import io.aloft.checkers.netty.Patience;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialogue of {@code SMTP_CHECK} on one connection: a greeting of 220 is answered by HELO, 250 to that by QUIT, and any line
 * to that ends it well. Of what arrives in one go only the first line counts, as with keepalived.
 */
final class SmtpDialogue extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(SmtpDialogue.class);

    /** keepalived's buffer: a line that does not fit loses its beginning. */
    static final int LINE_LIMIT = 512;

    /** So often a line may lose its beginning; keepalived would let it do so for ever. */
    static final int MAX_OVERFLOWS = 8;

    /** How it went, with keepalived's words up to the server's address. */
    enum Outcome {
        PASSED(""),
        READ_TIMEOUT("Read timeout from"),
        READ_FAILURE("Read failure from"),
        WRITE_TIMEOUT("Write timeout to"),
        WRITE_FAILURE("Write failure to"),
        BAD_GREETING("Bad greeting banner from"),
        BAD_HELO_RESPONSE("Bad HELO response from");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private enum Step {
        GREETING,
        HELO,
        QUIT
    }

    private final String heloName;
    private final Duration timeout;
    private final Consumer<Outcome> ended;
    private final byte[] line = new byte[LINE_LIMIT];
    private int length;
    private int overflows;
    private Step step = Step.GREETING;
    private boolean sending;
    private @Nullable Patience patience;
    private boolean over;

    /**
     * @param heloName what HELO says
     * @param timeout of each wait ({@code connect_timeout})
     * @param ended is called once
     */
    SmtpDialogue(String heloName, Duration timeout, Consumer<Outcome> ended) {
        this.heloName = heloName;
        this.timeout = timeout;
        this.ended = ended;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        patience = Patience.begin(
                context.executor(),
                timeout,
                () -> finish(context, sending ? Outcome.WRITE_TIMEOUT : Outcome.READ_TIMEOUT));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf bytes && !over) {
                heard();
                receive(context, bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** What stands behind a line is dropped: it belongs to no question of ours. */
    private void receive(ChannelHandlerContext context, ByteBuf bytes) {
        while (bytes.isReadable()) {
            byte next = bytes.readByte();
            if (next == '\n') {
                answer(context);
                length = 0;
                return;
            }
            if (length == LINE_LIMIT - 1) {
                length = 0;
                if (++overflows > MAX_OVERFLOWS) {
                    finish(context, Outcome.READ_FAILURE);
                    return;
                }
                if (overflows == 1) {
                    log.info(
                            "SMTP_CHECK {} sent a line over {} bytes",
                            context.channel().remoteAddress(),
                            LINE_LIMIT);
                }
            }
            line[length++] = next;
        }
    }

    private void answer(ChannelHandlerContext context) {
        switch (step) {
            case GREETING -> {
                if (status() == 220) {
                    step = Step.HELO;
                    send(context, "HELO " + heloName + "\r\n");
                } else {
                    finish(context, Outcome.BAD_GREETING);
                }
            }
            case HELO -> {
                if (status() == 250) {
                    step = Step.QUIT;
                    send(context, "QUIT\r\n");
                } else {
                    finish(context, Outcome.BAD_HELO_RESPONSE);
                }
            }
            case QUIT -> finish(context, Outcome.PASSED);
        }
    }

    /**
     * The number at the beginning of the line, or -1. It has three digits, and a blank or the end of the line behind it: a
     * carriage return is neither, so {@code 220\r\n} and {@code 220-text} are no greeting for keepalived.
     */
    private int status() {
        if (length < 3 || (length > 3 && line[3] != ' ')) {
            return -1;
        }
        int status = 0;
        for (int i = 0; i < 3; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return -1;
            }
            status = 10 * status + line[i] - '0';
        }
        return status;
    }

    private void send(ChannelHandlerContext context, String command) {
        sending = true;
        context.writeAndFlush(Unpooled.wrappedBuffer(command.getBytes(StandardCharsets.UTF_8)))
                .addListener(sent -> {
                    sending = false;
                    heard();
                    if (!sent.isSuccess()) {
                        finish(context, Outcome.WRITE_FAILURE);
                    }
                });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        finish(context, Outcome.READ_FAILURE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        finish(context, Outcome.READ_FAILURE);
    }

    private void heard() {
        if (patience != null) {
            patience.heard();
        }
    }

    private void finish(ChannelHandlerContext context, Outcome outcome) {
        if (over) {
            return;
        }
        over = true;
        if (patience != null) {
            patience.end();
        }
        context.close();
        ended.accept(outcome);
    }
}
