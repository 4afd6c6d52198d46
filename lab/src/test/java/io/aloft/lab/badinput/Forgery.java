package io.aloft.lab.badinput;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * An advertisement of VRRP version 2 with a password, made byte by byte and then spoilt. Made here and not by the
 * product's encoder, which cannot spoil anything.
 *
 * @param frame the whole Ethernet frame
 * @param phrase what a receiver says about it, as a regular expression
 */
record Forgery(byte[] frame, String phrase) {
    static final String SENDER = "10.77.0.66";

    private static final int IP = 14;
    private static final int VRRP = IP + 20;
    private static final int HEADER_CHECKSUM = IP + 10;
    private static final int CHECKSUM = VRRP + 6;
    private static final int ADDRESS = VRRP + 8;
    private static final int PASSWORD = ADDRESS + 4;
    private static final int LENGTH = PASSWORD + 8;

    /** One of every kind that is dropped. */
    static List<Forgery> dropped(int vrid) {
        return List.of(
                spoilt(vrid, "invalid TTL/HL from .* Received 64 and expect 255", f -> f[IP + 8] = 64),
                spoilt(vrid, "received an invalid passwd from", f -> f[PASSWORD] ^= 1),
                spoilt(vrid, "received a 0 auth from .*, expecting 1!", f -> f[VRRP + 4] = 0),
                spoilt(vrid, "advertisement interval mismatch with .* mine=1 sec rcv'd=7 sec", f -> f[VRRP + 5] = 7),
                spoilt(vrid, "wrong VRRP version from .* Received 3 and expect 2", f -> f[VRRP] = 0x31),
                corrupt(vrid),
                cut(vrid, LENGTH - 6),
                cut(vrid, VRRP + 3));
    }

    /** One that counts and names another address than ours. */
    static Forgery otherAddress(int vrid) {
        return spoilt(
                vrid, "ip address associated with VRID " + vrid + " not present in advert from", f -> f[ADDRESS] = 11);
    }

    private static Forgery spoilt(int vrid, String phrase, Consumer<byte[]> change) {
        byte[] frame = frame(vrid);
        change.accept(frame);
        sumUp(frame);
        return new Forgery(frame, phrase);
    }

    private static Forgery corrupt(int vrid) {
        Forgery whole = spoilt(vrid, "Invalid VRRPv2 checksum from", f -> {});
        whole.frame[VRRP + 2] ^= (byte) 0x80;
        return whole;
    }

    private static Forgery cut(int vrid, int length) {
        // Its IP header knows of the cut, else a bridge that filters would drop it.
        Forgery whole = spoilt(
                vrid, "vrrp packet from .* too short", f -> ByteBuffer.wrap(f).putShort(IP + 2, (short) (length - IP)));
        return new Forgery(Arrays.copyOf(whole.frame, length), whole.phrase);
    }

    private static byte[] frame(int vrid) {
        ByteBuffer frame = ByteBuffer.allocate(LENGTH);
        frame.put(new byte[] {1, 0, 0x5e, 0, 0, 0x12}).put(new byte[] {2, 0, 0, 0, 0, 0x66});
        frame.putShort((short) 0x0800);
        frame.put((byte) 0x45).put((byte) 0xc0).putShort((short) (LENGTH - IP)).putInt(0);
        frame.put((byte) 255).put((byte) 112).putShort((short) 0);
        frame.put(new byte[] {10, 77, 0, 66}).put(new byte[] {(byte) 224, 0, 0, 18});
        // Priority 50: one that counts must not make itself a Master.
        frame.put((byte) 0x21)
                .put((byte) vrid)
                .put((byte) 50)
                .put((byte) 1)
                .put((byte) 1)
                .put((byte) 1);
        frame.putShort((short) 0).put(new byte[] {10, 77, 0, 100});
        frame.put(Arrays.copyOf("s3cret".getBytes(StandardCharsets.US_ASCII), 8));
        return frame.array();
    }

    private static void sumUp(byte[] frame) {
        ByteBuffer all = ByteBuffer.wrap(frame);
        all.putShort(HEADER_CHECKSUM, (short) 0).putShort(HEADER_CHECKSUM, sum(all, IP, VRRP));
        all.putShort(CHECKSUM, (short) 0).putShort(CHECKSUM, sum(all, VRRP, frame.length));
    }

    private static short sum(ByteBuffer bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i += 2) {
            sum += bytes.getShort(i) & 0xffff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
