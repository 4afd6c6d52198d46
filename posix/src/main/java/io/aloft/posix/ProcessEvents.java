package io.aloft.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the messages of the kernel's process connector ({@code struct proc_event} of linux/cn_proc.h). */
final class ProcessEvents {

    static final int CONNECTOR_INDEX = 1;
    static final int CONNECTOR_VALUE = 1;

    private static final int NETLINK_HEADER = 16;
    private static final int CONNECTOR_HEADER = 20;

    /** What happened, on which CPU and when come before the details. */
    private static final int EVENT = NETLINK_HEADER + CONNECTOR_HEADER;

    private static final int DETAILS = EVENT + 16;

    private static final int NONE = 0;
    private static final int FORK = 1;
    private static final int EXEC = 2;
    private static final int COMM = 0x200;
    private static final int EXIT = 0x80000000;

    private static final int LISTEN = 1;
    private static final int NLMSG_DONE = 3;
    private static final int NAME_BYTES = 16;

    private ProcessEvents() {}

    /** The message that asks the kernel to report. */
    static byte[] subscription() {
        ByteBuffer message = ByteBuffer.allocate(EVENT + Integer.BYTES).order(ByteOrder.nativeOrder());
        message.putInt(message.capacity()).putShort((short) NLMSG_DONE).putShort((short) 0);
        message.putInt(0).putInt(0);
        message.putInt(CONNECTOR_INDEX).putInt(CONNECTOR_VALUE).putInt(0).putInt(0);
        message.putShort((short) Integer.BYTES).putShort((short) 0);
        return message.putInt(LISTEN).array();
    }

    /** The error number with which the kernel answered a subscription, 0 for success; empty when it is no such answer. */
    static OptionalInt answer(byte[] datagram) {
        ByteBuffer message = message(datagram, Integer.BYTES);
        return message == null || message.getInt(EVENT) != NONE
                ? OptionalInt.empty()
                : OptionalInt.of(message.getInt(DETAILS));
    }

    /** The event of a process in a datagram; null for events of threads and kinds that nobody asked for. */
    static @Nullable ProcessEvent event(byte[] datagram) {
        ByteBuffer message = message(datagram, 2 * Integer.BYTES);
        if (message == null) {
            return null;
        }
        int kind = message.getInt(EVENT);
        // A fork names the parent first; every other event begins with thread and process.
        int thread = DETAILS + (kind == FORK ? 2 * Integer.BYTES : 0);
        if (message.limit() < thread + 2 * Integer.BYTES
                || message.getInt(thread) != message.getInt(thread + Integer.BYTES)) {
            return null;
        }
        int pid = message.getInt(thread);
        return switch (kind) {
            case FORK -> new ProcessEvent.Forked(pid, message.getInt(DETAILS + Integer.BYTES));
            case EXEC -> new ProcessEvent.Executed(pid);
            case COMM -> new ProcessEvent.Renamed(pid, name(datagram));
            case EXIT -> new ProcessEvent.Exited(pid);
            default -> null;
        };
    }

    private static String name(byte[] datagram) {
        int from = Math.min(datagram.length, DETAILS + 2 * Integer.BYTES);
        int to = from;
        while (to < datagram.length && to < from + NAME_BYTES && datagram[to] != 0) {
            to++;
        }
        return new String(datagram, from, to - from, StandardCharsets.UTF_8);
    }

    /** Null when it is too short or comes from another connector. */
    private static @Nullable ByteBuffer message(byte[] datagram, int details) {
        if (datagram.length < DETAILS + details) {
            return null;
        }
        ByteBuffer message = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        return message.getInt(NETLINK_HEADER) == CONNECTOR_INDEX
                        && message.getInt(NETLINK_HEADER + Integer.BYTES) == CONNECTOR_VALUE
                ? message
                : null;
    }
}
