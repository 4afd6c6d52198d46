package io.aloft.checkers.udp;

import io.aloft.model.lvs.HexPattern;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** What the octets of an answer must be, nibble by nibble. */
final class ReplyPattern {

    /** With 0 where any nibble will do. */
    private final byte[] octets;

    /** With 0 where any nibble will do, f where not. */
    private final byte[] mask;

    private ReplyPattern(byte[] octets, byte[] mask) {
        this.octets = octets;
        this.mask = mask;
    }

    static ReplyPattern of(HexPattern pattern) {
        String digits = pattern.digits();
        HexFormat hex = HexFormat.of();
        return new ReplyPattern(
                hex.parseHex(digits.replace('x', '0')),
                hex.parseHex(digits.replaceAll("[^x]", "f").replace('x', '0')));
    }

    /** Whether the octets that both have agree: an answer that is shorter than the pattern may still begin like it. */
    boolean agreesWith(ByteBuffer answer) {
        int common = Math.min(answer.remaining(), octets.length);
        for (int i = 0; i < common; i++) {
            if ((answer.get(answer.position() + i) & mask[i]) != octets[i]) {
                return false;
            }
        }
        return true;
    }
}
