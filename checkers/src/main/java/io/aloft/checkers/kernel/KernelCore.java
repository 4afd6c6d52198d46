package io.aloft.checkers.kernel;

import io.aloft.checkers.marking.GroupMarks;
import io.aloft.checkers.marking.MarkRuleset;
import io.aloft.checkers.table.KernelEntries;
import io.aloft.checkers.table.Pool;
import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsConnector;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that the kernel is told about virtual servers, in the right order: timeouts, services, marks. It waits for
 * the kernel and knows no thread: {@link KernelKeeper} gives it one.
 */
final class KernelCore {

    private static final Logger log = LoggerFactory.getLogger(KernelCore.class);

    private final KernelLink link;
    private final TableKeeper table = new TableKeeper();
    private final TimeoutKeeper timeouts = new TimeoutKeeper();
    private final MarkKeeper marks;
    private KernelEntries entries = KernelEntries.withoutGroups();
    private GroupMarks groupMarks = GroupMarks.NONE;
    private LvsGlobals globals = LvsGlobals.DEFAULT;
    private boolean serving;

    KernelCore(IpvsConnector connector, MarkFilter.Opener filter) {
        this.link = new KernelLink(connector, "Health checks go on");
        this.marks = new MarkKeeper(filter);
    }

    /** From now on this configuration counts: the first one at start, then those of reloads. */
    void serve(KernelPlan plan) {
        globals = plan.globals();
        Map<String, VirtualServerGroupSpec> groups = GroupMarks.byName(plan.groups());
        List<VirtualServerSpec> servers =
                plan.pools().stream().map(Pool::virtualServer).toList();
        LvsGlobals.Marking marking = globals.marking();
        groupMarks = groupMarks.forConfiguration(marking, groups, servers);
        entries = new KernelEntries(groups, groupMarks);
        if (!serving && globals.flushAtStart() && !servers.isEmpty()) {
            table.flushFirst();
        }
        serving = true;
        var wishes = new LinkedHashMap<VirtualServerKey, List<IpvsEntry>>();
        plan.pools().forEach(pool -> wishes.put(pool.virtualServer().key(), entries.of(pool)));
        table.replace(wishes);
        timeouts.want(servers.isEmpty() ? LvsGlobals.Timeouts.KERNEL : globals.timeouts());
        marks.want(ruleset(marking, groups));
    }

    private @Nullable MarkRuleset ruleset(
            LvsGlobals.@Nullable Marking marking, Map<String, VirtualServerGroupSpec> groups) {
        MarkRuleset ruleset = marking == null ? null : MarkRuleset.of(marking, groups, groupMarks);
        return ruleset == null || ruleset.isEmpty() ? null : ruleset;
    }

    /** From now on these servers are wanted in the table of a virtual server of the present configuration. */
    void change(Pool pool) {
        table.change(pool.virtualServer().key(), entries.of(pool));
    }

    /**
     * Tells the kernel what it does not know yet.
     *
     * @param now monotonic clock in nanoseconds
     */
    void work(long now) {
        if (table.needsKernel()) {
            try {
                IpvsClient kernel = link.use(now);
                if (kernel != null) {
                    timeouts.apply(kernel, link.generation());
                    long foreign = table.foreignChanges();
                    table.flush(kernel, link.generation(), now);
                    if (table.foreignChanges() != foreign) {
                        // A table that is empty may be that of a module loaded anew, which has timeouts of its own.
                        timeouts.lookAgain();
                        timeouts.apply(kernel, link.generation());
                    }
                }
            } catch (IpvsUnavailableException e) {
                link.lost(e, now);
            }
        }
        marks.apply(now);
    }

    /** When {@link #work} is to be called again even if nothing changes; {@link Long#MAX_VALUE} for never. */
    long retryAt() {
        // While there is no way to the kernel nothing else about it can be due.
        long kernel = link.trouble() != null ? link.retryAt() : table.retryAt();
        return Math.min(table.needsKernel() ? kernel : Long.MAX_VALUE, marks.retryAt());
    }

    /** The last word: what is ours leaves the kernel unless {@code keepServices}, and everything is closed. */
    void stop(boolean keepServices) {
        marks.close(keepServices);
        if (serving && table.needsKernel()) {
            try {
                IpvsClient kernel = link.useNow();
                if (!keepServices) {
                    table.remove(kernel, link.generation(), globals.flushOnStop());
                }
                timeouts.restore(kernel);
            } catch (IpvsUnavailableException e) {
                log.error("IPVS cannot be told to stop balancing: {}; look at the table: ipvsadm -Ln", e.getMessage());
            }
        }
        link.close();
    }

    KernelStatus status() {
        return new KernelStatus(
                table.needsKernel() ? link.trouble() : null,
                table.services(),
                table.troubles().refused(),
                table.troubles().count(),
                table.troubles().refusals(),
                table.foreignChanges(),
                marks.trouble());
    }
}
