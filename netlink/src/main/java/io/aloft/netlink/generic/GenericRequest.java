package io.aloft.netlink.generic;

import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.AttributeWriter;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.function.Consumer;

/** Builds requests of generic netlink and reads its replies: a four-byte header of command and version, then attributes. */
public final class GenericRequest {

    /** Command, version, and two bytes that are always zero. */
    private static final int HEADER_BYTES = 4;

    private GenericRequest() {}

    /** A change, or a question with one answer. */
    public static NetlinkRequest command(
            String operation, GenericFamily family, int command, Consumer<AttributeWriter> attributes) {
        return NetlinkRequest.command(operation, family.id(), 0, payload(family, command, attributes));
    }

    /** A question for a whole table. */
    public static NetlinkRequest dump(
            String operation, GenericFamily family, int command, Consumer<AttributeWriter> attributes) {
        return NetlinkRequest.dump(operation, family.id(), payload(family, command, attributes));
    }

    private static byte[] payload(GenericFamily family, int command, Consumer<AttributeWriter> attributes) {
        AttributeWriter writer = new AttributeWriter(new byte[] {(byte) command, (byte) family.version(), 0, 0});
        attributes.accept(writer);
        return writer.toByteArray();
    }

    /** The command of a reply, 0..255; −1 when the bytes are too few. */
    public static int commandOf(NetlinkMessage reply) {
        return reply.payload().length < HEADER_BYTES ? -1 : Byte.toUnsignedInt(reply.payload()[0]);
    }

    /** The attributes of a reply. */
    public static AttributeReader attributesOf(NetlinkMessage reply) {
        return new AttributeReader(reply.payload(), HEADER_BYTES);
    }
}
