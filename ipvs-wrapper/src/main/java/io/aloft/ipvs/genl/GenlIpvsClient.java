package io.aloft.ipvs.genl;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsOutcome.Verdict;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.IpvsVersion;
import io.aloft.ipvs.ServiceKey;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkOutcome;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.generic.GenericFamily;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The kernel's table through generic netlink; no {@code ipvsadm} is run. */
public final class GenlIpvsClient implements IpvsClient {

    /** These numbers come from the conversation itself, not from IPVS: what the kernel did is unknown. */
    private static final Set<Integer> CONVERSATION_FAILED = Set.of(Errno.ETIMEDOUT, Errno.ENOBUFS, Errno.EIO);

    private final NetlinkConnection connection;
    private final IpvsEncoding encoding;

    private GenlIpvsClient(NetlinkConnection connection, GenericFamily family) {
        this.connection = connection;
        this.encoding = new IpvsEncoding(family);
    }

    /**
     * The table of this process's network namespace.
     *
     * @throws IpvsUnavailableException the kernel has no IPVS, or this process may not use it
     */
    public static GenlIpvsClient open() throws IpvsUnavailableException {
        try {
            return over(SocketNetlinkConnection.openGeneric());
        } catch (NetlinkException e) {
            throw unavailable(e);
        }
    }

    /** The table behind {@code connection}, which is closed with this client, or at once when it leads nowhere. */
    static GenlIpvsClient over(NetlinkConnection connection) throws IpvsUnavailableException {
        try {
            Optional<GenericFamily> family = GenericFamily.resolve(connection, IpvsNumbers.FAMILY);
            if (family.isEmpty()) {
                connection.close();
                throw new IpvsUnavailableException(
                        "this kernel has no IPVS (generic netlink family IPVS is missing): load it with"
                                + " \"modprobe ip_vs\", or run on a kernel that has it");
            }
            return new GenlIpvsClient(connection, family.get());
        } catch (NetlinkException e) {
            connection.close();
            throw unavailable(e);
        }
    }

    @Override
    public IpvsVersion version() throws IpvsUnavailableException {
        for (NetlinkMessage reply : ask(encoding.info())) {
            Optional<IpvsVersion> version = IpvsDecoding.version(reply);
            if (version.isPresent()) {
                return version.get();
            }
        }
        throw new IpvsUnavailableException("the kernel's answer to GET_INFO cannot be read");
    }

    @Override
    public IpvsTable table(Predicate<ServiceKey> wanted) throws IpvsUnavailableException {
        var entries = new ArrayList<IpvsEntry>();
        for (NetlinkMessage reply : ask(encoding.services())) {
            Optional<IpvsService> service = IpvsDecoding.service(reply);
            if (service.isPresent() && wanted.test(service.get().key())) {
                entries.add(
                        IpvsEntry.of(service.get(), destinations(service.get().key())));
            }
        }
        return IpvsTable.of(entries);
    }

    private List<IpvsDestination> destinations(ServiceKey key) throws IpvsUnavailableException {
        var destinations = new ArrayList<IpvsDestination>();
        for (NetlinkMessage reply : ask(encoding.destinations(key))) {
            IpvsDecoding.destination(reply, key.family()).ifPresent(destinations::add);
        }
        return destinations;
    }

    @Override
    public List<IpvsOutcome> apply(List<IpvsCommand> commands) throws IpvsUnavailableException {
        var outcomes = new ArrayList<>(send(commands));
        var corrections = new ArrayList<IpvsCommand>();
        var corrected = new ArrayList<Integer>();
        for (int i = 0; i < outcomes.size(); i++) {
            IpvsCommand correction = correctionOf(outcomes.get(i));
            if (correction != null) {
                corrections.add(correction);
                corrected.add(i);
            }
        }
        if (!corrections.isEmpty()) {
            List<IpvsOutcome> results = send(corrections);
            for (int i = 0; i < results.size(); i++) {
                IpvsOutcome first = outcomes.get(corrected.get(i));
                IpvsOutcome second = results.get(i);
                outcomes.set(
                        corrected.get(i),
                        second.succeeded()
                                ? new IpvsOutcome(first.command(), Verdict.CORRECTED, first.errno())
                                : new IpvsOutcome(first.command(), Verdict.REFUSED, second.errno()));
            }
        }
        return outcomes;
    }

    private List<IpvsOutcome> send(List<IpvsCommand> commands) throws IpvsUnavailableException {
        List<NetlinkOutcome> answers =
                connection.executeAll(commands.stream().map(encoding::command).toList());
        var outcomes = new ArrayList<IpvsOutcome>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            IpvsCommand command = commands.get(i);
            outcomes.add(
                    switch (answers.get(i)) {
                        case NetlinkOutcome.Done _ -> new IpvsOutcome(command, Verdict.DONE, 0);
                        case NetlinkOutcome.Failed(NetlinkException reason) -> refused(command, reason);
                    });
        }
        return outcomes;
    }

    private static IpvsOutcome refused(IpvsCommand command, NetlinkException reason) throws IpvsUnavailableException {
        int errno = reason.errno();
        if (CONVERSATION_FAILED.contains(errno)) {
            throw unavailable(reason);
        }
        boolean gone = errno == Errno.ENOENT || errno == Errno.ESRCH;
        return switch (command) {
            case IpvsCommand.DeleteService _, IpvsCommand.DeleteDestination _ ->
                new IpvsOutcome(command, gone ? Verdict.ALREADY_ABSENT : Verdict.REFUSED, errno);
            case IpvsCommand.AddService _,
                    IpvsCommand.SetService _,
                    IpvsCommand.AddDestination _,
                    IpvsCommand.SetDestination _ -> new IpvsOutcome(command, Verdict.REFUSED, errno);
        };
    }

    /** The opposite command where a refusal only says that the object is there, or is not; null otherwise. */
    private static @Nullable IpvsCommand correctionOf(IpvsOutcome outcome) {
        int errno = outcome.errno();
        return switch (outcome.command()) {
            case IpvsCommand.AddService(var service) ->
                errno == Errno.EEXIST ? new IpvsCommand.SetService(service) : null;
            case IpvsCommand.SetService(var service) ->
                errno == Errno.ESRCH ? new IpvsCommand.AddService(service) : null;
            case IpvsCommand.AddDestination(var key, var destination) ->
                errno == Errno.EEXIST ? new IpvsCommand.SetDestination(key, destination) : null;
            case IpvsCommand.SetDestination(var key, var destination) ->
                errno == Errno.ENOENT ? new IpvsCommand.AddDestination(key, destination) : null;
            case IpvsCommand.DeleteService _, IpvsCommand.DeleteDestination _ -> null;
        };
    }

    private List<NetlinkMessage> ask(NetlinkRequest request) throws IpvsUnavailableException {
        try {
            return connection.execute(request);
        } catch (NetlinkException e) {
            throw unavailable(e);
        }
    }

    private static IpvsUnavailableException unavailable(NetlinkException e) {
        String advice = e.errno() == Errno.EPERM
                ? ": run as root; in a container CAP_NET_ADMIN of the host's user namespace is needed"
                : "";
        return new IpvsUnavailableException(e.getMessage() + advice, e);
    }

    @Override
    public void close() {
        connection.close();
    }
}
