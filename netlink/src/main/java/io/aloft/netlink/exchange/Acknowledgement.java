package io.aloft.netlink.exchange;

import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The closing message of an answer: NLMSG_ERROR, whose number is zero for success, or NLMSG_DONE.
 *
 * @param errno positive, or zero for success
 * @param kernelText the text of the extended acknowledgement, or empty
 */
record Acknowledgement(int errno, String kernelText) {

    static boolean ends(NetlinkMessage message) {
        return message.type() == Netlink.NLMSG_ERROR || message.type() == Netlink.NLMSG_DONE;
    }

    /** Empty when the bytes are too few, or the number is one that cannot be. */
    static Optional<Acknowledgement> decode(NetlinkMessage message) {
        byte[] payload = message.payload();
        if (payload.length < Integer.BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder());
        int number = in.getInt(0);
        if (number > 0 || number == Integer.MIN_VALUE) {
            return Optional.empty();
        }
        return Optional.of(new Acknowledgement(-number, text(message, in)));
    }

    private static String text(NetlinkMessage message, ByteBuffer in) {
        if (!message.has(Netlink.NLM_F_ACK_TLVS)) {
            return "";
        }
        int attributesAt = Integer.BYTES;
        if (message.type() == Netlink.NLMSG_ERROR) {
            // After the number comes the request's header, and after that its payload unless the kernel left it out.
            if (in.capacity() < Integer.BYTES + Netlink.HEADER_BYTES) {
                return "";
            }
            int repeated = message.has(Netlink.NLM_F_CAPPED) ? Netlink.HEADER_BYTES : in.getInt(Integer.BYTES);
            if (repeated < Netlink.HEADER_BYTES || repeated > in.capacity() - Integer.BYTES) {
                return "";
            }
            attributesAt += Netlink.align(repeated);
        }
        AttributeReader attributes = new AttributeReader(message.payload(), attributesAt);
        String text = "";
        while (attributes.next()) {
            if (attributes.type() == Netlink.NLMSGERR_ATTR_MSG) {
                text = attributes.string();
            }
        }
        return attributes.malformed() ? "" : text;
    }
}
