package io.aloft.posix;

import com.sun.jna.Memory;
import java.nio.ByteOrder;

/** A socket filter (classic BPF) for notifications of the kernel, of which each is a datagram of its own. */
final class NetlinkFilter {

    private static final int INSTRUCTION_BYTES = 8;
    private static final int TYPE_AT = 4;

    private static final int LOAD_HALF = 0x28;
    private static final int LOAD_OCTET = 0x30;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int WHOLE_MESSAGE = 0x40000;

    private NetlinkFilter() {}

    /** Passes messages of {@code type}, and those of {@code judgedType} with this value in the octet at this place. */
    static Memory program(int type, int judgedType, int octetAt, int value) {
        Memory program = new Memory(7L * INSTRUCTION_BYTES);
        put(program, 0, LOAD_HALF, 0, 0, TYPE_AT);
        put(program, 1, JUMP_IF_EQUAL, 3, 0, asLoaded(type));
        put(program, 2, JUMP_IF_EQUAL, 0, 3, asLoaded(judgedType));
        put(program, 3, LOAD_OCTET, 0, 0, octetAt);
        put(program, 4, JUMP_IF_EQUAL, 0, 1, value);
        put(program, 5, RETURN, 0, 0, WHOLE_MESSAGE);
        put(program, 6, RETURN, 0, 0, 0);
        return program;
    }

    /** The filter machine reads in network order what the kernel wrote in its own. */
    private static int asLoaded(int type) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
                ? type
                : Short.toUnsignedInt(Short.reverseBytes((short) type));
    }

    private static void put(Memory program, int index, int code, int jumpIfTrue, int jumpIfFalse, int value) {
        long at = (long) index * INSTRUCTION_BYTES;
        program.setShort(at, (short) code);
        program.setByte(at + 2, (byte) jumpIfTrue);
        program.setByte(at + 3, (byte) jumpIfFalse);
        program.setInt(at + 4, value);
    }
}
