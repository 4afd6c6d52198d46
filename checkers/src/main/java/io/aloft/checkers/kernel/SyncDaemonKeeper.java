package io.aloft.checkers.kernel;

import io.aloft.ipvs.IpvsConnector;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsSyncDaemon.Role;
import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.LvsGlobals.SyncDaemon;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the kernel tell the other director about connections ({@code lvs_sync_daemon}), or hear from it. With an instance
 * its state decides which: a Master tells, everybody else hears. Without one the kernel does both while there are virtual
 * servers.
 *
 * <p>The kernel may take its time to start and stop these daemons, and a change of Master must not wait for a table of
 * services to be written: so this has the thread {@code ipvs-sync} of its own, once a sync daemon is configured.
 */
public final class SyncDaemonKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SyncDaemonKeeper.class);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final SyncDaemonCore core;
    private final Map<String, Boolean> masters = new HashMap<>();
    private @Nullable KeeperThread thread;
    private @Nullable SyncDaemon configured;
    private boolean closed;
    private volatile @Nullable String trouble;

    /** @param connector opens the kernel's load balancing; used on the own thread only */
    public SyncDaemonKeeper(IpvsConnector connector) {
        this.core = new SyncDaemonCore(connector);
    }

    /**
     * From now on this configuration counts. Returns at once; the thread belongs to the caller's network namespace.
     *
     * @param balancing whether its virtual servers run here
     */
    public synchronized void configure(ConfigImage image, boolean balancing) {
        SyncDaemon next = wantedBy(image, balancing && !image.virtualServers().isEmpty());
        if (next != null && thread == null && !closed) {
            thread = new KeeperThread("ipvs-sync");
        }
        configured = next;
        // Whoever comes back by a later reload tells its state anew.
        masters.keySet()
                .retainAll(image.virtualRouters().stream()
                        .map(VirtualRouterSpec::name)
                        .collect(Collectors.toSet()));
        publish();
    }

    /** A {@code vrrp_instance} told its state, the first one too. Returns at once. */
    public synchronized void instanceChanged(String instance, boolean master) {
        Boolean before = masters.put(instance, master);
        SyncDaemon spec = configured;
        if (spec != null && instance.equals(spec.instance()) && (before == null || before != master)) {
            publish();
        }
    }

    /** Why the daemons do not run as configured; null while they do, and while none is. From any thread. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Ends the daemons that run on our behalf. Waits for that, 10 s at most. */
    @Override
    public void close() {
        KeeperThread ended;
        synchronized (this) {
            closed = true;
            ended = thread;
            thread = null;
        }
        if (ended != null && !ended.end(core::stop, STOP_LIMIT)) {
            log.error("the IPVS sync daemons did not stop within {} s", STOP_LIMIT.toSeconds());
        }
    }

    /**
     * The sync daemon of a configuration: that of {@code lvs_sync_daemon}, else that of the first instance that has
     * {@code lvs_sync_daemon_interface}. One without instance serves virtual servers only.
     */
    static @Nullable SyncDaemon wantedBy(ConfigImage image, boolean balancing) {
        SyncDaemon global = image.global().lvs().syncDaemon();
        if (global != null) {
            return global.instance() == null && !balancing ? null : global;
        }
        for (VirtualRouterSpec router : image.virtualRouters()) {
            String interfaceName = router.options().link().ipvsSyncInterface();
            if (interfaceName != null) {
                return new SyncDaemon(interfaceName, router.name(), router.vrid(), 0, 0, 0, null);
            }
        }
        return null;
    }

    private void publish() {
        KeeperThread worker = thread;
        if (worker == null) {
            return;
        }
        List<IpvsSyncDaemon> wanted = daemons(configured);
        worker.execute(() -> {
            core.want(wanted);
            work(worker);
        });
    }

    private void work(KeeperThread worker) {
        core.work(KeeperThread.now());
        trouble = core.trouble();
        worker.alarm(core.retryAt(), () -> work(worker));
    }

    /** Before its instance has a state there is none. */
    private List<IpvsSyncDaemon> daemons(@Nullable SyncDaemon spec) {
        if (spec == null) {
            return List.of();
        }
        if (spec.instance() == null) {
            return List.of(daemon(Role.MASTER, spec), daemon(Role.BACKUP, spec));
        }
        Boolean master = masters.get(spec.instance());
        return master == null ? List.of() : List.of(daemon(master ? Role.MASTER : Role.BACKUP, spec));
    }

    private static IpvsSyncDaemon daemon(Role role, SyncDaemon spec) {
        return new IpvsSyncDaemon(
                role, spec.interfaceName(), spec.id(), spec.maxLength(), spec.group(), spec.port(), spec.ttl());
    }
}
