package io.aloft.lab.node;

import io.aloft.lab.netns.TestHost;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link Responder} on UDP. */
public final class UdpResponder extends Responder {
    /** What is sent back for one datagram. */
    @FunctionalInterface
    public interface Reply {
        /**
         * The datagram to send.
         *
         * @param answer what the responder was told to say
         * @return null to keep silent
         */
        byte @Nullable [] to(byte[] request, String answer);
    }

    /** Sends the answer as it is, and nothing for {@code silence}. */
    public static final Reply TEXT =
            (request, answer) -> answer.equals("silence") ? null : answer.getBytes(StandardCharsets.UTF_8);

    /** Answers a DNS query without any record; the answer is the response code (RFC 1035 section 4.1.1). */
    public static final Reply DNS = (request, answer) -> {
        byte[] reply = request.clone();
        reply[2] |= (byte) 0x80;
        reply[3] = (byte) ((reply[3] & 0xf0) | Integer.parseInt(answer));
        return reply;
    };

    private final Reply reply;
    private @Nullable DatagramSocket socket;

    /** Opens nothing yet; without another word it answers {@code answer}. */
    public UdpResponder(TestHost host, InetSocketAddress address, String answer, Reply reply) {
        super(host, address, answer);
        this.reply = reply;
    }

    @Override
    public void open() {
        DatagramSocket opened = inHost(() -> new DatagramSocket(address()));
        socket = opened;
        Thread.ofVirtual().name("receive-" + address()).start(() -> serve(opened));
    }

    private void serve(DatagramSocket opened) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (!opened.isClosed()) {
            try {
                packet.setLength(2048);
                opened.receive(packet);
                byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
                byte[] answered = reply.to(request, answer());
                if (answered != null) {
                    opened.send(new DatagramPacket(
                            answered, answered.length, Objects.requireNonNull(packet.getSocketAddress())));
                }
            } catch (IOException e) {
                // Closed, or a client that is gone: there is nobody to answer.
            }
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
