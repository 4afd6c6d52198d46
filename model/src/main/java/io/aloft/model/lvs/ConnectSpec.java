package io.aloft.model.lvs;

import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a network checker connects.
 *
 * @param target address and port to connect to
 * @param bindAddress local address to use ({@code bindto}); null leaves it to the kernel
 * @param bindPort local port, 0 for any
 * @param timeout {@code connect_timeout} (default 5 s)
 */
public record ConnectSpec(Endpoint target, @Nullable IpAddress bindAddress, int bindPort, Duration timeout) {}
