package io.aloft.ipvs;

import java.util.List;
import java.util.function.Predicate;

/** Reads and changes one kernel table. Not for use by several threads at once. */
public interface IpvsClient extends AutoCloseable {

    /**
     * The version that the kernel tells.
     *
     * @throws IpvsUnavailableException the kernel stopped answering
     */
    IpvsVersion version() throws IpvsUnavailableException;

    /**
     * What the table holds: the services that {@code wanted} accepts, with their destinations.
     *
     * @throws IpvsUnavailableException the kernel stopped answering
     */
    IpvsTable table(Predicate<ServiceKey> wanted) throws IpvsUnavailableException;

    /**
     * Carries out {@code commands} in order, in as few exchanges as possible. A refused one does not stop the rest.
     *
     * <p>What is there already is corrected: an add that finds its object becomes a set, a set that finds none becomes
     * an add, and deleting what is not there succeeds.
     *
     * @return one outcome per command, in order
     * @throws IpvsUnavailableException the kernel stopped answering; what was carried out is not known
     */
    List<IpvsOutcome> apply(List<IpvsCommand> commands) throws IpvsUnavailableException;

    @Override
    void close();
}
