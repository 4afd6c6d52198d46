package io.aloft.ipvs.genl;

import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkOutcome;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.generic.GenericFamily;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Requests to the kernel's IPVS, which is a module: it may be unloaded, and loaded again under another number and with an
 * empty table, between any two of them.
 */
final class Conversation {

    /** These numbers come from the conversation itself, not from IPVS: what the kernel did is unknown. */
    private static final Set<Integer> FAILED = Set.of(Errno.ETIMEDOUT, Errno.ENOBUFS, Errno.EIO);

    /** What the kernel answers to a family number that nobody has, or that somebody else has by now. */
    private static final Set<Integer> PERHAPS_UNLOADED = Set.of(Errno.ENOENT, Errno.EOPNOTSUPP);

    private final NetlinkConnection connection;
    private GenericFamily family;
    private IpvsEncoding encoding;

    private Conversation(NetlinkConnection connection, GenericFamily family) {
        this.connection = connection;
        this.family = family;
        this.encoding = new IpvsEncoding(family);
    }

    /** Over {@code connection}, which is closed with this, or at once when it leads nowhere. */
    static Conversation over(NetlinkConnection connection) throws IpvsUnavailableException {
        try {
            return new Conversation(connection, resolve(connection));
        } catch (IpvsUnavailableException e) {
            connection.close();
            throw e;
        }
    }

    private static GenericFamily resolve(NetlinkConnection connection) throws IpvsUnavailableException {
        try {
            Optional<GenericFamily> family = GenericFamily.resolve(connection, IpvsNumbers.FAMILY);
            if (family.isPresent()) {
                return family.get();
            }
        } catch (NetlinkException e) {
            throw unavailable(e);
        }
        throw new IpvsUnavailableException(
                "this kernel has no IPVS (generic netlink family IPVS is missing): load it with"
                        + " \"modprobe ip_vs\", or run on a kernel that has it");
    }

    /** The data messages that answer a question; asked once more when the family has got another number. */
    List<NetlinkMessage> ask(Function<IpvsEncoding, NetlinkRequest> question)
            throws IpvsUnavailableException, NetlinkException {
        try {
            return execute(question);
        } catch (NetlinkException e) {
            if (PERHAPS_UNLOADED.contains(e.errno()) && wasLoadedAgain()) {
                return execute(question);
            }
            throw e;
        }
    }

    private List<NetlinkMessage> execute(Function<IpvsEncoding, NetlinkRequest> question)
            throws IpvsUnavailableException, NetlinkException {
        try {
            return connection.execute(question.apply(encoding));
        } catch (NetlinkException e) {
            if (FAILED.contains(e.errno())) {
                throw unavailable(e);
            }
            throw e;
        }
    }

    /**
     * One outcome per request.
     *
     * @throws IpvsUnavailableException when IPVS is not the one that was spoken to before: what was known of its table is
     *     over, and most of the requests have met nobody
     */
    List<NetlinkOutcome> tell(Function<IpvsEncoding, List<NetlinkRequest>> requests) throws IpvsUnavailableException {
        List<NetlinkOutcome> outcomes = connection.executeAll(requests.apply(encoding));
        for (NetlinkOutcome outcome : outcomes) {
            if (outcome instanceof NetlinkOutcome.Failed(NetlinkException reason)
                    && PERHAPS_UNLOADED.contains(reason.errno())) {
                if (wasLoadedAgain()) {
                    throw new IpvsUnavailableException(
                            "the module ip_vs was unloaded and loaded again meanwhile, which empties its table");
                }
                break;
            }
        }
        return outcomes;
    }

    private boolean wasLoadedAgain() throws IpvsUnavailableException {
        GenericFamily now = resolve(connection);
        boolean changed = !now.equals(family);
        family = now;
        encoding = new IpvsEncoding(now);
        return changed;
    }

    /** Whether the failure leaves open what the kernel did. */
    static boolean leavesOpen(NetlinkException failure) {
        return FAILED.contains(failure.errno());
    }

    static IpvsUnavailableException unavailable(NetlinkException e) {
        String advice = e.errno() == Errno.EPERM
                ? ": run as root; in a container CAP_NET_ADMIN of the host's user namespace is needed"
                : "";
        return new IpvsUnavailableException(e.getMessage() + advice, e);
    }

    void close() {
        connection.close();
    }
}
