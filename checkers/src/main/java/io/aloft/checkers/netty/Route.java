package io.aloft.checkers.netty;

import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.net.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ConnectSpec} with its addresses in the form that sockets take, made once for all checks.
 *
 * @param spec what the configuration says
 * @param remote where to connect
 * @param local where from; null leaves it to the kernel, and then {@code bind_port} means nothing, as in keepalived
 */
record Route(
        ConnectSpec spec,
        InetSocketAddress remote,
        @Nullable InetSocketAddress local) {

    static Route of(ConnectSpec spec) {
        InetSocketAddress local =
                spec.bindAddress() == null ? null : socketAddress(new Endpoint(spec.bindAddress(), spec.bindPort()));
        return new Route(spec, socketAddress(spec.target()), local);
    }

    /** {@code connect_timeout} in nanoseconds; at least one, since 0 would be no wait at all. */
    long timeoutNanos() {
        Duration timeout = spec.timeout();
        return Math.max(1, timeout.toNanos());
    }

    private static InetSocketAddress socketAddress(Endpoint endpoint) {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(endpoint.address().toBytes()), endpoint.port());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IpAddress has 4 or 16 bytes", e);
        }
    }
}
