package io.aloft.checkers.kernel;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsConnector;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsOutcome.Verdict;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.IpvsTraffic;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.IpvsVersion;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.plan.KnownTable;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kernel with an IPVS table. It answers as Linux does, and can be missing, lose its connection in the middle of a batch,
 * refuse and be slow. Safe for several threads.
 */
public final class FakeKernel implements IpvsConnector {

    static final int ENOENT = 2;
    static final int ESRCH = 3;
    static final int EBUSY = 16;
    static final int EEXIST = 17;
    static final int EINVAL = 22;

    private final Set<ServiceKey> keys = new LinkedHashSet<>();
    private KnownTable table = new KnownTable();
    private final Map<IpvsSyncDaemon.Role, IpvsSyncDaemon> daemons = new EnumMap<>(IpvsSyncDaemon.Role.class);
    private final Set<String> missingSchedulers = new HashSet<>(Set.of("twos"));
    private final List<IpvsCommand> commands = new ArrayList<>();
    private Function<IpvsCommand, Integer> refusing = _ -> 0;
    private IpvsTimeouts timeouts = new IpvsTimeouts(900, 120, 300);
    private boolean missing;
    private int commandsUntilLost = -1;
    private int generation;
    private int opened;
    private int closed;
    private int reads;
    private int batches;

    public synchronized void loadModule(boolean loaded) {
        missing = !loaded;
        if (!loaded) {
            clear();
            daemons.clear();
            timeouts = new IpvsTimeouts(900, 120, 300);
            generation++;
        }
    }

    /** Every client that is open now finds the connection lost. */
    public synchronized void disconnect() {
        generation++;
    }

    /** Answers get lost after so many more commands; those are carried out. */
    synchronized void loseAnswersAfter(int more) {
        commandsUntilLost = more;
    }

    /** These commands are refused with EINVAL. */
    synchronized void refuse(Predicate<IpvsCommand> which) {
        refusing = command -> which.test(command) ? EINVAL : 0;
    }

    /** Commands are refused with the error number that this gives for them; 0 for none. */
    synchronized void answer(Function<IpvsCommand, Integer> errno) {
        refusing = errno;
    }

    /** The scheduler's module is loaded. */
    synchronized void addScheduler(String name) {
        missingSchedulers.remove(name);
    }

    /** Somebody else changes the table. */
    public synchronized void meddle(IpvsCommand command) {
        if (command instanceof IpvsCommand.OfService ofService) {
            keys.add(ofService.key());
        }
        table.accepted(command);
    }

    /** Somebody else starts a sync daemon. */
    synchronized void run(IpvsSyncDaemon daemon) {
        daemons.put(daemon.role(), daemon);
    }

    /** Somebody else stops all sync daemons. */
    synchronized void stopDaemons() {
        daemons.clear();
    }

    /** Somebody else empties the table. */
    public synchronized void clear() {
        table = new KnownTable();
    }

    synchronized int opened() {
        return opened;
    }

    public synchronized int closed() {
        return closed;
    }

    /** How often something was read. */
    synchronized int reads() {
        return reads;
    }

    /** How many batches of commands were sent. */
    synchronized int batches() {
        return batches;
    }

    synchronized IpvsTimeouts timeouts() {
        return timeouts;
    }

    synchronized void setTimeouts(IpvsTimeouts changed) {
        timeouts = changed;
    }

    /** The daemons that run as {@code master eth0 51}. */
    synchronized List<String> daemons() {
        return daemons.values().stream()
                .map(each -> each.role() + " " + each.interfaceName() + " " + each.syncId())
                .toList();
    }

    /** What a service has; null for nothing. */
    synchronized @Nullable IpvsEntry entry(ServiceKey key) {
        return table.get(key);
    }

    /** Every command since the last call. */
    public synchronized List<IpvsCommand> takeCommands() {
        var taken = List.copyOf(commands);
        commands.clear();
        return taken;
    }

    /** The table as text: {@code 10.9.9.9:tcp:80 wrr: 10.1.1.11:80=2 10.1.2.11:80=2}, destinations sorted. */
    public synchronized List<String> lines() {
        var lines = new ArrayList<String>();
        for (ServiceKey key : keys) {
            IpvsEntry entry = table.get(key);
            if (entry != null) {
                String destinations = entry.destinations().values().stream()
                        .map(each ->
                                " " + each.endpoint() + "=" + each.attributes().weight())
                        .sorted()
                        .collect(Collectors.joining());
                lines.add(key + " " + entry.service().attributes().scheduler() + ":" + destinations);
            }
        }
        return lines;
    }

    @Override
    public synchronized IpvsClient open() throws IpvsUnavailableException {
        if (missing) {
            throw new IpvsUnavailableException("no IPVS here");
        }
        opened++;
        return new Client(generation);
    }

    /** The error number with which Linux answers; 0 for success. */
    private int errno(IpvsCommand command) {
        return switch (command) {
            case IpvsCommand.AddService(var service) ->
                table.get(service.key()) != null
                        ? EEXIST
                        : scheduler(service.attributes().scheduler());
            case IpvsCommand.SetService(var service) ->
                table.get(service.key()) == null
                        ? ESRCH
                        : scheduler(service.attributes().scheduler());
            case IpvsCommand.DeleteService(var key) -> table.get(key) == null ? ESRCH : 0;
            case IpvsCommand.AddDestination(var key, var destination) -> destination(key, destination.endpoint(), true);
            case IpvsCommand.SetDestination(var key, var destination) ->
                destination(key, destination.endpoint(), false);
            case IpvsCommand.DeleteDestination(var key, var endpoint) -> destination(key, endpoint, false);
            case IpvsCommand.StartDaemon(var daemon) -> daemons.containsKey(daemon.role()) ? EEXIST : 0;
            case IpvsCommand.StopDaemon(var role, int _) -> daemons.containsKey(role) ? 0 : ESRCH;
            case IpvsCommand.ZeroService _, IpvsCommand.ZeroAll _, IpvsCommand.Flush _, IpvsCommand.SetTimeouts _ -> 0;
        };
    }

    private int scheduler(String name) {
        return missingSchedulers.contains(name) ? ENOENT : 0;
    }

    private int destination(ServiceKey key, Endpoint endpoint, boolean absent) {
        IpvsEntry entry = table.get(key);
        if (entry == null) {
            return ESRCH;
        }
        boolean present = entry.destinations().containsKey(endpoint);
        return present == absent ? (absent ? EEXIST : ENOENT) : 0;
    }

    private void carryOut(IpvsCommand command) {
        meddle(command);
        switch (command) {
            case IpvsCommand.StartDaemon(var daemon) -> daemons.put(daemon.role(), daemon);
            case IpvsCommand.StopDaemon(var role, int _) -> daemons.remove(role);
            case IpvsCommand.SetTimeouts(var changed) -> timeouts = changed;
            default -> {}
        }
    }

    private final class Client implements IpvsClient {

        private final int bornIn;

        Client(int bornIn) {
            this.bornIn = bornIn;
        }

        @Override
        public IpvsVersion version() {
            return new IpvsVersion(0x010201, 4096);
        }

        @Override
        public IpvsListing listing(Predicate<ServiceKey> wanted) throws IpvsUnavailableException {
            synchronized (FakeKernel.this) {
                read();
                var found = new ArrayList<IpvsListing.Service>();
                for (ServiceKey key : keys) {
                    IpvsEntry entry = table.get(key);
                    if (entry != null && wanted.test(key)) {
                        found.add(withoutTraffic(entry));
                    }
                }
                return new IpvsListing(found);
            }
        }

        private static IpvsListing.Service withoutTraffic(IpvsEntry entry) {
            List<IpvsDestination> newestFirst =
                    new ArrayList<>(entry.destinations().values()).reversed();
            return new IpvsListing.Service(
                    entry.service(),
                    IpvsTraffic.NONE,
                    newestFirst.stream()
                            .map(each ->
                                    new IpvsListing.Destination(each, IpvsTraffic.NONE, IpvsListing.Connections.NONE))
                            .toList());
        }

        @Override
        public Optional<IpvsListing.Service> service(ServiceKey key) throws IpvsUnavailableException {
            return listing(key::equals).services().stream().findFirst();
        }

        @Override
        public List<IpvsSyncDaemon> daemons() throws IpvsUnavailableException {
            synchronized (FakeKernel.this) {
                read();
                return List.copyOf(daemons.values());
            }
        }

        @Override
        public IpvsTimeouts timeouts() throws IpvsUnavailableException {
            synchronized (FakeKernel.this) {
                read();
                return timeouts;
            }
        }

        @Override
        public List<IpvsOutcome> execute(List<IpvsCommand> batch) throws IpvsUnavailableException {
            synchronized (FakeKernel.this) {
                assertConnected();
                batches++;
                var outcomes = new ArrayList<IpvsOutcome>();
                for (IpvsCommand command : batch) {
                    if (commandsUntilLost == 0) {
                        commandsUntilLost = -1;
                        throw new IpvsUnavailableException("answers got lost");
                    }
                    commandsUntilLost = Math.max(-1, commandsUntilLost - 1);
                    outcomes.add(execute(command));
                }
                return outcomes;
            }
        }

        private IpvsOutcome execute(IpvsCommand command) {
            commands.add(command);
            int refused = refusing.apply(command);
            int errno = refused != 0 ? refused : errno(command);
            if (errno == 0) {
                carryOut(command);
                return new IpvsOutcome(command, Verdict.DONE, 0);
            }
            boolean deletes = command instanceof IpvsCommand.DeleteService
                    || command instanceof IpvsCommand.DeleteDestination
                    || command instanceof IpvsCommand.StopDaemon;
            boolean absent = deletes && (errno == ESRCH || errno == ENOENT);
            return new IpvsOutcome(command, absent ? Verdict.ALREADY_ABSENT : Verdict.REFUSED, errno);
        }

        private void read() throws IpvsUnavailableException {
            assertConnected();
            reads++;
        }

        private void assertConnected() throws IpvsUnavailableException {
            if (bornIn != generation) {
                throw new IpvsUnavailableException("connection lost");
            }
        }

        @Override
        public void close() {
            synchronized (FakeKernel.this) {
                closed++;
            }
        }
    }
}
