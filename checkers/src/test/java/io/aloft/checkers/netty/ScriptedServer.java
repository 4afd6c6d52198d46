package io.aloft.checkers.netty;

import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback interface that behaves as a script says, once per connection. */
public final class ScriptedServer implements AutoCloseable {

    /** What the server does with a connection, which is closed afterwards. */
    @FunctionalInterface
    public interface Behaviour {
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    public ScriptedServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.add(Thread.ofVirtual().start(this::acceptAll));
    }

    /** Reads the request, then answers and closes. */
    public static Behaviour answering(String response) {
        return socket -> {
            readRequest(socket);
            send(socket, response);
        };
    }

    /** Reads up to the empty line. */
    public static String readRequest(Socket socket) throws IOException {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            request.append((char) next);
        }
        return request.toString();
    }

    /** Reads up to the end of a line, which belongs to the answer. */
    public static String readLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        while (line.indexOf("\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            line.append((char) next);
        }
        return line.toString();
    }

    public static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Waits until the peer closes. */
    public static void awaitClose(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // What comes before the end does not matter.
        }
    }

    public Endpoint endpoint() {
        return new Endpoint(IpAddress.of("127.0.0.1"), listener.getLocalPort());
    }

    /** Connections accepted so far. */
    public int connections() {
        return sockets.size();
    }

    /** An address on which nothing listens any more. */
    public static Endpoint refusing() {
        var server = new ScriptedServer(_ -> {});
        server.close();
        return server.endpoint();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                threads.add(Thread.ofVirtual().start(() -> serve(socket)));
            }
        } catch (IOException e) {
            // The listener was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            behaviour.serve(socket);
        } catch (IOException | InterruptedException e) {
            // The checker went away, or the test is over.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.forEach(Thread::interrupt);
    }
}
