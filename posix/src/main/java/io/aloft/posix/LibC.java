package io.aloft.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The C library functions that this package calls, and the numbers that go with them (64-bit Linux).
 *
 * <p>Direct mapping costs about a microsecond per call less than an interface proxy. JNA keeps {@code errno} per thread, so
 * {@link Native#getLastError()} right after a call is the call's own.
 */
final class LibC {

    static final int AF_UNIX = 1;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int AF_NETLINK = 16;

    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;

    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_SNDBUFFORCE = 32;
    static final int SO_BINDTODEVICE = 25;
    static final int SO_ATTACH_FILTER = 26;
    static final int SO_RCVBUFFORCE = 33;
    static final int SO_TIMESTAMPNS = 35;
    static final int SO_MEMINFO = 55;

    static final int SOL_NETLINK = 270;
    static final int NETLINK_ADD_MEMBERSHIP = 1;
    static final int NETLINK_CAP_ACK = 10;
    static final int NETLINK_EXT_ACK = 11;

    static final int IPPROTO_IP = 0;
    static final int IPPROTO_ICMP = 1;
    static final int IP_TTL = 2;
    static final int IP_HDRINCL = 3;
    static final int IP_PKTINFO = 8;
    static final int IP_MTU_DISCOVER = 10;
    static final int IP_RECVTTL = 12;
    static final int IP_FREEBIND = 15;
    static final int IP_ADD_MEMBERSHIP = 35;
    static final int IP_PMTUDISC_DO = 2;

    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_UNICAST_HOPS = 16;
    static final int IPV6_JOIN_GROUP = 20;
    static final int IPV6_V6ONLY = 26;
    static final int IPV6_RECVPKTINFO = 49;
    static final int IPV6_PKTINFO = 50;
    static final int IPV6_RECVHOPLIMIT = 51;
    static final int IPV6_HOPLIMIT = 52;
    static final int IPV6_FREEBIND = 78;

    static final int IPPROTO_ICMPV6 = 58;

    static final int IPPROTO_RAW = 255;

    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;

    static final short POLLIN = 1;

    static final int EFD_NONBLOCK = 0x800;
    static final int EFD_CLOEXEC = 0x80000;

    static final int O_RDONLY = 0;
    static final int O_CLOEXEC = 0x80000;
    static final int CLONE_FS = 0x200;
    static final int CLONE_NEWNET = 0x40000000;

    static final int PR_SET_TIMERSLACK = 29;

    static final int PRIO_PROCESS = 0;
    static final int SCHED_RR = 2;
    static final int SCHED_RESET_ON_FORK = 0x40000000;
    static final int MCL_CURRENT = 1;
    static final int MCL_FUTURE = 2;
    static final int MCL_ONFAULT = 4;

    static final int ENOENT = 2;
    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int ERANGE = 34;
    static final int EADDRINUSE = 98;
    static final int ETIMEDOUT = 110;
    static final int ENOBUFS = 105;

    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, Pointer address, int length);

    static native int connect(int fd, Pointer address, int length);

    static native int getsockname(int fd, Pointer address, Pointer length);

    static native int setsockopt(int fd, int level, int option, Pointer value, int length);

    static native long send(int fd, Pointer bytes, long length, int flags);

    static native long sendto(int fd, Pointer bytes, long length, int flags, Pointer address, int addressLength);

    static native long recvfrom(
            int fd, Pointer buffer, long length, int flags, @Nullable Pointer address, @Nullable Pointer addressLength);

    static native long recvmsg(int fd, Pointer message, int flags);

    static native int getsockopt(int fd, int level, int option, Pointer value, Pointer length);

    static native int ioctl(int fd, long request, Pointer argument);

    static native int poll(Pointer descriptors, long count, int timeoutMillis);

    static native int eventfd(int initial, int flags);

    static native long write(int fd, Pointer bytes, long length);

    static native int open(String path, int flags);

    static native int close(int fd);

    static native int setns(int fd, int type);

    static native int unshare(int flags);

    static native int umask(int mask);

    static native int prctl(int option, long arg2, long arg3, long arg4, long arg5);

    static native int setpriority(int which, int who, int priority);

    static native int sched_setscheduler(int threadId, int policy, Pointer parameter);

    static native int sched_setaffinity(int threadId, long size, Pointer mask);

    static native int mlockall(int flags);

    static native int munlockall();

    static native int gettid();

    static native int kill(int pid, int signal);

    static native int getpwnam_r(String name, Pointer entry, Pointer buffer, long length, Pointer result);

    static native int getpwuid_r(int uid, Pointer entry, Pointer buffer, long length, Pointer result);

    static native int getgrnam_r(String name, Pointer entry, Pointer buffer, long length, Pointer result);

    static native String strerror(int errno);

    /** The value of {@code errno} after the last call of this thread. */
    static int errno() {
        return Native.getLastError();
    }

    /** Returns {@code result} unless it is −1, which becomes an exception naming {@code operation}. */
    static int check(String operation, int result) throws PosixException {
        if (result == -1) {
            throw PosixException.of(operation, errno());
        }
        return result;
    }

    /** {@code setsockopt} with an {@code int} value. */
    static int setIntOption(int fd, int level, int option, int value) {
        try (Memory memory = new Memory(Integer.BYTES)) {
            memory.setInt(0, value);
            return setsockopt(fd, level, option, memory, Integer.BYTES);
        }
    }

    /** A copy of {@code bytes} in native memory; never empty, because JNA cannot allocate nothing. */
    static Memory memoryOf(byte[] bytes) {
        Memory memory = new Memory(Math.max(1, bytes.length));
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }
}
