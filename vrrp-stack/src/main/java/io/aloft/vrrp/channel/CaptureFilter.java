package io.aloft.vrrp.channel;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What libpcap is asked to let through. */
final class CaptureFilter {

    /** Where the octets of an IPv4 packet behind its header begin, however long the header is. */
    private static final String IPV4_PAYLOAD = "((ip[0] & 0xf) << 2)";

    /** For a channel that only sends: no frame is as short. */
    static final String NOTHING = "less 0";

    private CaptureFilter() {}

    /**
     * Multicast advertisements of these virtual routers. What is sent to a unicast address comes by a raw socket, and would else
     * be heard twice. For all 255 virtual routers libpcap makes a program of 300 instructions and needs 25 ms for it.
     *
     * @param vrids not empty
     */
    static String of(Collection<Integer> vrids) {
        List<String> forms = List.of(
                // The first fragment has the VRRP header; later ones have something else there.
                "(ip[9] = 112 and ip[6:2] & 0x1fff = 0 and ip[16] & 0xf0 = 0xe0 and "
                        + oneOf("ip[" + IPV4_PAYLOAD + " + 1]", vrids) + ")",
                "(ip[9] = 51 and ip[6:2] & 0x1fff = 0 and ip[16] & 0xf0 = 0xe0 and "
                        + oneOf("ip[" + IPV4_PAYLOAD + " + " + (IpProtocol.AH_OCTETS + 1) + "]", vrids) + ")",
                "(ip6[6] = 112 and ip6[24] = 0xff and " + oneOf("ip6[" + (Ipv6Header.OCTETS + 1) + "]", vrids) + ")");
        return String.join(" or ", forms);
    }

    private static String oneOf(String octet, Collection<Integer> values) {
        return values.stream()
                .sorted()
                .map(value -> octet + " = " + value)
                .collect(Collectors.joining(" or ", "(", ")"));
    }
}
