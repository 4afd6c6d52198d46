package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthListener;
import io.aloft.checkers.health.AddressPresence;
import io.aloft.checkers.health.CheckHistory;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.health.HealthChange;
import io.aloft.checkers.health.HealthContext;
import io.aloft.checkers.health.HealthEvent;
import io.aloft.checkers.health.HealthPhrases;
import io.aloft.checkers.health.HealthStatus;
import io.aloft.checkers.health.HealthTransition;
import io.aloft.checkers.health.ServerOverride;
import io.aloft.checkers.health.VirtualServerHealth;
import io.aloft.checkers.kernel.KernelPlan;
import io.aloft.checkers.table.Pool;
import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the health of every virtual server, on one thread: what a check has found out goes through the virtual server's
 * health, and what follows is logged, put into the kernel and told, in this order. All methods are for the loop's thread
 * unless they say otherwise.
 */
final class CheckLoop implements Probe.Listener {

    private static final Logger log = LoggerFactory.getLogger(CheckLoop.class);

    private final Timers timers;
    private final CheckerMaker checkers;
    private final KernelPort kernel;
    private final HealthListener listener;
    private final Probes probes;
    private final Map<String, Long> files = new HashMap<>();
    private final Map<String, Boolean> sessions = new HashMap<>();
    private final AddressPresence addresses = new AddressPresence();
    private ConfigImage image = ConfigImage.empty("");
    private Map<VirtualServerKey, Unit> units = new LinkedHashMap<>();
    private final List<HealthChange> changes = new ArrayList<>();
    private final SequencedSet<Unit> touched = new LinkedHashSet<>();
    private boolean flushing;
    private boolean stopped;
    private volatile long worstLatenessNanos;
    private volatile long checksFinished;

    CheckLoop(
            Timers timers, CheckerMaker checkers, KernelPort kernel, HealthListener listener, RandomGenerator random) {
        this.timers = timers;
        this.checkers = checkers;
        this.kernel = kernel;
        this.listener = listener;
        this.probes = new Probes(timers, checkers, this, random);
    }

    /** How late a check was started at worst; may be read from any thread. */
    long worstLatenessNanos() {
        return worstLatenessNanos;
    }

    /** Checks that came to a result; may be read from any thread. */
    long checksFinished() {
        return checksFinished;
    }

    /** Serves this configuration: the first one, or that of a reload, where what is known of its servers stays known. */
    void serve(ConfigImage configured) {
        if (stopped) {
            return;
        }
        flush();
        LvsGlobals globals = configured.global().lvs();
        // A certificate may have been renewed in its files.
        boolean certificates = globals.tls() != null || image.global().lvs().tls() != null;
        if (certificates) {
            checkers.useCertificate(globals.tls());
        }
        image = configured;
        var context = new HealthContext(globals.logAllFailures(), globals.notifyFirstState(), files);
        Map<VirtualServerKey, Unit> next = new LinkedHashMap<>();
        Map<VirtualServerKey, Unit> left = new LinkedHashMap<>(units);
        image.virtualServers().forEach(spec -> left.remove(spec.key()));
        for (Unit gone : left.values()) {
            gone.endStep();
            digest(gone.health().leaving());
        }
        for (VirtualServerSpec spec : image.virtualServers()) {
            next.put(spec.key(), serve(spec, context));
        }
        units = next;
        List<Pool> pools =
                units.values().stream().map(unit -> Pool.of(unit.health())).toList();
        kernel.serve(new KernelPlan(globals, image.virtualServerGroups(), pools));
        kernel.afterAll(takeChanges());
        units.values().forEach(this::register);
        var watches = new ArrayList<Watch>();
        forEachWatch(watches::add);
        probes.watch(watches, globals.sharedChecks(), spec -> certificates && spec instanceof CheckerSpec.SslGet);
        units.values().forEach(unit -> unit.awaitStep(timers, () -> step(unit)));
        sessions.forEach(this::tellNewcomers);
    }

    private Unit serve(VirtualServerSpec spec, HealthContext context) {
        Unit known = units.get(spec.key());
        HealthTransition transition = known == null
                ? VirtualServerHealth.starting(spec, context, timers.now())
                : known.health().reconfigured(spec, context, timers.now());
        digest(transition);
        if (known == null) {
            return new Unit(transition.next());
        }
        known.reconfigured(transition.next());
        return known;
    }

    private void digest(HealthTransition transition) {
        transition.lines().forEach(log::info);
        changes.addAll(transition.changes());
    }

    private void register(Unit unit) {
        unit.suspended(addresses.suspends(unit.health().spec(), image.virtualServerGroups()));
        unit.forEachWatch(watch -> {
            if (!(watch.spec() instanceof CheckerSpec.Polled)) {
                return;
            }
            if (unit.suspended()) {
                log.info(HealthPhrases.deactivating(watch.name()));
            } else if (!watch.state().hasRun()) {
                log.info(HealthPhrases.activating(watch.name()));
            }
        });
    }

    /** A new BFD_CHECK hears what its session has said before. */
    private void tellNewcomers(String instance, boolean up) {
        forEachWatch(watch -> {
            if (!watch.state().hasRun() && isOf(watch, instance)) {
                finished(watch, session(instance, up), timers.now());
            }
        });
    }

    /**
     * The last word. What is left of our services in the kernel is for the keeper to remove.
     *
     * @param keepServices the table stays as it is, so nothing is said about it
     */
    void stop(boolean keepServices) {
        flush();
        stopped = true;
        probes.close();
        for (Unit unit : units.values()) {
            unit.endStep();
            HealthTransition last = unit.health().stopping(image.global().lvs().flushOnStop());
            if (!keepServices) {
                last.lines().forEach(log::info);
            }
            changes.addAll(last.changes());
        }
        kernel.afterAll(takeChanges());
    }

    /** A track file has this value now. */
    void fileChanged(String trackFile, long value) {
        files.put(trackFile, value);
        forEachWatch(watch -> {
            if (watch.spec() instanceof CheckerSpec.FileCheck file
                    && file.trackFile().equals(trackFile)) {
                finished(watch, new CheckResult.FileValue(value), timers.now());
            }
        });
    }

    /** A BFD session has changed its state. */
    void bfdChanged(String instance, boolean up) {
        sessions.put(instance, up);
        forEachWatch(watch -> {
            if (isOf(watch, instance)) {
                finished(watch, session(instance, up), timers.now());
            }
        });
    }

    private static boolean isOf(Watch watch, String instance) {
        return watch.spec() instanceof CheckerSpec.BfdCheck bfd
                && bfd.instance().equals(instance);
    }

    private static CheckResult session(String instance, boolean up) {
        return up
                ? new CheckResult.Passed("BFD session")
                : new CheckResult.Failed("BFD session " + instance + " is not up");
    }

    /** So many interfaces of this machine have the address now. */
    void addressChanged(IpAddress address, int interfaces) {
        if (!addresses.changed(address, interfaces)) {
            return;
        }
        boolean told = false;
        for (Unit unit : units.values()) {
            VirtualServerSpec spec = unit.health().spec();
            if (spec.haSuspend() && AddressPresence.concerns(spec, image.virtualServerGroups(), address)) {
                if (!told) {
                    log.info(HealthPhrases.addressReported(address, interfaces > 0));
                    told = true;
                }
                suspend(unit, addresses.suspends(spec, image.virtualServerGroups()));
            }
        }
    }

    private static void suspend(Unit unit, boolean rests) {
        if (rests == unit.suspended()) {
            return;
        }
        unit.suspended(rests);
        unit.forEachWatch(watch -> {
            if (watch.spec() instanceof CheckerSpec.Polled) {
                log.info(rests ? HealthPhrases.suspending(watch.name()) : HealthPhrases.activating(watch.name()));
            }
        });
    }

    /**
     * An operator has decided about a real server.
     *
     * @return whether there is such a server
     */
    boolean override(VirtualServerKey virtualServer, Endpoint realServer, ServerOverride override) {
        Unit unit = units.get(virtualServer);
        int index = unit == null ? -1 : unit.indexOf(realServer);
        if (unit == null || index < 0) {
            return false;
        }
        perform(unit, unit.health().on(new HealthEvent.Overridden(index, override), timers.now()));
        return true;
    }

    HealthStatus status() {
        long now = timers.now();
        var servers = new ArrayList<HealthStatus.VirtualServer>();
        for (Unit unit : units.values()) {
            List<List<CheckHistory>> histories = unit.histories();
            servers.add(HealthStatus.of(unit.health(), unit.suspended(), histories, now));
        }
        return new HealthStatus(servers);
    }

    @Override
    public void begins(long lateNanos) {
        worstLatenessNanos = Math.max(worstLatenessNanos, lateNanos);
    }

    @Override
    public void finished(Watch watch, CheckResult result, long startedAt) {
        Unit unit = watch.unit();
        long now = timers.now();
        if (watch.probe() != null) {
            checksFinished++;
        }
        if (result instanceof CheckResult.Failed(String reason) && isNews(watch, reason)) {
            log.debug("{} ({})", reason, watch.name());
        }
        var event = new HealthEvent.CheckFinished(watch.server(), watch.checker(), result, startedAt);
        HealthTransition transition = unit.health().on(event, now);
        perform(unit, transition);
        watch.remember(watch.history().on(result, watch.state(), startedAt, now));
        watch.dueAt(transition.nextCheckAt());
    }

    /** A server that is down fails every check, mostly for one reason, which is not told each time. */
    private static boolean isNews(Watch watch, String reason) {
        CheckHistory.@Nullable Failure last = watch.history().lastFailure();
        return watch.state().up() || last == null || !reason.equals(last.reason());
    }

    private void step(Unit unit) {
        perform(unit, unit.health().on(new HealthEvent.TimePassed(), timers.now()));
    }

    private void perform(Unit unit, HealthTransition transition) {
        boolean moved = transition.next() != unit.health();
        unit.health(transition.next());
        digest(transition);
        if (transition.poolTouched()) {
            touched.add(unit);
        }
        if (moved) {
            unit.awaitStep(timers, () -> step(unit));
        }
        if (!flushing && !(touched.isEmpty() && changes.isEmpty())) {
            // Servers mostly fail together; the kernel then hears of all of them at once.
            flushing = true;
            timers.at(timers.now(), this::flush);
        }
    }

    private void flush() {
        flushing = false;
        if (stopped || (touched.isEmpty() && changes.isEmpty())) {
            return;
        }
        touched.forEach(unit -> kernel.change(Pool.of(unit.health())));
        touched.clear();
        kernel.afterAll(takeChanges());
    }

    /** To be done when the kernel has been told: the notifiers hear what has changed until now. */
    private Runnable takeChanges() {
        List<HealthChange> taken = List.copyOf(changes);
        changes.clear();
        return () -> taken.forEach(listener::changed);
    }

    private void forEachWatch(Consumer<Watch> task) {
        units.values().forEach(unit -> unit.forEachWatch(task));
    }
}
