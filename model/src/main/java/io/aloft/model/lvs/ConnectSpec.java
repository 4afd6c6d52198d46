package io.aloft.model.lvs;

import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a network checker connects.
 *
 * @param target address and port to connect to ({@code connect_ip}, {@code connect_port}; default those of the real server)
 * @param bindAddress local address to use ({@code bindto}); null leaves it to the kernel
 * @param bindPort local port ({@code bind_port}), 0 for any
 * @param bindInterface leave by this interface only, 1..15 characters ({@code bind_if}); null for any
 * @param mark on the packets of the check, 0..4294967295 ({@code fwmark}); 0 for none
 * @param timeout {@code connect_timeout} (default 5 s)
 */
public record ConnectSpec(
        Endpoint target,
        @Nullable IpAddress bindAddress,
        int bindPort,
        @Nullable String bindInterface,
        long mark,
        Duration timeout) {

    /** From whatever source address, port and interface the kernel chooses. */
    public static ConnectSpec to(Endpoint target, Duration timeout) {
        return new ConnectSpec(target, null, 0, null, 0, timeout);
    }
}
