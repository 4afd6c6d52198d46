package io.aloft.ipvs.genl;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsOutcome.Verdict;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.IpvsVersion;
import io.aloft.ipvs.ServiceKey;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkOutcome;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.generic.GenericRequest;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernel's table through generic netlink; no {@code ipvsadm} is run. */
public final class GenlIpvsClient implements IpvsClient {

    private static final Logger log = LoggerFactory.getLogger(GenlIpvsClient.class);

    private final Conversation kernel;
    private long unreadable;

    private GenlIpvsClient(Conversation kernel) {
        this.kernel = kernel;
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
            throw Conversation.unavailable(e);
        }
    }

    /** The table behind {@code connection}, which is closed with this client, or at once when it leads nowhere. */
    static GenlIpvsClient over(NetlinkConnection connection) throws IpvsUnavailableException {
        return new GenlIpvsClient(Conversation.over(connection));
    }

    @Override
    public IpvsVersion version() throws IpvsUnavailableException {
        return only("GET_INFO", decoded(ask(IpvsEncoding::info), SettingsDecoding::version));
    }

    @Override
    public IpvsTimeouts timeouts() throws IpvsUnavailableException {
        return only("GET_CONFIG", decoded(ask(IpvsEncoding::timeouts), SettingsDecoding::timeouts));
    }

    @Override
    public List<IpvsSyncDaemon> daemons() throws IpvsUnavailableException {
        return decoded(ask(IpvsEncoding::daemons), SettingsDecoding::daemon);
    }

    @Override
    public IpvsListing listing(Predicate<ServiceKey> wanted) throws IpvsUnavailableException {
        var services = new ArrayList<IpvsListing.Service>();
        for (IpvsListing.Service service : decoded(ask(IpvsEncoding::services), EntryDecoding::service)) {
            if (wanted.test(service.service().key())) {
                services.add(withDestinations(service));
            }
        }
        return new IpvsListing(services);
    }

    @Override
    public Optional<IpvsListing.Service> service(ServiceKey key) throws IpvsUnavailableException {
        List<NetlinkMessage> replies;
        try {
            replies = kernel.ask(encoding -> encoding.service(key));
        } catch (NetlinkException e) {
            if (e.errno() == Errno.ESRCH) {
                return Optional.empty();
            }
            throw Conversation.unavailable(e);
        }
        return Optional.of(withDestinations(only("GET_SERVICE", decoded(replies, EntryDecoding::service))));
    }

    private IpvsListing.Service withDestinations(IpvsListing.Service service) throws IpvsUnavailableException {
        ServiceKey key = service.service().key();
        return new IpvsListing.Service(
                service.service(),
                service.traffic(),
                decoded(
                        ask(encoding -> encoding.destinations(key)),
                        reply -> EntryDecoding.destination(reply, key.family())));
    }

    @Override
    public List<IpvsOutcome> execute(List<IpvsCommand> commands) throws IpvsUnavailableException {
        if (commands.isEmpty()) {
            return List.of();
        }
        List<NetlinkOutcome> answers = kernel.tell(encoding -> requests(encoding, commands));
        var outcomes = new ArrayList<IpvsOutcome>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            IpvsCommand command = commands.get(i);
            outcomes.add(
                    switch (answers.get(i)) {
                        case NetlinkOutcome.Done _ -> new IpvsOutcome(command, Verdict.DONE, 0);
                        case NetlinkOutcome.Failed(NetlinkException reason) ->
                            command instanceof IpvsCommand.StopDaemon stop && reason.errno() == Errno.ETIMEDOUT
                                    ? unanswered(stop, commands.subList(i + 1, commands.size()))
                                    : failed(command, reason);
                    });
        }
        return outcomes;
    }

    /**
     * When a sync daemon is stopped before its thread ever ran, the kernel's work ends with EINTR, which netlink does not
     * answer. What runs now tells whether it was stopped; what started later would have been refused otherwise.
     */
    private IpvsOutcome unanswered(IpvsCommand.StopDaemon stop, List<IpvsCommand> later)
            throws IpvsUnavailableException {
        boolean startedAgain = later.stream()
                .anyMatch(command ->
                        command instanceof IpvsCommand.StartDaemon(var daemon) && daemon.role() == stop.role());
        boolean runs = !startedAgain && daemons().stream().anyMatch(daemon -> daemon.role() == stop.role());
        return runs ? new IpvsOutcome(stop, Verdict.REFUSED, Errno.EINTR) : new IpvsOutcome(stop, Verdict.DONE, 0);
    }

    /**
     * Success is told by the answer to the last command alone. The kernel may leave the end of a sync daemon unanswered, so
     * that one never tells of others; a question that is always answered stands behind it instead of a time limit.
     */
    private static List<NetlinkRequest> requests(IpvsEncoding encoding, List<IpvsCommand> commands) {
        var requests = new ArrayList<NetlinkRequest>(commands.size() + 1);
        for (IpvsCommand command : commands) {
            NetlinkRequest request = encoding.command(command);
            boolean acknowledged = command instanceof IpvsCommand.StopDaemon || requests.size() == commands.size() - 1;
            requests.add(acknowledged ? request : request.quietly());
        }
        if (commands.getLast() instanceof IpvsCommand.StopDaemon) {
            requests.add(encoding.info());
        }
        return requests;
    }

    private static IpvsOutcome failed(IpvsCommand command, NetlinkException reason) throws IpvsUnavailableException {
        int errno = reason.errno();
        if (Conversation.leavesOpen(reason)) {
            throw Conversation.unavailable(reason);
        }
        boolean absent = switch (command) {
            case IpvsCommand.DeleteService _, IpvsCommand.DeleteDestination _ ->
                errno == Errno.ENOENT || errno == Errno.ESRCH;
            case IpvsCommand.StopDaemon _ -> errno == Errno.ESRCH;
            case IpvsCommand.AddService _,
                    IpvsCommand.SetService _,
                    IpvsCommand.AddDestination _,
                    IpvsCommand.SetDestination _,
                    IpvsCommand.ZeroService _,
                    IpvsCommand.ZeroAll _,
                    IpvsCommand.Flush _,
                    IpvsCommand.SetTimeouts _,
                    IpvsCommand.StartDaemon _ -> false;
        };
        return new IpvsOutcome(command, absent ? Verdict.ALREADY_ABSENT : Verdict.REFUSED, errno);
    }

    private List<NetlinkMessage> ask(Function<IpvsEncoding, NetlinkRequest> question) throws IpvsUnavailableException {
        try {
            return kernel.ask(question);
        } catch (NetlinkException e) {
            throw Conversation.unavailable(e);
        }
    }

    /** What could be read of the replies; the rest is left out, counted, and told once. */
    private <T> List<T> decoded(List<NetlinkMessage> replies, Function<NetlinkMessage, Optional<T>> decoding) {
        var values = new ArrayList<T>(replies.size());
        for (NetlinkMessage reply : replies) {
            decoding.apply(reply).ifPresentOrElse(values::add, () -> countUnreadable(reply));
        }
        return values;
    }

    private void countUnreadable(NetlinkMessage reply) {
        if (unreadable++ == 0) {
            log.warn(
                    "A reply of the kernel's IPVS cannot be read and is left out, as all such will be: command {}, {}"
                            + " bytes",
                    GenericRequest.commandOf(reply),
                    reply.payload().length);
        }
    }

    /** Replies that made no sense and were left out. */
    public long unreadable() {
        return unreadable;
    }

    private static <T> T only(String question, List<T> answers) throws IpvsUnavailableException {
        if (answers.isEmpty()) {
            throw new IpvsUnavailableException("the kernel's answer to " + question + " cannot be read");
        }
        return answers.getFirst();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
