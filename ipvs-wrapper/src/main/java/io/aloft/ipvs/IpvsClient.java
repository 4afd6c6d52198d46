package io.aloft.ipvs;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads and changes what one kernel balances. Not for use by several threads at once.
 *
 * <p>Everything here throws {@link IpvsUnavailableException} when the kernel stopped answering; what was carried out by
 * then is not known.
 */
public interface IpvsClient extends AutoCloseable {

    /** The version that the kernel tells. */
    IpvsVersion version() throws IpvsUnavailableException;

    /** The services that {@code wanted} accepts, with their destinations and all that was counted. */
    IpvsListing listing(Predicate<ServiceKey> wanted) throws IpvsUnavailableException;

    /** The same without what was counted. */
    default IpvsTable table(Predicate<ServiceKey> wanted) throws IpvsUnavailableException {
        return listing(wanted).table();
    }

    /** One service with its destinations; empty when there is none of that name. */
    Optional<IpvsListing.Service> service(ServiceKey key) throws IpvsUnavailableException;

    /** The sync daemons that run: none, one or two. */
    List<IpvsSyncDaemon> daemons() throws IpvsUnavailableException;

    /** How long idle connections are remembered. */
    IpvsTimeouts timeouts() throws IpvsUnavailableException;

    /**
     * Carries out {@code commands} in order, in as few exchanges as possible. A refused one does not stop the rest.
     *
     * @return one outcome per command, in order; never {@link IpvsOutcome.Verdict#CORRECTED}
     */
    List<IpvsOutcome> execute(List<IpvsCommand> commands) throws IpvsUnavailableException;

    /**
     * As {@link #execute}, and what surprises is corrected: an add that finds its object becomes a set, a set that finds
     * none becomes an add, and a sync daemon that runs already is started anew.
     *
     * @return one outcome per command, in order
     */
    default List<IpvsOutcome> apply(List<IpvsCommand> commands) throws IpvsUnavailableException {
        return Corrections.apply(this, commands);
    }

    @Override
    void close();
}
