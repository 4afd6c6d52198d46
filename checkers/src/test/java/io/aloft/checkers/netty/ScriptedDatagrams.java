package io.aloft.checkers.netty;

import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A UDP server on the loopback interface that answers each datagram with as many as a script says. */
public final class ScriptedDatagrams implements AutoCloseable {

    private final DatagramSocket socket;
    private final Endpoint endpoint;
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

    public ScriptedDatagrams(Function<byte[], List<byte[]>> script) {
        this("127.0.0.1", script);
    }

    public ScriptedDatagrams(String address, Function<byte[], List<byte[]>> script) {
        try {
            socket = new DatagramSocket(0, InetAddress.getByName(address));
            endpoint = new Endpoint(IpAddress.of(address), socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> serve(script));
    }

    /** Takes everything and says nothing. */
    public static ScriptedDatagrams silent() {
        return new ScriptedDatagrams(_ -> List.of());
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** What came, in order. */
    public BlockingQueue<byte[]> received() {
        return received;
    }

    /** An address on which nothing listens any more. */
    public static Endpoint refusing() {
        var server = silent();
        server.close();
        return server.endpoint();
    }

    private void serve(Function<byte[], List<byte[]>> script) {
        var buffer = new byte[65_536];
        try {
            while (true) {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] datagram = Arrays.copyOf(buffer, packet.getLength());
                received.add(datagram);
                for (byte[] answer : script.apply(datagram)) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // The socket was closed, or the checker went away.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
