package io.aloft.lab.hostile;

import io.aloft.lab.node.TcpResponder.Dialogue;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** What servers do that nobody should do to a client. Each ends when the client has had enough of it. */
final class Conduct {

    private static final int PIECE = 64 << 10;

    private Conduct() {}

    /** Takes the connection, reads what comes and never says a word. */
    static final Dialogue SAYS_NOTHING = (socket, answer) -> {
        while (socket.getInputStream().read() >= 0) {
            // What the client says does not matter.
        }
    };

    /** Says this and then nothing more, while the connection stays. */
    static Dialogue says(String text) {
        return (socket, answer) -> {
            say(socket, text);
            SAYS_NOTHING.talk(socket, answer);
        };
    }

    /** Says this and closes. */
    static Dialogue saysAndCloses(String text) {
        return (socket, answer) -> {
            say(socket, text);
            socket.shutdownOutput();
            SAYS_NOTHING.talk(socket, answer);
        };
    }

    /** One byte a second, for ever. */
    static final Dialogue DRIPS = (socket, answer) -> {
        while (true) {
            say(socket, "x");
            LockSupport.parkNanos(1_000_000_000L);
        }
    };

    /** The beginning once, and the rest again and again. */
    static Dialogue repeats(String beginning, String again) {
        String piece = again.repeat(PIECE / again.length());
        return (socket, answer) -> {
            say(socket, beginning);
            while (true) {
                say(socket, piece);
            }
        };
    }

    /** A page of so many bytes. */
    static Dialogue pageOf(long bytes) {
        return (socket, answer) -> {
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n");
            byte[] piece = new byte[PIECE];
            OutputStream out = socket.getOutputStream();
            for (long sent = 0; sent < bytes; sent += piece.length) {
                out.write(piece);
            }
        };
    }

    /** Half an answer, and a reset (RFC 9293 section 3.5.3) in the place of an end. */
    static final Dialogue RESETS = (socket, answer) -> {
        say(socket, "HTTP/1.1 200 O");
        socket.setSoLinger(true, 0);
    };

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
