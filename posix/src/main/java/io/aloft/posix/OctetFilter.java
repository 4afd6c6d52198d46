package io.aloft.posix;

import com.sun.jna.Memory;
import java.util.SortedSet;

/** A socket filter (classic BPF) that looks at one octet behind the IP header. */
final class OctetFilter {

    private static final int INSTRUCTION_BYTES = 8;

    private static final int LOAD_HEADER_LENGTH_TO_INDEX = 0xb1;
    private static final int LOAD_OCTET_ABSOLUTE = 0x30;
    private static final int LOAD_OCTET_INDEXED = 0x50;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int WHOLE_PACKET = 0x40000;

    private OctetFilter() {}

    /**
     * The instructions.
     *
     * @param ipv4 raw IPv4 sockets show the filter the IP header, those of IPv6 only what is behind it
     * @param values at most 255, since a jump has eight bits
     */
    static Memory program(boolean ipv4, int offset, SortedSet<Integer> values) {
        if (values.isEmpty() || values.size() > 255) {
            throw new IllegalArgumentException("filter values: " + values.size() + " (expected: 1..255)");
        }
        int loads = ipv4 ? 2 : 1;
        Memory program = new Memory((long) (loads + values.size() + 2) * INSTRUCTION_BYTES);
        int at = 0;
        if (ipv4) {
            put(program, at++, LOAD_HEADER_LENGTH_TO_INDEX, 0, 0);
            put(program, at++, LOAD_OCTET_INDEXED, 0, offset);
        } else {
            put(program, at++, LOAD_OCTET_ABSOLUTE, 0, offset);
        }
        int left = values.size();
        for (int value : values) {
            // Over the remaining comparisons and the refusal behind them.
            put(program, at++, JUMP_IF_EQUAL, left, value);
            left--;
        }
        put(program, at++, RETURN, 0, 0);
        put(program, at, RETURN, 0, WHOLE_PACKET);
        return program;
    }

    /** The {@code struct sock_fprog} that leads to a program, which must stay allocated as long. */
    static Memory head(Memory program) {
        Memory head = new Memory(16);
        head.clear();
        head.setShort(0, (short) (program.size() / INSTRUCTION_BYTES));
        head.setPointer(8, program);
        return head;
    }

    private static void put(Memory program, int index, int code, int jumpIfTrue, int value) {
        long at = (long) index * INSTRUCTION_BYTES;
        program.setShort(at, (short) code);
        program.setByte(at + 2, (byte) jumpIfTrue);
        program.setByte(at + 3, (byte) 0);
        program.setInt(at + 4, value);
    }
}
