package io.aloft.ipvs;

import java.util.List;

/**
 * A table at one moment with what the kernel has counted. {@link IpvsTable} is the same without, for comparing.
 *
 * @param services in the kernel's order: ordinary ones by hash, then those on marks
 */
public record IpvsListing(List<Service> services) {

    public IpvsListing {
        services = List.copyOf(services);
    }

    /** Without what was counted. */
    public IpvsTable table() {
        return IpvsTable.of(services.stream().map(Service::entry).toList());
    }

    /**
     * A service with what it has carried.
     *
     * @param service the service itself
     * @param traffic of all its destinations, those included that are gone
     * @param destinations in the kernel's order: the newest first
     */
    public record Service(IpvsService service, IpvsTraffic traffic, List<Destination> destinations) {

        public Service {
            destinations = List.copyOf(destinations);
        }

        /** Without what was counted. */
        public IpvsEntry entry() {
            return IpvsEntry.of(
                    service, destinations.stream().map(Destination::destination).toList());
        }
    }

    /**
     * A destination with what it has carried.
     *
     * @param destination the destination itself
     * @param traffic since it was added, or its counters were set to zero
     * @param connections that it has now
     */
    public record Destination(IpvsDestination destination, IpvsTraffic traffic, Connections connections) {}

    /**
     * Connections at one moment, 0..4294967295 each.
     *
     * @param active established
     * @param inactive in every other state
     * @param persistent templates that lead later connections of a client here
     */
    public record Connections(long active, long inactive, long persistent) {

        /** Nobody is connected. */
        public static final Connections NONE = new Connections(0, 0, 0);
    }
}
