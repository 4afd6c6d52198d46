package io.aloft.vrrp.firewall;

import io.aloft.model.global.FirewallSettings;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.posix.Nftables;
import io.aloft.posix.NftablesException;
import io.aloft.vrrp.device.plan.VmacLink;
import io.aloft.vrrp.firewall.rules.RefusedAddress;
import io.aloft.vrrp.firewall.rules.Ruleset;
import io.aloft.vrrp.firewall.rules.RulesetStyle;
import io.aloft.vrrp.worker.Worker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the packet filter that virtual routers need in the kernel, through libnftables.
 *
 * <p>The kernel is asked on the thread {@code firewall}, in the namespace of the thread that started it, so the VRRP loop
 * never waits for it. Only what is needed exists: a host without VMAC and without refused addresses never loads the
 * library. What the kernel refuses is said once and tried again; VRRP goes on meanwhile.
 */
public final class Firewall implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Firewall.class);

    private final boolean matchIndex;
    private final Worker worker = new Worker("firewall", "the firewall");

    // From here on owned by the worker.
    private final Map<String, List<RefusedAddress>> refused = new LinkedHashMap<>();
    private Ruleset wanted;
    private @Nullable Ruleset installed;
    private @Nullable Nftables nftables;
    private boolean libraryMissing;
    private boolean ended;
    private boolean applyWaits;
    private boolean neededSoon;
    private @Nullable String said;

    private Firewall(FirewallSettings settings) {
        this.matchIndex = settings.matchIndex();
        this.wanted = Ruleset.empty(RulesetStyle.of(settings));
    }

    /** Starts the thread in the namespace of the caller; nothing is done to the kernel yet. */
    public static Firewall start(FirewallSettings settings) {
        String table = settings.nftablesTable();
        if (table != null && !RulesetStyle.isName(table)) {
            LOG.error(
                    "nftables cannot name a table {}, {} is used; a name starts with a letter and has letters, digits,"
                            + " _ and -",
                    table,
                    RulesetStyle.DEFAULT_TABLE);
        }
        return new Firewall(settings);
    }

    /**
     * Whether traffic to the addresses of a virtual router is refused while it is Master: in accept mode it is not, nor is
     * it by the owner of the addresses (RFC 5798 section 6.1).
     */
    public static boolean refuses(VirtualRouterSpec router) {
        return !router.options().conduct().accept() && !router.isOwner();
    }

    /**
     * Filters what VMACs say for themselves, and forgets virtual routers that are not among these. The first time it is
     * needed, tables that an earlier life left behind are removed.
     *
     * @param vmacs those that exist now
     * @param igmpReports whether the kernel reports link-local groups (not with {@code disable_local_igmp})
     */
    public void prepare(Collection<VirtualRouterSpec> routers, Collection<VmacLink> vmacs, boolean igmpReports) {
        Set<String> names = routers.stream().map(VirtualRouterSpec::name).collect(Collectors.toSet());
        boolean needed = !vmacs.isEmpty() || routers.stream().anyMatch(Firewall::refuses);
        List<VmacLink> links = List.copyOf(vmacs);
        worker.submit(() -> {
            refused.keySet().retainAll(names);
            wanted = wanted.withVmacs(links, igmpReports);
            libraryMissing = false;
            apply(needed);
        });
    }

    /**
     * Refuses traffic to these addresses of a virtual router, and to no others of it. Returns at once; to be called before
     * they are added, again when one of their interfaces is new, and without any when they are gone.
     *
     * @param interfaceIndex the number of an interface now; asked before this returns
     */
    public void refuse(
            VirtualRouterSpec router,
            Collection<VirtualAddress> addresses,
            Function<String, OptionalInt> interfaceIndex) {
        // The number of an interface that may be made anew would become another one's.
        boolean byName = !router.trackPrimary() && !matchIndex;
        List<RefusedAddress> filtered = new ArrayList<>();
        for (VirtualAddress address : addresses) {
            OptionalInt index = interfaceIndex.apply(address.device());
            boolean named = byName && RulesetStyle.isQuotable(address.device());
            if (index.isPresent() || !address.address().isLinkLocal() || named) {
                filtered.add(new RefusedAddress(address.address(), address.device(), index.orElse(0), named));
            }
        }
        worker.submit(() -> {
            if (filtered.isEmpty()) {
                refused.remove(router.name());
            } else {
                refused.put(router.name(), List.copyOf(filtered));
            }
            applySoon(!filtered.isEmpty());
        });
    }

    /** Behind what waits already: a failover of a thousand routers shall be few changes of the kernel's sets. */
    private void applySoon(boolean needed) {
        neededSoon |= needed;
        if (!applyWaits) {
            applyWaits = true;
            worker.submit(() -> {
                boolean all = neededSoon;
                applyWaits = false;
                neededSoon = false;
                apply(all);
            });
        }
    }

    /** Makes the kernel have what is wanted. */
    private void apply(boolean needed) {
        wanted = wanted.withRefused(
                refused.values().stream().flatMap(List::stream).toList());
        if (ended || libraryMissing || installed == null && !needed && wanted.isEmpty()) {
            return;
        }
        try {
            Nftables open = nftables;
            if (open == null) {
                open = Nftables.open();
                nftables = open;
            }
            Ruleset before = installed;
            // Unknown until the kernel has answered: the next try starts from nothing.
            installed = null;
            String commands = before == null ? wanted.install() : before.changeTo(wanted);
            if (!commands.isEmpty()) {
                run(open, commands, before != null);
            }
            installed = wanted;
            if (said != null) {
                LOG.info("the firewall is as it should be again");
                said = null;
            }
        } catch (NftablesException e) {
            complain(e);
        }
    }

    /** A change fails when somebody has removed what it changes, for instance all tables; then everything is made anew. */
    private void run(Nftables open, String commands, boolean isChange) throws NftablesException {
        try {
            var unused = open.run(commands);
        } catch (NftablesException e) {
            if (!isChange) {
                throw e;
            }
            LOG.warn("the firewall was changed by somebody else, its tables are made anew");
            var unused = open.run(wanted.install());
        }
    }

    private void complain(NftablesException e) {
        libraryMissing = e.isLibraryMissing();
        String reason = e.oneLine();
        if (!reason.equals(said)) {
            LOG.error(
                    "cannot set the firewall, so that traffic to virtual addresses is accepted and VMACs send reports"
                            + " of their own: {}{}",
                    reason,
                    libraryMissing ? "; then reload" : "; trying again every " + Worker.RETRY.toSeconds() + " s");
        }
        said = reason;
        if (!libraryMissing) {
            worker.retry(this::retry);
        }
    }

    private void retry() {
        if (installed == null) {
            apply(true);
        }
    }

    /** Removes our tables; to be called when no virtual address that has to be refused is left. */
    @Override
    public void close() {
        worker.close(this::removeTables, "the firewall's tables were not removed");
    }

    private void removeTables() {
        ended = true;
        Nftables open = nftables;
        if (open == null) {
            return;
        }
        try {
            var unused = open.run(wanted.removal());
        } catch (NftablesException e) {
            LOG.error(
                    "cannot remove the firewall's tables {}: {}", wanted.style().table(), e.getMessage());
        }
        open.close();
        nftables = null;
    }
}
