package io.aloft.vrrp.bfd;

import java.nio.ByteBuffer;

/**
 * A BFD control packet without authentication (RFC 5880 section 4.1), 24 bytes.
 *
 * @param diagnostic why the sender changed its state last
 * @param state of the sender
 * @param poll it wants an answer with {@code fin}
 * @param fin it answers a poll
 * @param demand the sender asks us to be silent while the session is up
 * @param multiplier detection time multiplier, 1..255
 * @param myDiscriminator of the sender, not 0
 * @param yourDiscriminator of the receiver, 0 when the sender does not know it
 * @param desiredMinTxMicros 0..4294967295
 * @param requiredMinRxMicros 0..4294967295; 0 means that it wants no periodic packets
 * @param requiredMinEchoRxMicros 0..4294967295; 0 means no echo
 */
public record BfdPacket(
        BfdDiagnostic diagnostic,
        BfdState state,
        boolean poll,
        boolean fin,
        boolean demand,
        int multiplier,
        int myDiscriminator,
        int yourDiscriminator,
        long desiredMinTxMicros,
        long requiredMinRxMicros,
        long requiredMinEchoRxMicros) {

    /** Without authentication, which is all that is sent here. */
    public static final int BYTES = 24;

    private static final int VERSION = 1;
    private static final int POLL = 0x20;
    private static final int FINAL = 0x10;
    private static final int AUTHENTICATED = 0x04;
    private static final int DEMAND = 0x02;
    private static final int MULTIPOINT = 0x01;

    /** What bytes turned out to be. */
    public sealed interface Decoded {

        /** A packet that a session may look at. */
        record Valid(BfdPacket packet) implements Decoded {}

        /** Something that RFC 5880 section 6.8.6 says to discard. */
        record Rejected(String reason) implements Decoded {}
    }

    /** The packet as bytes. */
    public byte[] encode() {
        int flags = state.ordinal() << 6 | (poll ? POLL : 0) | (fin ? FINAL : 0) | (demand ? DEMAND : 0);
        return ByteBuffer.allocate(BYTES)
                .put((byte) (VERSION << 5 | diagnostic.ordinal()))
                .put((byte) flags)
                .put((byte) multiplier)
                .put((byte) BYTES)
                .putInt(myDiscriminator)
                .putInt(yourDiscriminator)
                .putInt((int) desiredMinTxMicros)
                .putInt((int) requiredMinRxMicros)
                .putInt((int) requiredMinEchoRxMicros)
                .array();
    }

    /** Reads the payload of a UDP datagram in the order of checks of RFC 5880 section 6.8.6; never throws. */
    public static Decoded decode(byte[] datagram) {
        if (datagram.length < BYTES) {
            return rejected("%d bytes, at least %d are needed", datagram.length, BYTES);
        }
        ByteBuffer in = ByteBuffer.wrap(datagram);
        int first = in.get() & 0xff;
        int flags = in.get() & 0xff;
        int multiplier = in.get() & 0xff;
        int length = in.get() & 0xff;
        int mine = in.getInt();
        int yours = in.getInt();
        if (first >> 5 != VERSION) {
            return rejected("version %d, only %d is known", first >> 5, VERSION);
        }
        if (length != datagram.length) {
            return rejected("length field %d in %d bytes", length, datagram.length);
        }
        if (multiplier == 0) {
            return rejected("detection multiplier 0");
        }
        if ((flags & MULTIPOINT) != 0) {
            return rejected("multipoint bit set");
        }
        if (mine == 0) {
            return rejected("discriminator 0");
        }
        BfdState state = BfdState.of(flags >> 6);
        if (yours == 0 && (state == BfdState.INIT || state == BfdState.UP)) {
            return rejected("state %s without our discriminator", state);
        }
        if ((flags & POLL) != 0 && (flags & FINAL) != 0) {
            return rejected("poll and final at once");
        }
        int diagnostic = first & 0x1f;
        if (diagnostic > BfdDiagnostic.GREATEST) {
            return rejected("diagnostic %d is not known", diagnostic);
        }
        if ((flags & AUTHENTICATED) != 0) {
            return rejected("authenticated, and no authentication is in use");
        }
        return new Decoded.Valid(new BfdPacket(
                BfdDiagnostic.of(diagnostic),
                state,
                (flags & POLL) != 0,
                (flags & FINAL) != 0,
                (flags & DEMAND) != 0,
                multiplier,
                mine,
                yours,
                Integer.toUnsignedLong(in.getInt()),
                Integer.toUnsignedLong(in.getInt()),
                Integer.toUnsignedLong(in.getInt())));
    }

    private static Decoded rejected(String format, Object... values) {
        return new Decoded.Rejected(format.formatted(values));
    }
}
