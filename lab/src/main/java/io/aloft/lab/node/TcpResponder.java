package io.aloft.lab.node;

import io.aloft.lab.netns.TestHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A {@link Responder} on TCP; each connection has a virtual thread. */
public final class TcpResponder extends Responder {
    /** Who says nothing for so long is not waited for; ms. */
    private static final int SILENCE = 10_000;

    private static final int BACKLOG = 128;

    /** What is said on one connection, which is closed afterwards. */
    @FunctionalInterface
    public interface Dialogue {
        /**
         * Talks to one client.
         *
         * @param answer what the responder was told to say
         */
        void talk(Socket socket, String answer) throws IOException;
    }

    private final Dialogue dialogue;
    private @Nullable ServerSocket listening;

    /** Opens nothing yet; without another word it answers {@code answer}. */
    public TcpResponder(TestHost host, InetSocketAddress address, String answer, Dialogue dialogue) {
        super(host, address, answer);
        this.dialogue = dialogue;
    }

    /** Takes connections and closes them. */
    public static final Dialogue SILENT = (socket, answer) -> {};

    /** Answers each request with a status and a body: the answer is {@code STATUS BODY}. */
    public static final Dialogue HTTP = (socket, answer) -> {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        int blank = answer.indexOf(' ');
        String body = answer.substring(blank + 1) + "\n";
        write(
                socket,
                "HTTP/1.0 " + answer.substring(0, blank) + " X\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
    };

    /** The answer is the banner; HELO and QUIT are answered as they should be. */
    public static final Dialogue SMTP = (socket, answer) -> {
        write(socket, answer + "\r\n");
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            write(socket, line.startsWith("QUIT") ? "221 bye\r\n" : "250 hello\r\n");
            if (line.startsWith("QUIT")) {
                return;
            }
        }
    };

    /** The same dialogue inside TLS. */
    public static Dialogue tls(TlsIdentity identity, Dialogue inside) {
        SSLSocketFactory factory = identity.context().getSocketFactory();
        return (socket, answer) -> {
            try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, null, socket.getPort(), true)) {
                secure.setUseClientMode(false);
                inside.talk(secure, answer);
            }
        };
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void open() {
        ServerSocket opened = inHost(() -> {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address(), BACKLOG);
            return socket;
        });
        listening = opened;
        Thread.ofVirtual().name("accept-" + address()).start(() -> accept(opened));
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket socket = opened.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // The port was closed, or a client was gone before it was taken: neither is a fault of the test.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(SILENCE);
            dialogue.talk(socket, answer());
        } catch (IOException e) {
            // The client may go whenever it likes.
        }
    }

    @Override
    public void close() {
        if (listening != null) {
            try {
                listening.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            listening = null;
        }
    }
}
