package io.aloft.netlink.exchange;

import io.aloft.netlink.message.Netlink;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What is asked of the kernel. Sequence number and port id are the connection's.
 *
 * @param operation what it does in an operator's words, such as {@code add address 10.0.0.1/24 dev eth0}
 * @param type message type, or family number of generic netlink
 * @param flags NLM_F bits, complete
 * @param payload what follows the header; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Equality by content is written out below.
public record NetlinkRequest(String operation, int type, int flags, byte[] payload) {

    /** A change or a question with one answer: the kernel acknowledges it at the end in either case. */
    public static NetlinkRequest command(String operation, int type, int extraFlags, byte[] payload) {
        return new NetlinkRequest(operation, type, Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK | extraFlags, payload);
    }

    /** A question for a whole table. */
    public static NetlinkRequest dump(String operation, int type, byte[] payload) {
        return new NetlinkRequest(operation, type, Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP, payload);
    }

    /**
     * The same without an answer to success, for a request that others follow in one batch: an answer to a later one tells
     * that it was carried out, and refusals are answered anyway. Not for what the kernel may leave unanswered.
     */
    public NetlinkRequest quietly() {
        return new NetlinkRequest(operation, type, flags & ~Netlink.NLM_F_ACK, payload);
    }

    /** True when the kernel answers refusals only. */
    public boolean isQuiet() {
        return (flags & Netlink.NLM_F_ACK) == 0 && !isDump();
    }

    /** True when DONE ends the answer, false when an acknowledgement does. */
    public boolean isDump() {
        return (flags & Netlink.NLM_F_DUMP) == Netlink.NLM_F_DUMP && (flags & Netlink.NLM_F_ACK) == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetlinkRequest that
                && operation.equals(that.operation)
                && type == that.type
                && flags == that.flags
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * operation.hashCode() + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return operation + ": type " + type + " flags 0x" + Integer.toHexString(flags) + " payload "
                + HexFormat.of().formatHex(payload);
    }
}
