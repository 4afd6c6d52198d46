package io.aloft.checkers.ping;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Echo requests and replies (RFC 792; RFC 4443 sections 4.1 and 4.2). The kernel fills in identifier and checksum. */
final class EchoMessage {

    private static final int HEADER_BYTES = 8;
    private static final int DATA_BYTES = 128;
    private static final byte[] TEXT = "keepalived check - ".getBytes(StandardCharsets.US_ASCII);

    private static final int SEQUENCE_AT = 6;

    private EchoMessage() {}

    /**
     * A request with the data that keepalived sends.
     *
     * @param sequence 0..65535
     */
    static byte[] request(boolean ipv4, int sequence) {
        ByteBuffer message = ByteBuffer.allocate(HEADER_BYTES + DATA_BYTES);
        message.put((byte) (ipv4 ? 8 : 128));
        message.putShort(SEQUENCE_AT, (short) sequence);
        message.position(HEADER_BYTES);
        while (message.hasRemaining()) {
            message.put(TEXT, 0, Math.min(TEXT.length, message.remaining()));
        }
        return message.array();
    }

    /** Whether a datagram is the reply to the request with this sequence number. */
    static boolean isReply(ByteBuffer datagram, boolean ipv4, int sequence) {
        int at = datagram.position();
        return datagram.remaining() >= HEADER_BYTES
                && datagram.get(at) == (byte) (ipv4 ? 0 : 129)
                && Short.toUnsignedInt(datagram.getShort(at + SEQUENCE_AT)) == sequence;
    }
}
