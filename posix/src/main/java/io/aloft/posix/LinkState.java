package io.aloft.posix;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;

/** Asks a network card about its link, for drivers that do not report changes (link-beat polling). */
public final class LinkState {

    private static final int NAME_BYTES = 16;
    private static final int REQUEST_BYTES = 40;

    /** In {@code struct ifreq} everything else follows the name. */
    private static final int DATA = NAME_BYTES;

    private static final long SIOCGIFFLAGS = 0x8913;
    private static final long SIOCETHTOOL = 0x8946;
    private static final long SIOCGMIIPHY = 0x8947;
    private static final long SIOCGMIIREG = 0x8948;

    private static final int IFF_UP_AND_RUNNING = 0x41;
    private static final int ETHTOOL_GLINK = 0x0a;

    /** Basic mode status register (IEEE 802.3 clause 22): its number, and its bit for the link. */
    private static final short BMSR = 1;

    private static final int BMSR_LINK = 0x0004;

    private LinkState() {}

    /** Whom to ask. */
    public enum Method {
        /** The transceiver's register. */
        MII,
        /** The driver. */
        ETHTOOL,
        /** The kernel's flags IFF_UP and IFF_RUNNING. */
        FLAGS
    }

    /**
     * Whether the link of an interface works. Takes microseconds; a few drivers need milliseconds to read a register.
     *
     * @throws PosixException ENODEV when there is no such interface, EOPNOTSUPP when its driver does not know the method
     */
    public static boolean poll(String interfaceName, Method method) throws PosixException {
        byte[] name = interfaceName.getBytes(StandardCharsets.UTF_8);
        if (name.length >= NAME_BYTES) {
            throw new IllegalArgumentException("interface name " + interfaceName + ": longer than 15 bytes");
        }
        int fd = LibC.check("open socket", LibC.socket(LibC.AF_INET, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0));
        try (Memory request = new Memory(REQUEST_BYTES)) {
            request.clear();
            request.write(0, name, 0, name.length);
            return switch (method) {
                case MII -> mii(fd, request, interfaceName);
                case ETHTOOL -> ethtool(fd, request, interfaceName);
                case FLAGS -> {
                    ask(fd, SIOCGIFFLAGS, request, interfaceName);
                    yield (request.getShort(DATA) & IFF_UP_AND_RUNNING) == IFF_UP_AND_RUNNING;
                }
            };
        } finally {
            int ignored = LibC.close(fd);
            assert ignored <= 0;
        }
    }

    private static boolean mii(int fd, Memory request, String interfaceName) throws PosixException {
        // struct mii_ioctl_data: transceiver, register, value to write, value read. The first call finds the
        // transceiver.
        ask(fd, SIOCGMIIPHY, request, interfaceName);
        request.setShort(DATA + 2L, BMSR);
        ask(fd, SIOCGMIIREG, request, interfaceName);
        return (request.getShort(DATA + 6L) & BMSR_LINK) != 0;
    }

    private static boolean ethtool(int fd, Memory request, String interfaceName) throws PosixException {
        try (Memory value = new Memory(2L * Integer.BYTES)) {
            value.setInt(0, ETHTOOL_GLINK);
            value.setInt(Integer.BYTES, 0);
            request.setPointer(DATA, value);
            ask(fd, SIOCETHTOOL, request, interfaceName);
            return value.getInt(Integer.BYTES) != 0;
        }
    }

    private static void ask(int fd, long question, Memory request, String interfaceName) throws PosixException {
        LibC.check("poll link of " + interfaceName, LibC.ioctl(fd, question, request));
    }
}
