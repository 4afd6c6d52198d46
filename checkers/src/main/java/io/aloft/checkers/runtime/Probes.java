package io.aloft.checkers.runtime;

import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Every probe. After a reload those go on that are still wanted as they are, a check under way included. */
final class Probes {

    /** keepalived waits this long before the first check, and then up to {@code warmup} longer. */
    private static final long START_DELAY = TimeUnit.SECONDS.toNanos(1);

    private final Timers timers;
    private final CheckerMaker checkers;
    private final Probe.Listener listener;
    private final RandomGenerator random;
    private Set<Probe> running = new LinkedHashSet<>();

    Probes(Timers timers, CheckerMaker checkers, Probe.Listener listener, RandomGenerator random) {
        this.timers = timers;
        this.checkers = checkers;
        this.listener = listener;
        this.random = random;
    }

    /**
     * These are watched from now on.
     *
     * @param shared equal checks become one
     * @param stale has to be made anew even if nothing else has changed
     */
    void watch(Collection<Watch> watches, boolean shared, Predicate<CheckerSpec> stale) {
        running.forEach(Probe::forgetWatches);
        Set<Probe> next = new LinkedHashSet<>();
        Map<CheckerSpec, Probe> bySpec = new HashMap<>();
        for (Watch watch : watches) {
            @Nullable Watch before = watch.takePredecessor();
            if (watch.spec() instanceof CheckerSpec.Polled spec) {
                watch.dueAt(before != null ? before.dueAt() : timers.now() + START_DELAY + warmup(spec.timing()));
                @Nullable Probe probe = shared ? bySpec.get(spec) : null;
                if (probe == null) {
                    probe = probe(watch, spec, stale.test(spec) ? null : before, next);
                    bySpec.put(spec, probe);
                }
                probe.add(watch);
            }
        }
        for (Probe probe : running) {
            if (!next.contains(probe)) {
                probe.close();
            }
        }
        running = next;
        running.forEach(Probe::schedule);
    }

    void close() {
        running.forEach(Probe::close);
        running = new LinkedHashSet<>();
    }

    /** That of the same checker before the reload, unless another one has it by now. */
    private Probe probe(Watch watch, CheckerSpec.Polled spec, @Nullable Watch before, Set<Probe> taken) {
        @Nullable Probe known = before == null ? null : before.probe();
        if (known != null && taken.add(known)) {
            return known;
        }
        var fresh = new Probe(timers, checkers.create(watch.name(), spec), spec, listener);
        taken.add(fresh);
        return fresh;
    }

    /** Spreads the first checks, so that a restart is not felt by the servers as a burst. */
    private long warmup(CheckTiming timing) {
        long bound = timing.warmup().toNanos();
        return bound <= 0 ? 0 : random.nextLong(bound);
    }
}
