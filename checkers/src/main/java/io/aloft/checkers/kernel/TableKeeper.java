package io.aloft.checkers.kernel;

import io.aloft.checkers.table.WantedTable;
import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.plan.IpvsDiff;
import io.aloft.ipvs.plan.KnownTable;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.VirtualServerKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the kernel's table as it is wanted. What is wanted is decided elsewhere and stays wanted while the kernel
 * refuses or is not there: it is tried again, and before that the kernel is asked what it really has.
 *
 * <p>Services that nobody here ever wanted belong to somebody else and are left alone. Belongs to one thread.
 */
final class TableKeeper {

    /** So few services are asked for one by one, more by a dump of all. */
    private static final int FEW = 16;

    private static final Logger log = LoggerFactory.getLogger(TableKeeper.class);

    private final WantedTable wanted = new WantedTable();
    private final KnownTable known = new KnownTable();
    private final Set<ServiceKey> pending = new LinkedHashSet<>();
    private final Troubles troubles = new Troubles();
    private final TableSweep sweep = new TableSweep();
    private final ForeignChanges foreign = new ForeignChanges();
    private int generation;
    private boolean flushFirst;

    /** Everything that is in the kernel's table goes before ours comes, whoever put it there ({@code lvs_flush}). */
    void flushFirst() {
        flushFirst = true;
    }

    /** From now on these virtual servers count and no others, in this order. */
    void replace(SequencedMap<VirtualServerKey, List<IpvsEntry>> wishes) {
        pending.addAll(wanted.replace(wishes));
    }

    /** From now on a virtual server wants other entries of the services that it has already. */
    void change(VirtualServerKey virtualServer, Collection<IpvsEntry> entries) {
        pending.addAll(wanted.change(virtualServer, entries));
    }

    /** Whether the kernel has to be talked to at all. */
    boolean needsKernel() {
        return !wanted.keys().isEmpty() || !pending.isEmpty() || !troubles.isEmpty();
    }

    int services() {
        return wanted.keys().size();
    }

    Troubles troubles() {
        return troubles;
    }

    long foreignChanges() {
        return foreign.count();
    }

    /**
     * Tells the kernel what has changed, and what it did not take before and is due again; and looks whether somebody
     * else changed something.
     *
     * @param generation of the connection: after it was opened anew everything is read first
     * @param now monotonic clock in nanoseconds
     */
    void flush(IpvsClient kernel, int generation, long now) throws IpvsUnavailableException {
        if (generation != this.generation) {
            adopt(kernel, now);
            this.generation = generation;
        }
        lookAgain(kernel, now);
        compare(kernel, now);
        if (!pending.isEmpty()) {
            program(kernel, now);
        }
    }

    /** When {@link #flush} is to be called again even if nothing changes; {@link Long#MAX_VALUE} for never. */
    long retryAt() {
        return needsKernel() ? Math.min(troubles.retryAt(), sweep.dueAt()) : Long.MAX_VALUE;
    }

    /** Takes our services out of the kernel for good. */
    void remove(IpvsClient kernel, int generation, LvsGlobals.Flush how) throws IpvsUnavailableException {
        Set<ServiceKey> ours = new LinkedHashSet<>(wanted.keys());
        ours.addAll(pending);
        if (generation != this.generation) {
            learn(kernel, ours);
        }
        var commands = new ArrayList<IpvsCommand>();
        switch (how) {
            case OWN -> ours.forEach(key -> commands.addAll(IpvsDiff.between(known.get(key), null)));
            case OWN_AT_ONCE -> {
                for (ServiceKey key : ours) {
                    if (known.get(key) != null) {
                        commands.add(new IpvsCommand.DeleteService(key));
                    }
                }
            }
            case EVERYTHING -> commands.add(new IpvsCommand.Flush());
        }
        replace(new LinkedHashMap<>());
        for (IpvsOutcome outcome : kernel.apply(commands)) {
            if (!outcome.succeeded()) {
                log.error("{}; it stays in the kernel: ipvsadm -Ln", outcome.describe());
            }
        }
        pending.clear();
    }

    private void adopt(IpvsClient kernel, long now) throws IpvsUnavailableException {
        if (flushFirst) {
            for (IpvsOutcome outcome : kernel.apply(List.of(new IpvsCommand.Flush()))) {
                if (!outcome.succeeded()) {
                    log.error("{}; services of others may be left", outcome.describe());
                }
            }
            flushFirst = false;
        }
        // Among the refused may be services that nobody wants any more.
        pending.addAll(troubles.clear());
        pending.addAll(wanted.keys());
        learn(kernel, pending);
        pending.forEach(this::tellLeftovers);
        sweep.restart(now);
    }

    /** Whatever was refused may have been so because somebody else changed the table: look before trying again. */
    private void lookAgain(IpvsClient kernel, long now) throws IpvsUnavailableException {
        Set<ServiceKey> due = troubles.due(now);
        pending.stream().filter(troubles::concern).forEach(due::add);
        if (!due.isEmpty()) {
            learn(kernel, due);
            pending.addAll(due);
        }
    }

    private void learn(IpvsClient kernel, Set<ServiceKey> keys) throws IpvsUnavailableException {
        if (keys.size() <= FEW) {
            for (ServiceKey key : keys) {
                known.learn(key, entry(kernel, key));
            }
            return;
        }
        IpvsTable table = kernel.table(keys::contains);
        keys.forEach(key -> known.learn(key, table.entries().get(key)));
    }

    private static @Nullable IpvsEntry entry(IpvsClient kernel, ServiceKey key) throws IpvsUnavailableException {
        return kernel.service(key).map(IpvsListing.Service::entry).orElse(null);
    }

    /** A part of the table is read; when a service is gone, perhaps all are, and the whole of it is. */
    private void compare(IpvsClient kernel, long now) throws IpvsUnavailableException {
        if (sweep.beginsRound(now)) {
            foreign.beginRound();
        }
        List<ServiceKey> part = sweep.next(wanted.keys(), now);
        if (part.isEmpty()) {
            return;
        }
        boolean gone = false;
        foreign.beginLook();
        for (ServiceKey key : part) {
            gone |= comparable(key) && compare(key, entry(kernel, key)) == null;
        }
        if (gone) {
            IpvsTable table = kernel.table(wanted.keys()::contains);
            for (ServiceKey key : wanted.keys()) {
                if (comparable(key)) {
                    var unused = compare(key, table.entries().get(key));
                }
            }
            sweep.restart(now);
        }
        foreign.endLook();
    }

    /** What is being changed by ourselves, or refused, is looked at where that happens. */
    private boolean comparable(ServiceKey key) {
        return known.get(key) != null && !pending.contains(key) && !troubles.concern(key);
    }

    private @Nullable IpvsEntry compare(ServiceKey key, @Nullable IpvsEntry found) {
        IpvsEntry left = known.get(key);
        if (left != null && foreign.find(left, found)) {
            known.learn(key, found);
            pending.add(key);
        }
        return found;
    }

    private void program(IpvsClient kernel, long now) throws IpvsUnavailableException {
        var commands = new ArrayList<IpvsCommand>();
        for (ServiceKey key : pending) {
            commands.addAll(IpvsDiff.between(known.get(key), wanted.get(key)));
        }
        wanted.takeConflicts().forEach(log::warn);
        troubles.beginBatch();
        if (!commands.isEmpty()) {
            digest(kernel.apply(commands), now);
        }
        troubles.endBatch(pending);
        pending.clear();
    }

    private void digest(List<IpvsOutcome> outcomes, long now) {
        Map<ServiceKey, List<IpvsOutcome>> byService = new LinkedHashMap<>();
        for (IpvsOutcome outcome : outcomes) {
            if (outcome.command() instanceof IpvsCommand.OfService command) {
                byService.computeIfAbsent(command.key(), _ -> new ArrayList<>()).add(outcome);
            }
        }
        byService.forEach((key, answers) -> {
            if (answers.stream().allMatch(IpvsOutcome::succeeded)) {
                known.learn(key, wanted.get(key));
            } else {
                answers.stream().filter(IpvsOutcome::succeeded).forEach(answer -> known.accepted(answer.command()));
            }
            troubles.digest(key, answers, now);
            if (troubles.concern(key)) {
                sweep.hurry(now);
            }
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
}
