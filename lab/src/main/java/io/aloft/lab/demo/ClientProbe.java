package io.aloft.lab.demo;

import io.aloft.lab.netns.TestHost;
import io.aloft.posix.NetworkNamespace;
import io.aloft.posix.PosixException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A client on its own host that asks the virtual address for a page again and again and remembers who answered when. */
final class ClientProbe implements AutoCloseable {
    /** What the client does when nothing goes wrong. */
    private static final int PAUSE_MILLIS = 10;

    /** An answer takes less than a millisecond here; this bounds how coarsely the end of an outage is seen. */
    private static final int PATIENCE_MILLIS = 50;

    /** A silence that long is worth a line of its own; shorter ones are a busy machine's. */
    private static final Duration NOTEWORTHY = Duration.ofMillis(150);

    private record Answer(Instant at, String server) {}

    private final InetSocketAddress address;
    private final Console console;
    private final List<Answer> answers = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closing;

    ClientProbe(TestHost host, InetAddress address, Console console) {
        this.address = new InetSocketAddress(address, 80);
        this.console = console;
        this.thread = Thread.ofPlatform().daemon().name("client").start(() -> run(host));
    }

    private void run(TestHost host) {
        try {
            NetworkNamespace.enter(host.namespaceFile());
            while (!closing) {
                ask();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (PosixException e) {
            console.event(Instant.now(), "client", "cannot start: " + e.getMessage());
        } catch (InterruptedException e) {
            // close() does not want to wait for the pause.
            return;
        }
    }

    private void ask() {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            int body = reply.indexOf("\r\n\r\n");
            if (reply.startsWith("HTTP/1.1 200 ") && body > 0) {
                answered(new Answer(Instant.now(), reply.substring(body).strip()));
            }
        } catch (IOException e) {
            // No answer is what the client is here to notice; the gap between two answers shows it.
            return;
        }
    }

    private void answered(Answer answer) {
        Answer before;
        synchronized (this) {
            before = answers.isEmpty() ? null : answers.getLast();
        }
        // Told before it is remembered: whoever waits for this answer has his say after the client.
        if (before == null) {
            console.event(answer.at(), "client", "gets its first page, from " + answer.server());
        } else {
            tellChange(before, answer);
        }
        synchronized (this) {
            answers.add(answer);
            notifyAll();
        }
    }

    private void tellChange(Answer before, Answer answer) {
        Duration gap = Duration.between(before.at(), answer.at());
        if (!before.server().equals(answer.server()) || gap.compareTo(NOTEWORTHY) >= 0) {
            console.event(
                    answer.at(),
                    "client",
                    "is served by %s, %d ms after the last page from %s"
                            .formatted(answer.server(), gap.toMillis(), before.server()));
        }
    }

    /**
     * The longest time without an answer, looking at answers from the last one before a moment up to the first one of a
     * server after it; waits for that one.
     *
     * @throws AssertionError when the server does not answer within the limit
     */
    synchronized Duration outageUntilServedBy(String server, Instant since, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (answers.isEmpty() || !isAfter(answers.getLast(), server, since)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(
                        "the client got no page from " + server + " within " + limit.toMillis() + " ms");
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the client", e);
            }
        }
        Duration longest = Duration.ZERO;
        for (int i = answers.size() - 1; i > 0 && answers.get(i).at().isAfter(since); i--) {
            Duration gap =
                    Duration.between(answers.get(i - 1).at(), answers.get(i).at());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }

    private static boolean isAfter(Answer answer, String server, Instant since) {
        return answer.server().equals(server) && answer.at().isAfter(since);
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }
}
