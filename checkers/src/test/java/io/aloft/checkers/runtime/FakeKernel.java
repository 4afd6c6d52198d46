package io.aloft.checkers.runtime;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsConnector;
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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A kernel with an IPVS table, which can be missing, can lose its connection, and can refuse. Safe for several threads. */
final class FakeKernel implements IpvsConnector {

    private static final int EINVAL = 22;
    private static final int ESRCH = 3;

    private final Set<ServiceKey> keys = new LinkedHashSet<>();
    private KnownTable table = new KnownTable();
    private final List<IpvsCommand> commands = new ArrayList<>();
    private Predicate<IpvsCommand> refusing = _ -> false;
    private boolean missing;
    private boolean disconnected;
    private int opened;
    private int closed;

    synchronized void loadModule(boolean loaded) {
        missing = !loaded;
    }

    /** The next exchange fails, and what the table holds by then is whatever it held. */
    synchronized void disconnect() {
        disconnected = true;
    }

    synchronized void refuse(Predicate<IpvsCommand> which) {
        refusing = which;
    }

    /** Somebody else changes the table. */
    synchronized void meddle(IpvsCommand.OfService command) {
        keys.add(command.key());
        table.accepted(command);
    }

    /** Somebody else empties the table. */
    synchronized void clear() {
        table = new KnownTable();
    }

    synchronized int opened() {
        return opened;
    }

    synchronized int closed() {
        return closed;
    }

    /** Every command since the last call. */
    synchronized List<IpvsCommand> takeCommands() {
        var taken = List.copyOf(commands);
        commands.clear();
        return taken;
    }

    /** The table as text: {@code 10.9.9.9:tcp:80 wrr: 10.1.1.11:80=2 10.1.2.11:80=2}, destinations sorted. */
    synchronized List<String> lines() {
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
        disconnected = false;
        return new Client();
    }

    private final class Client implements IpvsClient {
        @Override
        public IpvsVersion version() {
            return new IpvsVersion(0x010201, 4096);
        }

        @Override
        public IpvsListing listing(Predicate<ServiceKey> wanted) throws IpvsUnavailableException {
            synchronized (FakeKernel.this) {
                assertConnected();
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
            var destinations = entry.destinations().values().stream()
                    .map(each -> new IpvsListing.Destination(each, IpvsTraffic.NONE, IpvsListing.Connections.NONE))
                    .toList();
            return new IpvsListing.Service(entry.service(), IpvsTraffic.NONE, destinations);
        }

        @Override
        public Optional<IpvsListing.Service> service(ServiceKey key) throws IpvsUnavailableException {
            return listing(key::equals).services().stream().findFirst();
        }

        @Override
        public List<IpvsSyncDaemon> daemons() {
            return List.of();
        }

        @Override
        public IpvsTimeouts timeouts() {
            return new IpvsTimeouts(900, 120, 300);
        }

        @Override
        public List<IpvsOutcome> execute(List<IpvsCommand> batch) throws IpvsUnavailableException {
            synchronized (FakeKernel.this) {
                assertConnected();
                return batch.stream().map(this::execute).toList();
            }
        }

        private IpvsOutcome execute(IpvsCommand command) {
            commands.add(command);
            if (refusing.test(command)) {
                return new IpvsOutcome(command, Verdict.REFUSED, EINVAL);
            }
            if (command instanceof IpvsCommand.OfService change) {
                boolean addsService = command instanceof IpvsCommand.AddService;
                if (!addsService && table.get(change.key()) == null) {
                    return new IpvsOutcome(command, Verdict.REFUSED, ESRCH);
                }
                keys.add(change.key());
            }
            table.accepted(command);
            return new IpvsOutcome(command, Verdict.DONE, 0);
        }

        private void assertConnected() throws IpvsUnavailableException {
            if (disconnected) {
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
