package io.aloft.lab.node;

import io.aloft.lab.netns.TestHost;
import io.aloft.posix.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/**
 * A server on one address and port of a host, inside this program: a test opens and closes it and tells it what to
 * answer. Real servers take a second to start and answer one thing; this one changes its mind between two checks.
 */
public abstract class Responder implements AutoCloseable {
    private final TestHost host;
    private final InetSocketAddress address;

    /** What it answers; the kind of server says which words there are. */
    private volatile String answer;

    /** Opens nothing yet. */
    protected Responder(TestHost host, InetSocketAddress address, String answer) {
        this.host = host;
        this.address = address;
        this.answer = answer;
    }

    /** From now on it answers so. */
    public final void say(String words) {
        answer = words;
    }

    protected final String answer() {
        return answer;
    }

    protected final InetSocketAddress address() {
        return address;
    }

    /** Takes requests from now on; the port is bound when this returns. */
    public abstract void open();

    /** From now on whoever asks is refused. */
    @Override
    public abstract void close();

    /** Opens a socket in the host; it stays there whoever uses it. */
    protected final <T> T inHost(NetworkNamespace.Call<T, IOException> open) {
        try {
            return NetworkNamespace.callIn(host.namespaceFile(), open);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address + " of " + host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while opening " + address, e);
        }
    }
}
