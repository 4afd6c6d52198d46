package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.HealthListener;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.health.CheckerState;
import io.aloft.checkers.health.HealthContext;
import io.aloft.checkers.health.HealthEvent;
import io.aloft.checkers.health.HealthTransition;
import io.aloft.checkers.health.RealServerHealth;
import io.aloft.checkers.health.VirtualServerHealth;
import io.aloft.checkers.kernel.KernelKeeper;
import io.aloft.checkers.kernel.KernelPlan;
import io.aloft.checkers.table.Pool;
import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.VirtualServerSpec;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the health of every virtual server, on one thread: when a check is due it is started, when it has finished its
 * result goes through the virtual server's health, and what follows is logged, put into the kernel and told, in this
 * order. All methods are for the loop's thread.
 */
final class CheckLoop {

    /** keepalived waits this long before the first check, and then up to {@code warmup} longer. */
    private static final long START_DELAY = TimeUnit.SECONDS.toNanos(1);

    private static final Logger log = LoggerFactory.getLogger(CheckLoop.class);

    private final EventLoop loop;
    private final CheckerFactory checkers;
    private final KernelKeeper kernel;
    private final HealthListener listener;
    private final RandomGenerator random;
    private final List<Unit> units = new ArrayList<>();
    private LvsGlobals.Flush flushOnStop = LvsGlobals.Flush.OWN;
    private boolean stopped;
    private volatile long worstLatenessNanos;
    private volatile long checksFinished;

    CheckLoop(
            EventLoop loop,
            CheckerFactory checkers,
            KernelKeeper kernel,
            HealthListener listener,
            RandomGenerator random) {
        this.loop = loop;
        this.checkers = checkers;
        this.kernel = kernel;
        this.listener = listener;
        this.random = random;
    }

    /** How late a check was started at worst; may be read from any thread. */
    long worstLatenessNanos() {
        return worstLatenessNanos;
    }

    /** Checks that came to a result; may be read from any thread. */
    long checksFinished() {
        return checksFinished;
    }

    /** Puts every virtual server into the kernel and begins to check. */
    void start(ConfigImage image) {
        guard(() -> startAll(image));
    }

    private void startAll(ConfigImage image) {
        flushOnStop = image.global().lvs().flushOnStop();
        var transitions = new ArrayList<HealthTransition>();
        var pools = new ArrayList<Pool>();
        for (VirtualServerSpec spec : image.virtualServers()) {
            HealthTransition started = VirtualServerHealth.starting(spec, HealthContext.DEFAULT, now());
            started.lines().forEach(log::info);
            units.add(new Unit(started.next()));
            pools.add(Pool.of(started.next()));
            transitions.add(started);
        }
        kernel.serve(
                new KernelPlan(image.global().lvs(), image.virtualServerGroups(), pools),
                () -> transitions.forEach(this::tell));
        units.forEach(this::beginChecks);
    }

    /** The last word, before the kernel hears it: what is left of our services is for {@link KernelKeeper#stop}. */
    void stop(boolean keepServices) {
        stopped = true;
        var lasts = new ArrayList<HealthTransition>();
        for (Unit unit : units) {
            HealthTransition last = unit.health.stopping(flushOnStop);
            if (!keepServices) {
                last.lines().forEach(log::info);
            }
            lasts.add(last);
        }
        kernel.afterAll(() -> lasts.forEach(this::tell));
    }

    private void beginChecks(Unit unit) {
        List<RealServerHealth> servers = unit.health.realServers();
        for (int server = 0; server < servers.size(); server++) {
            RealServerHealth real = servers.get(server);
            for (int checker = 0; checker < real.spec().checkers().size(); checker++) {
                if (!(real.spec().checkers().get(checker) instanceof CheckerSpec.Polled spec)) {
                    continue;
                }
                log.info(
                        "Activating healthchecker for service {} for VS {}",
                        real.server(),
                        real.server().virtualServer());
                var run = new Run(unit, server, checker, checkers.create(real.server(), spec));
                run.scheduleAt(now() + START_DELAY + warmup(spec.timing()));
            }
        }
    }

    /** Spreads the first checks, so that a restart is not felt by the servers as a burst. */
    private long warmup(CheckTiming timing) {
        long bound = timing.warmup().toNanos();
        return bound <= 0 ? 0 : random.nextLong(bound);
    }

    private void perform(Unit unit, HealthTransition transition) {
        boolean unchanged = transition.next() == unit.health;
        unit.health = transition.next();
        transition.lines().forEach(log::info);
        if (unchanged) {
            return;
        }
        kernel.change(Pool.of(transition.next()), () -> tell(transition));
    }

    /** The clock that the loop's timers go by, monotonic nanoseconds. */
    private long now() {
        return loop.ticker().nanoTime();
    }

    private void tell(HealthTransition transition) {
        guard(() -> transition.changes().forEach(listener::changed));
    }

    private void schedule(long at, Runnable task) {
        loop.schedule(() -> guard(task), Math.max(0, at - now()), TimeUnit.NANOSECONDS);
    }

    /** A bug in one place must neither end the loop nor pass unseen. */
    private static void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("Health checking failed unexpectedly; the other checks go on", e);
        }
    }

    /** A virtual server: the only variable is its health. */
    private static final class Unit {
        private VirtualServerHealth health;

        Unit(VirtualServerHealth health) {
            this.health = health;
        }
    }

    /** The endless series of checks of one checker. */
    private final class Run {
        private final Unit unit;
        private final int server;
        private final int checker;
        private final HealthChecker prober;
        private long startedAt;

        Run(Unit unit, int server, int checker, HealthChecker prober) {
            this.unit = unit;
            this.server = server;
            this.checker = checker;
            this.prober = prober;
        }

        void scheduleAt(long dueAt) {
            schedule(dueAt, () -> begin(dueAt));
        }

        private void begin(long dueAt) {
            if (stopped) {
                return;
            }
            worstLatenessNanos = Math.max(worstLatenessNanos, now() - dueAt);
            startedAt = now();
            CheckerState state =
                    unit.health.realServers().get(server).checkers().get(checker);
            int target = state instanceof CheckerState.Polling polling ? polling.target() : 0;
            try {
                prober.check(target, this::finish);
            } catch (RuntimeException e) {
                log.error("A health check failed unexpectedly", e);
                finish(new CheckResult.NotChecked("Checker failed: " + e));
            }
        }

        private void finish(CheckResult result) {
            if (stopped) {
                return;
            }
            checksFinished++;
            var event = new HealthEvent.CheckFinished(server, checker, result, startedAt);
            HealthTransition transition = unit.health.on(event, now());
            if (result instanceof CheckResult.Failed(String reason)) {
                log.debug(
                        "{} ({})", reason, unit.health.realServers().get(server).server());
            }
            perform(unit, transition);
            scheduleAt(transition.nextCheckAt());
        }
    }
}
