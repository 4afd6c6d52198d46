package io.aloft.checkers.runtime;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsConnector;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.plan.IpvsDiff;
import io.aloft.ipvs.plan.KnownTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the kernel's table as it is wanted. What is wanted is decided elsewhere and stays wanted while the kernel
 * refuses or is not there: it is tried again, and before that the kernel is asked what it really has.
 *
 * <p>Services that nobody here ever wanted belong to somebody else and are left alone.
 */
final class KernelKeeper {

    private static final Logger log = LoggerFactory.getLogger(KernelKeeper.class);

    private final IpvsConnector connector;
    private final Map<ServiceKey, IpvsEntry> wanted = new LinkedHashMap<>();
    private final KnownTable known = new KnownTable();
    private final Set<ServiceKey> pending = new LinkedHashSet<>();
    private final Map<ServiceKey, Trouble> troubles = new HashMap<>();
    private final Backoff connecting = new Backoff();
    private @Nullable IpvsClient client;
    private boolean toldUnavailable;
    private volatile long refusals;

    KernelKeeper(IpvsConnector connector) {
        this.connector = connector;
    }

    /** Commands that the kernel has refused so far; may be read from any thread. */
    long refusals() {
        return refusals;
    }

    /** From now on {@code entry} is what its service is to look like. */
    void want(IpvsEntry entry) {
        ServiceKey key = entry.service().key();
        if (!entry.equals(wanted.put(key, entry))) {
            pending.add(key);
        }
    }

    /** From now on no service is wanted any more. */
    void wantNothing() {
        pending.addAll(wanted.keySet());
        wanted.clear();
    }

    /**
     * Tells the kernel what has changed, and what it did not take before and is due again.
     *
     * @param now monotonic clock in nanoseconds
     */
    void flush(long now) {
        if (wanted.isEmpty() && pending.isEmpty()) {
            return;
        }
        try {
            IpvsClient kernel = client != null ? client : connect(now);
            if (kernel == null) {
                return;
            }
            learnAgain(kernel, now);
            var commands = new ArrayList<IpvsCommand>();
            for (ServiceKey key : pending) {
                commands.addAll(IpvsDiff.between(known.get(key), wanted.get(key)));
            }
            if (!commands.isEmpty()) {
                digest(kernel.apply(commands), now);
            }
            clearTroubles();
            pending.clear();
        } catch (IpvsUnavailableException e) {
            lose(e, now);
        }
    }

    /** When {@link #flush} is to be called again even if nothing changes; {@link Long#MAX_VALUE} for never. */
    long retryAt() {
        if (client == null && !wanted.isEmpty()) {
            return connecting.at();
        }
        long earliest = Long.MAX_VALUE;
        for (Trouble trouble : troubles.values()) {
            earliest = Math.min(earliest, trouble.backoff.at());
        }
        return earliest;
    }

    void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private @Nullable IpvsClient connect(long now) throws IpvsUnavailableException {
        if (now < connecting.at()) {
            return null;
        }
        IpvsClient opened = connector.open();
        client = opened;
        log.info("Initializing ipvs {}", opened.version());
        connecting.reset();
        toldUnavailable = false;
        troubles.clear();
        learn(opened, wanted.keySet());
        pending.addAll(wanted.keySet());
        for (ServiceKey key : pending) {
            tellLeftovers(key);
        }
        return opened;
    }

    private void lose(IpvsUnavailableException reason, long now) {
        close();
        connecting.fail(now);
        if (!toldUnavailable) {
            toldUnavailable = true;
            log.error(
                    "IPVS: Can't initialize ipvs: {}. Health checks go on; the kernel is tried again, at least every"
                            + " {} s",
                    reason.getMessage(),
                    Backoff.LONGEST_SECONDS);
        }
    }

    /** Whatever was refused may have been so because somebody else changed the table: look before trying again. */
    private void learnAgain(IpvsClient kernel, long now) throws IpvsUnavailableException {
        var due = new HashSet<ServiceKey>();
        troubles.forEach((key, trouble) -> {
            if (now >= trouble.backoff.at()) {
                due.add(key);
            }
        });
        if (!due.isEmpty()) {
            learn(kernel, due);
            pending.addAll(due);
        }
    }

    private void learn(IpvsClient kernel, Set<ServiceKey> keys) throws IpvsUnavailableException {
        IpvsTable table = kernel.table(keys::contains);
        keys.forEach(key -> known.learn(key, table));
    }

    private void digest(List<IpvsOutcome> outcomes, long now) {
        var failed = new HashSet<ServiceKey>();
        for (IpvsOutcome outcome : outcomes) {
            if (outcome.succeeded()) {
                known.accepted(outcome.command());
            } else {
                refusals++;
            }
            boolean surprising = switch (outcome.verdict()) {
                case DONE, ALREADY_ABSENT -> false;
                case CORRECTED, REFUSED -> true;
            };
            if (surprising && outcome.command() instanceof IpvsCommand.OfService command) {
                ServiceKey key = command.key();
                Trouble trouble = troubles.computeIfAbsent(key, _ -> new Trouble());
                trouble.tell(outcome);
                failed.add(key);
            }
        }
        failed.forEach(key -> {
            Trouble trouble = troubles.get(key);
            if (trouble != null) {
                trouble.backoff.fail(now);
                trouble.fresh = true;
            }
        });
    }

    private void clearTroubles() {
        troubles.entrySet().removeIf(each -> {
            Trouble trouble = each.getValue();
            boolean over = !trouble.fresh && pending.contains(each.getKey());
            if (over && trouble.refused) {
                log.info("IPVS accepts service {} now", each.getKey());
            }
            trouble.fresh = false;
            return over;
        });
    }

    private void tellLeftovers(ServiceKey key) {
        IpvsEntry present = known.get(key);
        IpvsEntry target = wanted.get(key);
        if (present == null || target == null) {
            return;
        }
        for (var endpoint : present.destinations().keySet()) {
            if (!target.destinations().containsKey(endpoint)) {
                log.info("Removing left-over service {} from VS {}", endpoint, key);
            }
        }
    }

    /** A service that the kernel would not have as asked. */
    private static final class Trouble {
        private final Backoff backoff = new Backoff();
        private final Set<String> told = new HashSet<>();
        private boolean refused;
        private boolean fresh;

        /** Every refusal is counted; it is logged once for as long as it lasts. */
        void tell(IpvsOutcome outcome) {
            refused |= !outcome.succeeded();
            String line = outcome.describe();
            if (told.add(line)) {
                log.warn("{}{}", line, outcome.succeeded() ? ": corrected" : "");
            }
        }
    }
}
