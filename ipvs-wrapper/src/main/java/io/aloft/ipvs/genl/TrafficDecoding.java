package io.aloft.ipvs.genl;

import static io.aloft.ipvs.genl.IpvsNumbers.*;

import io.aloft.ipvs.IpvsTraffic;
import io.aloft.netlink.message.AttributeReader;

/**
 * Counters from bytes. STATS64 (Linux 4.1) has eight bytes for each, STATS has four for all but two; each number is read
 * by the length that it has. A type that is not known here, alignment padding among them, is skipped wherever it stands.
 */
final class TrafficDecoding {

    private TrafficDecoding() {}

    static IpvsTraffic traffic(AttributeReader in) {
        // Indexed by the kernel's attribute number.
        long[] values = new long[STATS_OUTBPS + 1];
        while (in.next()) {
            if (in.type() >= STATS_CONNS && in.type() <= STATS_OUTBPS) {
                values[in.type()] = in.length() == Integer.BYTES ? in.u32() : in.u64();
            }
        }
        return new IpvsTraffic(
                new IpvsTraffic.Count(
                        values[STATS_CONNS],
                        values[STATS_INPKTS],
                        values[STATS_OUTPKTS],
                        values[STATS_INBYTES],
                        values[STATS_OUTBYTES]),
                new IpvsTraffic.Count(
                        values[STATS_CPS],
                        values[STATS_INPPS],
                        values[STATS_OUTPPS],
                        values[STATS_INBPS],
                        values[STATS_OUTBPS]));
    }
}
