package io.aloft.checkers.netty;

import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A server on the loopback interface whose queue is full: the kernel answers no further handshake. */
public final class FullServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 100;

    private final ServerSocket listener;
    private final List<Socket> waiting = new ArrayList<>();

    public FullServer() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
            while (fill()) {
                // There was room for one more.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean fill() throws IOException {
        var socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), PATIENCE_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    public Endpoint endpoint() {
        return new Endpoint(IpAddress.of("127.0.0.1"), listener.getLocalPort());
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : waiting) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
