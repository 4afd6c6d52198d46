package io.aloft.checkers.marking;

import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ranges without overlap: of a new one, only that part counts which no earlier one holds. */
final class MarkedRanges {

    /** What a packet is looked up by besides its address. */
    private record Kind(TransportProtocol protocol, AddressFamily family, int port) {}

    private final Map<Kind, TreeMap<IpAddress, MarkedRange>> byKind = new LinkedHashMap<>();

    void add(MarkedRange range) {
        TreeMap<IpAddress, MarkedRange> present =
                byKind.computeIfAbsent(new Kind(range.protocol(), range.family(), range.port()), _ -> new TreeMap<>());
        IpAddress from = range.first();
        while (true) {
            Map.Entry<IpAddress, MarkedRange> below = present.floorEntry(from);
            if (below != null && below.getValue().last().compareTo(from) >= 0) {
                // An earlier range holds the beginning.
                if (below.getValue().last().compareTo(range.last()) >= 0) {
                    return;
                }
                from = below.getValue().last().next();
                continue;
            }
            Map.Entry<IpAddress, MarkedRange> above = present.higherEntry(from);
            if (above == null || above.getKey().compareTo(range.last()) > 0) {
                present.put(from, range.part(from, range.last()));
                return;
            }
            present.put(from, range.part(from, above.getKey().previous()));
            from = above.getKey();
        }
    }

    List<MarkedRange> all() {
        var all = new ArrayList<MarkedRange>();
        byKind.values().forEach(ranges -> all.addAll(ranges.values()));
        return all;
    }
}
