package io.aloft.ipvs;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A table at one moment.
 *
 * @param entries by the identity of their service
 */
public record IpvsTable(SequencedMap<ServiceKey, IpvsEntry> entries) {

    /** The table of a network namespace in which nobody balances anything. */
    public static final IpvsTable EMPTY = new IpvsTable(new LinkedHashMap<>());

    public IpvsTable {
        entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    public static IpvsTable of(Collection<IpvsEntry> entries) {
        var byKey = new LinkedHashMap<ServiceKey, IpvsEntry>();
        entries.forEach(entry -> byKey.put(entry.service().key(), entry));
        return new IpvsTable(byKey);
    }
}
