package io.aloft.ipvs;

import io.aloft.model.net.Endpoint;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One service with its destinations.
 *
 * @param service the service itself
 * @param destinations by their identity, in the order in which they are to be added
 */
public record IpvsEntry(IpvsService service, SequencedMap<Endpoint, IpvsDestination> destinations) {

    public IpvsEntry {
        destinations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(destinations));
    }

    public static IpvsEntry of(IpvsService service, Collection<IpvsDestination> destinations) {
        var byEndpoint = new LinkedHashMap<Endpoint, IpvsDestination>();
        destinations.forEach(destination -> byEndpoint.put(destination.endpoint(), destination));
        return new IpvsEntry(service, byEndpoint);
    }

    /** The same entry with other attributes of the service. */
    public IpvsEntry withService(IpvsService changed) {
        return new IpvsEntry(changed, destinations);
    }

    /** The same entry with {@code destination} added or replaced. */
    public IpvsEntry with(IpvsDestination destination) {
        var changed = new LinkedHashMap<>(destinations);
        changed.put(destination.endpoint(), destination);
        return new IpvsEntry(service, changed);
    }

    /** The same entry without the destination at {@code endpoint}. */
    public IpvsEntry without(Endpoint endpoint) {
        Map<Endpoint, IpvsDestination> changed = new LinkedHashMap<>(destinations);
        changed.remove(endpoint);
        return of(service, changed.values());
    }
}
