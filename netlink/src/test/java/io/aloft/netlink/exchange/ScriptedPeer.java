package io.aloft.netlink.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.netlink.message.NetlinkMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that follows a script: it expects requests byte for byte in order, and answers as told.
 *
 * <pre>{@code
 * ScriptedPeer kernel = new ScriptedPeer()
 *         .expect(20, 0x605, "02 18 00 00 07 00 00 00 ...").acknowledge()
 *         .expect(20, 0x605, "02 18 00 00 07 00 00 00 ...").refuse(Errno.EEXIST);
 * ... use it ...
 * kernel.assertFinished();
 * }</pre>
 */
public final class ScriptedPeer implements NetlinkConnection {

    private record Step(int type, int flags, byte[] payload, NetlinkOutcome.@Nullable Done answer, int errno) {}

    private final Deque<Step> script = new ArrayDeque<>();
    private final List<NetlinkRequest> requests = new ArrayList<>();
    private final List<Integer> batchSizes = new ArrayList<>();
    private boolean closed;

    /** The start of a step: what the next request must be. */
    public final class Expectation {
        private final int type;
        private final int flags;
        private final byte[] payload;

        private Expectation(int type, int flags, byte[] payload) {
            this.type = type;
            this.flags = flags;
            this.payload = payload;
        }

        /** The kernel does it and has nothing to say. */
        public ScriptedPeer acknowledge() {
            return reply(List.of());
        }

        /** The kernel answers with one message of the request's type for each payload (hex, blanks ignored). */
        public ScriptedPeer reply(String... payloads) {
            return replyOfType(type, payloads);
        }

        /** As {@link #reply(String...)} with messages of another type, as rtnetlink answers GET with NEW. */
        public ScriptedPeer replyOfType(int replyType, String... payloads) {
            return reply(Arrays.stream(payloads)
                    .map(payload -> new NetlinkMessage(replyType, 0, 1, 1, bytes(payload)))
                    .toList());
        }

        /** The kernel answers with these messages. */
        public ScriptedPeer reply(List<NetlinkMessage> messages) {
            script.add(new Step(type, flags, payload, new NetlinkOutcome.Done(messages), 0));
            return ScriptedPeer.this;
        }

        /** The kernel refuses with a number of {@link Errno}. */
        public ScriptedPeer refuse(int errno) {
            script.add(new Step(type, flags, payload, null, errno));
            return ScriptedPeer.this;
        }

        /** The kernel never answers. */
        public ScriptedPeer staySilent() {
            return refuse(Errno.ETIMEDOUT);
        }
    }

    /**
     * The next request has this type, exactly these flags, and this payload.
     *
     * @param payload hex; blanks and line ends are ignored
     */
    public Expectation expect(int type, int flags, String payload) {
        return new Expectation(type, flags, bytes(payload));
    }

    /** The next request has the type, flags and payload of this whole captured message; its sequence and port id are ignored. */
    public Expectation expectMessage(String message) {
        NetlinkMessage.Decoded decoded = NetlinkMessage.decode(bytes(message));
        assertThat(decoded.malformed()).as("the captured message").isFalse();
        NetlinkMessage only = decoded.messages().getFirst();
        return new Expectation(only.type(), only.flags(), only.payload());
    }

    /** Bytes of hex text; blanks and line ends are ignored. */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    @Override
    public List<NetlinkMessage> execute(NetlinkRequest request) throws NetlinkException {
        batchSizes.add(1);
        return play(request).repliesOrThrow();
    }

    @Override
    public List<NetlinkOutcome> executeAll(List<NetlinkRequest> batch) {
        batchSizes.add(batch.size());
        return batch.stream().map(this::play).toList();
    }

    private NetlinkOutcome play(NetlinkRequest request) {
        assertThat(closed).as("closed before %s", request).isFalse();
        requests.add(request);
        Step step = script.poll();
        if (step == null) {
            throw new AssertionError("not in the script: " + request);
        }
        assertThat(describe(request.type(), request.flags(), request.payload()))
                .as("request %d, %s", requests.size(), request.operation())
                .isEqualTo(describe(step.type(), step.flags(), step.payload()));
        if (step.answer() != null) {
            return step.answer();
        }
        return new NetlinkOutcome.Failed(
                step.errno() == Errno.ETIMEDOUT
                        ? NetlinkException.unanswered(request.operation(), Duration.ofSeconds(1))
                        : NetlinkException.refused(request.operation(), step.errno(), ""));
    }

    /** Sixteen bytes to a line, so that a failed comparison shows where. */
    private static String describe(int type, int flags, byte[] payload) {
        StringBuilder text = new StringBuilder("type " + type + " flags 0x" + Integer.toHexString(flags));
        for (int i = 0; i < payload.length; i++) {
            text.append(i % 16 == 0 ? "\n" : " ").append(String.format("%02x", payload[i]));
        }
        return text.toString();
    }

    /** What was asked so far. */
    public List<NetlinkRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many requests came together, call by call. */
    public List<Integer> batchSizes() {
        return List.copyOf(batchSizes);
    }

    /** Fails when an expected request did not come. */
    public void assertFinished() {
        assertThat(script).as("requests that did not come").isEmpty();
    }

    /** True once the owner closed the connection. */
    public boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
