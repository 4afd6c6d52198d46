package io.aloft.vrrp.sim;

import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterKey;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.fsm.Oversleep;
import io.aloft.vrrp.fsm.VirtualRouter;
import io.aloft.vrrp.packet.PacketDecoder;
import io.aloft.vrrp.track.HostFacts;
import io.aloft.vrrp.track.ScriptRun;
import io.aloft.vrrp.track.ScriptVerdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One life of a director process: the turn of {@code VrrpLoop} around production parts, without its thread, sockets and
 * clock. What arrived is handled before a deadline may fire, after a freeze too.
 */
public final class SimulatedDirector {

    /** What reaches the process, each through its queue. */
    sealed interface Input {

        /** An IP packet, with the time at which the kernel took it. */
        record Packet(String interfaceName, byte[] bytes, long receivedNanos) implements Input {}

        /** Something on the host is no longer what it was. */
        record FactsChanged() implements Input {}

        /** A run of a script is over. */
        record ScriptEnded(CheckScriptSpec script, ScriptRun run) implements Input {}

        /** The kernel reports that an address is gone. */
        record AddressGone(VirtualAddress address) implements Input {}

        /** SIGHUP. */
        record Reload(ConfigImage image) implements Input {}

        /** SIGTERM. */
        record Terminate() implements Input {}
    }

    private final SimulatedHost host;
    private final SimulatedNetwork network;
    private final SimulatedScripts scripts;
    private final Queue<Input> queue = new ArrayDeque<>();
    private final long startAtNanos;
    private ConfigImage image;
    private List<SimulatedRouter> routers = List.of();
    private boolean started;
    private boolean factsChanged;
    private boolean paused;
    private long pausedNanos = -1;
    private long resumedNanos = -1;
    private long reloadedNanos = -1;
    private long catchUpUntilNanos = VirtualRouter.NEVER;
    private long sleptSinceNanos;

    /** A process that starts now; its routers do so when {@code vrrp_startup_delay} is over. */
    SimulatedDirector(SimulatedHost host, SimulatedNetwork network, long now) {
        this.host = host;
        this.network = network;
        this.image = host.plan().image();
        this.scripts = new SimulatedScripts(script -> network.runScript(host, this, script));
        this.startAtNanos = now + image.global().vrrp().startupDelay().toNanos();
    }

    /** In configuration order; empty before the start. */
    public List<SimulatedRouter> routers() {
        return routers;
    }

    /** What it works by. */
    public ConfigImage image() {
        return image;
    }

    /** What it makes of its scripts. */
    public Map<String, ScriptVerdict> verdicts() {
        return scripts.verdicts();
    }

    public boolean paused() {
        return paused;
    }

    /** When it was frozen last; -1 for never. */
    public long pausedNanos() {
        return pausedNanos;
    }

    /** When it went on after a freeze; -1 for never. */
    public long resumedNanos() {
        return resumedNanos;
    }

    /** When it took another configuration; -1 for never. */
    public long reloadedNanos() {
        return reloadedNanos;
    }

    void pause(long now) {
        if (!paused) {
            paused = true;
            pausedNanos = now;
        }
    }

    /** Goes on after a freeze; deadlines that passed meanwhile fire only when everything that waited was handled. */
    void resume(long now) {
        if (!paused) {
            return;
        }
        paused = false;
        resumedNanos = now;
        for (Input input = queue.poll(); input != null && alive(); input = queue.poll()) {
            handle(input, now);
        }
        if (!alive()) {
            return;
        }
        long due = duties();
        if (Oversleep.is(now - due)) {
            sleptSinceNanos = due;
            catchUpUntilNanos = now + Oversleep.CATCHING_UP_NANOS;
        } else {
            turnIsOver(now);
        }
    }

    void offer(Input input, long now) {
        if (paused) {
            queue.add(input);
            return;
        }
        handle(input, now);
        if (alive() && catchUpUntilNanos == VirtualRouter.NEVER) {
            turnIsOver(now);
        }
    }

    private boolean alive() {
        return host.director() == this;
    }

    /** When the process wants to be woken, NEVER while it is frozen. */
    long deadlineNanos() {
        if (paused) {
            return VirtualRouter.NEVER;
        }
        return catchUpUntilNanos == VirtualRouter.NEVER ? duties() : catchUpUntilNanos;
    }

    private long duties() {
        long next = Math.min(started ? VirtualRouter.NEVER : startAtNanos, scripts.nextDeadlineNanos());
        for (SimulatedRouter router : routers) {
            next = Math.min(next, router.deadlineNanos());
        }
        return next;
    }

    void timePassed(long now) {
        if (catchUpUntilNanos != VirtualRouter.NEVER) {
            catchUpUntilNanos = VirtualRouter.NEVER;
            turnIsOver(now);
            List.copyOf(routers).forEach(router -> router.stalled(sleptSinceNanos, now));
            turnIsOver(now);
        }
        if (!started && startAtNanos <= now) {
            startRouters(now);
        }
        routers.forEach(router -> router.timePassed(host.dropped(), now));
        scripts.timePassed(now);
    }

    private void handle(Input input, long now) {
        switch (input) {
            case Input.Packet packet -> received(packet, now);
            case Input.FactsChanged changed -> factsChanged = true;
            case Input.ScriptEnded ended -> factsChanged |= scripts.ended(ended.script(), ended.run(), now);
            case Input.AddressGone gone -> {
                factsChanged = true;
                routers.forEach(router -> router.addressRemoved(gone.address(), now));
            }
            case Input.Reload reload -> reload(reload.image(), now);
            case Input.Terminate terminate -> {
                routers.forEach(router -> router.stop(now));
                host.runs(null);
            }
        }
    }

    private void received(Input.Packet arrived, long now) {
        PacketDecoder.decode(arrived.bytes(), 0, arrived.bytes().length).ifPresent(packet -> {
            for (SimulatedRouter router : routers) {
                if (router.listens(arrived.interfaceName(), packet)) {
                    router.received(packet, arrived.receivedNanos(), now);
                }
            }
        });
    }

    /** The routers hear of what changed when everything that came in has been handled. */
    private void turnIsOver(long now) {
        if (factsChanged && started) {
            factsChanged = false;
            HostFacts facts = facts();
            routers.forEach(router -> router.factsChanged(facts, now));
        }
    }

    private HostFacts facts() {
        return new HostFacts(
                host.links(),
                scripts.verdicts(),
                scripts.lastRuns(),
                host.files(),
                host.processes(),
                host.bfdSessions(),
                Map.of());
    }

    // Start and reload

    private void startRouters(long now) {
        started = true;
        factsChanged = false;
        scripts.configure(image.scripts(), now);
        routers = image.virtualRouters().stream().map(this::newRouter).toList();
        makeGroups();
        HostFacts facts = facts();
        routers.forEach(router -> router.start(facts, now));
    }

    private SimulatedRouter newRouter(VirtualRouterSpec spec) {
        return new SimulatedRouter(spec, host.plan().withImage(image).watchList(spec), host, network);
    }

    private void makeGroups() {
        routers.forEach(router -> router.group(null));
        for (SyncGroupSpec spec : image.syncGroups()) {
            List<SimulatedRouter> members = spec.members().stream()
                    .map(this::named)
                    .filter(Objects::nonNull)
                    .toList();
            List<VirtualRouter> machines =
                    members.stream().map(SimulatedRouter::router).toList();
            for (List<VirtualRouter> together : network.interposer().groups(machines)) {
                if (!together.isEmpty()) {
                    new SimulatedGroup(
                            spec,
                            members.stream()
                                    .filter(member -> together.contains(member.router()))
                                    .toList(),
                            host,
                            network);
                }
            }
        }
    }

    private @Nullable SimulatedRouter named(String name) {
        return routers.stream()
                .filter(router -> router.spec().name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Routers are matched by their keys: known ones keep their state, new ones start, the others leave first. */
    private void reload(ConfigImage next, long now) {
        image = next;
        reloadedNanos = now;
        if (!started) {
            return;
        }
        Set<VirtualRouterKey> staying =
                next.virtualRouters().stream().map(VirtualRouterSpec::key).collect(Collectors.toSet());
        routers.stream()
                .filter(router -> !staying.contains(router.spec().key()))
                .forEach(router -> router.removedByReload(now));
        scripts.configure(next.scripts(), now);
        Map<VirtualRouterKey, SimulatedRouter> before = new LinkedHashMap<>();
        routers.forEach(router -> before.put(router.spec().key(), router));
        HostFacts facts = facts();
        Map<SimulatedRouter, VirtualRouterSpec> known = new LinkedHashMap<>();
        List<SimulatedRouter> all = new ArrayList<>();
        for (VirtualRouterSpec spec : next.virtualRouters()) {
            SimulatedRouter router = before.get(spec.key());
            if (router == null) {
                all.add(newRouter(spec));
            } else {
                known.put(router, spec);
                all.add(router);
            }
        }
        routers = List.copyOf(all);
        // As in production, names are those of the routers before they take their new configuration.
        makeGroups();
        known.forEach((router, spec) ->
                router.reconfigure(spec, host.plan().withImage(next).watchList(spec), facts, now));
        routers.stream().filter(router -> !known.containsKey(router)).forEach(router -> router.start(facts, now));
    }
}
