package io.aloft.checkers.dns;

import io.aloft.model.lvs.CheckerSpec.DnsType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * The query of {@code DNS_CHECK}, and what counts as its answer (RFC 1035 section 4.1).
 *
 * @param id 0..65535, by which an answer is known
 * @param type of record asked for
 * @param name asked for, without the final dot; empty for the root
 */
record DnsQuery(int id, DnsType type, String name) {

    private static final int HEADER_BYTES = 12;
    private static final int LONGEST_LABEL = 63;
    private static final short RECURSION_DESIRED = 0x0100;
    private static final short CLASS_INTERNET = 1;

    DnsQuery {
        if (id < 0 || id > 0xffff) {
            throw new IllegalArgumentException("id: " + id + " (expected: 0..65535)");
        }
    }

    /** Whether every label fits into its length octet (RFC 1035 section 2.3.4); a query with others cannot be made. */
    static boolean canAskFor(String name) {
        for (String label : name.split("\\.", -1)) {
            if (octets(label).length > LONGEST_LABEL) {
                return false;
            }
        }
        return true;
    }

    /** The datagram. */
    byte[] encode() {
        byte[] octets = octets(name);
        ByteBuffer query = ByteBuffer.allocate(HEADER_BYTES + octets.length + (octets.length == 0 ? 1 : 2) + 4);
        query.putShort((short) id).putShort(RECURSION_DESIRED);
        query.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        if (!name.isEmpty()) {
            for (String label : name.split("\\.", -1)) {
                query.put((byte) octets(label).length).put(octets(label));
            }
        }
        query.put((byte) 0);
        query.putShort((short) type.number()).putShort(CLASS_INTERNET);
        return query.array();
    }

    /**
     * RCODE of an answer to this query. Whatever else stands in the datagram is not looked at: keepalived takes a truncated or
     * an empty answer too.
     *
     * @return empty when the datagram is no answer to this query: too short, another id, or itself a query
     */
    OptionalInt responseCode(ByteBuffer datagram) {
        if (datagram.remaining() < HEADER_BYTES) {
            return OptionalInt.empty();
        }
        int at = datagram.position();
        int receivedId = Short.toUnsignedInt(datagram.getShort(at));
        boolean response = (datagram.get(at + 2) & 0x80) != 0;
        return receivedId == id && response ? OptionalInt.of(datagram.get(at + 3) & 0x0f) : OptionalInt.empty();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
