package io.aloft.checkers.netty;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection in the making. There is no channel for it yet: most checks never need one, and what the kernel says is a
 * number here instead of an exception.
 */
final class PendingConnect implements EpollIoHandle {

    private static final int EINPROGRESS = 115;

    private final NativeSocket socket;
    private final boolean closes;
    private final Consumer<NativeSocket> connected;
    private final Consumer<ConnectFailure> failed;
    private @Nullable IoRegistration registration;
    private @Nullable ScheduledFuture<?> timer;
    private boolean over;

    /**
     * @param closes whether the socket is closed when it is connected
     * @param connected gets the socket
     */
    PendingConnect(
            NativeSocket socket, boolean closes, Consumer<NativeSocket> connected, Consumer<ConnectFailure> failed) {
        this.socket = socket;
        this.closes = closes;
        this.connected = connected;
        this.failed = failed;
    }

    /** Waits for the kernel, {@code timeoutNanos} at most. For the loop's thread. */
    void await(IoEventLoop loop, long timeoutNanos) {
        Future<IoRegistration> registered = loop.register(this);
        if (!registered.isSuccess()) {
            fail(new ConnectFailure(
                    ConnectFailure.Kind.NOT_TRIED, "Checker can't wait for a socket: " + registered.cause()));
            return;
        }
        registration = registered.getNow();
        registration.submit(EpollIoOps.EPOLLOUT);
        timer = loop.schedule(this::expire, timeoutNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public void handle(IoRegistration source, IoEvent event) {
        if (over) {
            return;
        }
        int error;
        try {
            error = socket.getSoError();
        } catch (IOException e) {
            fail(ConnectFailure.of(e));
            return;
        }
        if (error == EINPROGRESS) {
            return;
        }
        if (error != 0) {
            fail(ConnectFailure.ofSocketError(error));
            return;
        }
        if (closes) {
            closeSocket();
        } else {
            settle();
        }
        connected.accept(socket);
    }

    private void expire() {
        if (!over) {
            fail(new ConnectFailure(ConnectFailure.Kind.TIMEOUT, "connection timed out"));
        }
    }

    private void fail(ConnectFailure failure) {
        closeSocket();
        failed.accept(failure);
    }

    /** A socket that is closed leaves epoll by itself: Netty makes no system call for it any more. */
    private void closeSocket() {
        socket.closeQuietly();
        settle();
    }

    private void settle() {
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
        if (registration != null) {
            registration.cancel();
        }
    }

    /** The loop ends; nobody waits for an answer any more. */
    @Override
    public void close() {
        over = true;
        socket.closeQuietly();
    }
}
