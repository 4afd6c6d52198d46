package io.aloft.posix;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Unprivileged sockets for echo requests and replies ({@code SOCK_DGRAM} with {@code IPPROTO_ICMP} or
 * {@code IPPROTO_ICMPV6}). The kernel sets identifier and checksum, and delivers only the replies to this socket's requests.
 */
public final class EchoSocket {

    /** What may wait to be read, in bytes; keepalived asks for as much. */
    private static final int RECEIVE_BUFFER = 131_072;

    private EchoSocket() {}

    /**
     * Opens a socket that never blocks and is connected to {@code target}.
     *
     * @param target 4 or 16 octets
     * @param source local address of the same family; null leaves it to the kernel
     * @param device leave by this interface only; null for any
     * @return its descriptor, which the caller has to close
     * @throws PosixException EACCES when {@code net.ipv4.ping_group_range} does not contain our group; the operation is
     *     {@code bind} when only the address is not to be had, {@code connect} when there is no way to the target
     */
    public static int open(byte[] target, byte @Nullable [] source, @Nullable String device) throws PosixException {
        int family = SocketAddress.family(target);
        int type = LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC | LibC.SOCK_NONBLOCK;
        int protocol = family == LibC.AF_INET ? LibC.IPPROTO_ICMP : LibC.IPPROTO_ICMPV6;
        int fd = LibC.check("open ICMP socket", LibC.socket(family, type, protocol));
        try {
            LibC.check("set receive buffer", LibC.setIntOption(fd, LibC.SOL_SOCKET, LibC.SO_RCVBUF, RECEIVE_BUFFER));
            if (device != null) {
                bindToDevice(fd, device);
            }
            if (source != null) {
                try (Memory address = SocketAddress.of(source, 0)) {
                    LibC.check("bind", LibC.bind(fd, address, (int) address.size()));
                }
            }
            try (Memory address = SocketAddress.of(target, 0)) {
                LibC.check("connect", LibC.connect(fd, address, (int) address.size()));
            }
            return fd;
        } catch (PosixException e) {
            new Descriptor(fd).close();
            throw e;
        }
    }

    private static void bindToDevice(int fd, String device) throws PosixException {
        try (Memory name = LibC.memoryOf(device.getBytes(StandardCharsets.UTF_8))) {
            LibC.check(
                    "bind to device " + device,
                    LibC.setsockopt(fd, LibC.SOL_SOCKET, LibC.SO_BINDTODEVICE, name, (int) name.size()));
        }
    }
}
