package io.aloft.checkers.runtime;

import io.aloft.checkers.health.CheckHistory;
import io.aloft.checkers.health.CheckerIdentity;
import io.aloft.checkers.health.VirtualServerHealth;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A virtual server that is served: its health, and what watches its real servers. */
final class Unit {

    private VirtualServerHealth health;
    private List<List<Watch>> watches;
    private boolean suspended;
    private Timers.@Nullable Alarm step;
    private long stepAt = Long.MAX_VALUE;

    Unit(VirtualServerHealth health) {
        this.health = health;
        this.watches = List.of();
        watches = watchesOf(health, List.of());
    }

    VirtualServerHealth health() {
        return health;
    }

    /** An event has changed it. */
    void health(VirtualServerHealth changed) {
        health = changed;
    }

    /** A reload has changed it: checkers that are still there remember what they were. */
    void reconfigured(VirtualServerHealth changed) {
        List<List<Watch>> next = watchesOf(changed, health.spec().realServers());
        health = changed;
        watches = next;
    }

    /** Whether checks rest since the address is not on this machine. */
    boolean suspended() {
        return suspended;
    }

    void suspended(boolean rests) {
        suspended = rests;
    }

    Watch watch(int server, int checker) {
        return watches.get(server).get(checker);
    }

    void forEachWatch(Consumer<Watch> task) {
        watches.forEach(server -> server.forEach(task));
    }

    /** Of every checker, in the order of the real servers. */
    List<List<CheckHistory>> histories() {
        return watches.stream()
                .map(server -> server.stream().map(Watch::history).toList())
                .toList();
    }

    /** Index of the real server, or -1. */
    int indexOf(Endpoint endpoint) {
        List<RealServerSpec> servers = health.spec().realServers();
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).endpoint().equals(endpoint)) {
                return i;
            }
        }
        return -1;
    }

    /** Has {@code task} run at the next step of the health, if there is one. */
    void awaitStep(Timers timers, Runnable task) {
        long next = health.nextStepAt();
        if (next == stepAt) {
            return;
        }
        endStep();
        if (next != Long.MAX_VALUE) {
            stepAt = next;
            step = timers.at(next, () -> {
                stepAt = Long.MAX_VALUE;
                task.run();
            });
        }
    }

    void endStep() {
        stepAt = Long.MAX_VALUE;
        if (step != null) {
            step.cancel();
            step = null;
        }
    }

    private List<List<Watch>> watchesOf(VirtualServerHealth changed, List<RealServerSpec> before) {
        var all = new ArrayList<List<Watch>>();
        Map<Endpoint, Integer> places = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            places.put(before.get(i).endpoint(), i);
        }
        List<RealServerSpec> servers = changed.spec().realServers();
        for (int i = 0; i < servers.size(); i++) {
            List<CheckerSpec> checkers = servers.get(i).checkers();
            int known = places.getOrDefault(servers.get(i).endpoint(), -1);
            List<Integer> matches = CheckerIdentity.match(
                    known < 0 ? List.of() : before.get(known).checkers(), checkers);
            var own = new ArrayList<Watch>();
            for (int c = 0; c < checkers.size(); c++) {
                int match = matches.get(c);
                own.add(new Watch(this, i, c, checkers.get(c), match < 0 ? null : watch(known, match)));
            }
            all.add(own);
        }
        return all;
    }
}
