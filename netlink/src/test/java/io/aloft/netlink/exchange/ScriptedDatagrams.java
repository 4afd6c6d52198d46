package io.aloft.netlink.exchange;

import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.posix.Reception;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * A kernel that answers with datagrams as they are told, bad ones included, below the real conversation. Each call of
 * {@link #onSend} takes one datagram that the client sends, and says what can be received after it; then there is silence.
 *
 * <pre>{@code
 * NetlinkConnection connection = new ScriptedDatagrams()
 *         .onSend(sent -> List.of(ScriptedDatagrams.acknowledge(sent.getFirst())))
 *         .connection();
 * }</pre>
 */
public final class ScriptedDatagrams implements Datagrams {

    /** Which the kernel gives the socket; its answers carry it. */
    public static final int PORT_ID = 725;

    private final Deque<Function<List<NetlinkMessage>, List<Reception>>> script = new ArrayDeque<>();
    private final Deque<Reception> waiting = new ArrayDeque<>();
    private final List<List<NetlinkMessage>> sent = new ArrayList<>();

    /** The next datagram of the client is answered like this. */
    public ScriptedDatagrams onSend(Function<List<NetlinkMessage>, List<Reception>> answer) {
        script.add(answer);
        return this;
    }

    /** A conversation that does not wait where the script is silent. */
    public SocketNetlinkConnection connection() {
        return new SocketNetlinkConnection(this, Duration.ofMillis(1));
    }

    /** Success of one request. */
    public static Reception acknowledge(NetlinkMessage request) {
        return refuse(request, 0);
    }

    /** Refusal of one request; 0 is success. */
    public static Reception refuse(NetlinkMessage request, int errno) {
        ByteBuffer payload =
                ByteBuffer.allocate(Integer.BYTES + Netlink.HEADER_BYTES).order(ByteOrder.nativeOrder());
        payload.putInt(-errno).put(request.encode(), 0, Netlink.HEADER_BYTES);
        return message(Netlink.NLMSG_ERROR, Netlink.NLM_F_CAPPED, request.sequence(), payload.array());
    }

    /** The end of a dump. */
    public static Reception done(NetlinkMessage request) {
        return message(Netlink.NLMSG_DONE, Netlink.NLM_F_MULTI, request.sequence(), new byte[Integer.BYTES]);
    }

    /** Data for one request: a message of its type for each payload in hex, all in one datagram. */
    public static Reception data(NetlinkMessage request, int flags, String... payloads) {
        ByteArrayOutputStream datagram = new ByteArrayOutputStream();
        for (String payload : payloads) {
            datagram.writeBytes(
                    new NetlinkMessage(request.type(), flags, request.sequence(), PORT_ID, ScriptedPeer.bytes(payload))
                            .encode());
        }
        return new Reception.Datagram(datagram.toByteArray());
    }

    /** Any one message to this socket. */
    public static Reception message(int type, int flags, int sequence, byte[] payload) {
        return new Reception.Datagram(new NetlinkMessage(type, flags, sequence, PORT_ID, payload).encode());
    }

    /** The datagram without its last {@code missing} bytes. */
    public static Reception cutShort(Reception whole, int missing) {
        byte[] bytes = ((Reception.Datagram) whole).bytes();
        return new Reception.Datagram(Arrays.copyOf(bytes, bytes.length - missing));
    }

    /** What was sent so far, datagram by datagram. */
    public List<List<NetlinkMessage>> sent() {
        return List.copyOf(sent);
    }

    @Override
    public int portId() {
        return PORT_ID;
    }

    @Override
    public void send(byte[] datagram) {
        List<NetlinkMessage> messages = NetlinkMessage.decode(datagram).messages();
        sent.add(messages);
        Function<List<NetlinkMessage>, List<Reception>> step = script.poll();
        if (step == null) {
            throw new AssertionError("not in the script: " + messages);
        }
        waiting.addAll(step.apply(messages));
    }

    @Override
    public Reception receive(Duration timeout) {
        Reception next = waiting.poll();
        return next == null ? new Reception.TimedOut() : next;
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
