package io.aloft.checkers.kernel;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsConnector;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsSyncDaemon.Role;
import io.aloft.ipvs.IpvsUnavailableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps those sync daemons running that are wanted, and no others. It asks the kernel which ones run before it changes
 * anything and again afterwards: a daemon that is stopped before it ever ran gets no answer at all (EINTR inside of the
 * kernel, for which netlink keeps silent), so that only looking tells. Belongs to one thread.
 */
final class SyncDaemonCore {

    /** How often it is looked whether they still run. */
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(30);

    private static final Logger log = LoggerFactory.getLogger(SyncDaemonCore.class);

    private final KernelLink link;
    private final Backoff backoff = new Backoff();
    private final Map<Role, IpvsSyncDaemon> wanted = new EnumMap<>(Role.class);

    /** How the kernel lists what was started: it fills in what was left to it, and may round the rest. */
    private final Map<Role, IpvsSyncDaemon> started = new EnumMap<>(Role.class);

    private final Set<String> told = new HashSet<>();
    private boolean touched;
    private boolean due;
    private long lookAt = Long.MAX_VALUE;

    SyncDaemonCore(IpvsConnector connector) {
        this.link = new KernelLink(connector, "Connections are not told to the other director");
    }

    /** From now on these are to run, at most one of each role, and no others. */
    void want(List<IpvsSyncDaemon> daemons) {
        var next = new EnumMap<Role, IpvsSyncDaemon>(Role.class);
        daemons.forEach(daemon -> next.put(daemon.role(), daemon));
        if (next.equals(wanted) && touched) {
            return;
        }
        for (Role role : Role.values()) {
            IpvsSyncDaemon wish = next.get(role);
            if (wish == null || !wish.equals(wanted.get(role))) {
                started.remove(role);
            }
        }
        wanted.clear();
        wanted.putAll(next);
        // What others started is not ours to stop before we ever wanted one.
        due |= touched || !next.isEmpty();
        touched |= !next.isEmpty();
        told.clear();
        backoff.reset();
    }

    /** @param now monotonic clock in nanoseconds */
    void work(long now) {
        if ((!due && now < lookAt) || now < backoff.at()) {
            return;
        }
        try {
            IpvsClient kernel = link.use(now);
            if (kernel != null) {
                adjust(kernel, now);
            }
        } catch (IpvsUnavailableException e) {
            due = true;
            link.lost(e, now);
        }
    }

    long retryAt() {
        if (due) {
            return link.trouble() != null ? link.retryAt() : backoff.at();
        }
        return wanted.isEmpty() ? Long.MAX_VALUE : lookAt;
    }

    private void adjust(IpvsClient kernel, long now) throws IpvsUnavailableException {
        List<IpvsSyncDaemon> present = kernel.daemons();
        List<IpvsCommand> commands = commands(present);
        if (!commands.isEmpty()) {
            if (!due) {
                log.warn("Another program changed the IPVS sync daemons: {}; they are put right", names(present));
            }
            boolean refused = execute(kernel, commands);
            present = kernel.daemons();
            remember(present);
            if (refused || !commands(present).isEmpty()) {
                due = true;
                backoff.fail(now);
                return;
            }
        }
        due = false;
        told.clear();
        backoff.reset();
        lookAt = now + PERIOD;
    }

    private void remember(List<IpvsSyncDaemon> present) {
        for (IpvsSyncDaemon daemon : present) {
            IpvsSyncDaemon wish = wanted.get(daemon.role());
            if (wish != null && wish.interfaceName().equals(daemon.interfaceName())) {
                started.put(daemon.role(), daemon);
            }
        }
    }

    /** Those that are not wanted go before others come: the kernel has one of each role. */
    private List<IpvsCommand> commands(List<IpvsSyncDaemon> present) {
        var commands = new ArrayList<IpvsCommand>();
        var right = new HashSet<Role>();
        for (IpvsSyncDaemon daemon : present) {
            IpvsSyncDaemon wish = wanted.get(daemon.role());
            if (wish != null && (daemon.equals(started.get(daemon.role())) || isAsWanted(daemon, wish))) {
                right.add(daemon.role());
            } else {
                commands.add(new IpvsCommand.StopDaemon(daemon.role(), daemon.syncId()));
            }
        }
        for (IpvsSyncDaemon wish : wanted.values()) {
            if (!right.contains(wish.role())) {
                commands.add(new IpvsCommand.StartDaemon(wish));
            }
        }
        return commands;
    }

    private static boolean isAsWanted(IpvsSyncDaemon daemon, IpvsSyncDaemon wish) {
        return daemon.interfaceName().equals(wish.interfaceName())
                && daemon.syncId() == wish.syncId()
                && (wish.maxLength() == 0 || wish.maxLength() == daemon.maxLength())
                && (wish.group() == null || wish.group().equals(daemon.group()))
                && (wish.port() == 0 || wish.port() == daemon.port())
                && (wish.ttl() == 0 || wish.ttl() == daemon.ttl());
    }

    /** One command at a time, since the next may only make sense when this one was carried out. */
    private boolean execute(IpvsClient kernel, List<IpvsCommand> commands) throws IpvsUnavailableException {
        boolean refused = false;
        for (IpvsCommand command : commands) {
            for (IpvsOutcome outcome : kernel.execute(List.of(command))) {
                if (!outcome.succeeded()) {
                    refused = true;
                    String line = outcome.describe();
                    if (told.add(line)) {
                        log.error("{}; tried again, at least every {} s", line, Backoff.LONGEST_SECONDS);
                    }
                }
            }
        }
        return refused;
    }

    private static String names(List<IpvsSyncDaemon> daemons) {
        return daemons.isEmpty()
                ? "none runs"
                : String.join(
                        ", ",
                        daemons.stream()
                                .map(daemon -> daemon.role() + " on " + daemon.interfaceName())
                                .toList());
    }

    /** The last word: what we wanted ends. */
    void stop() {
        if (touched) {
            wanted.clear();
            try {
                IpvsClient kernel = link.useNow();
                var unused = execute(kernel, commands(kernel.daemons()));
            } catch (IpvsUnavailableException e) {
                log.error("the IPVS sync daemons cannot be stopped: {}", e.getMessage());
            }
        }
        link.close();
    }

    /** Why they do not run; null while they do, and while none is wanted. */
    @Nullable
    String trouble() {
        return due && !told.isEmpty() ? String.join("; ", told) : link.trouble();
    }
}
