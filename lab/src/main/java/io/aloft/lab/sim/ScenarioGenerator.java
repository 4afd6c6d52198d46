package io.aloft.lab.sim;

import io.aloft.lab.sim.Incident.What;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.script.ScriptCommand;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterOptions;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.track.ScriptRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws a scenario from a seed: 2 to 5 directors, what befalls them, and a calm end that is long enough to settle.
 * Whatever breaks is mended some time later, often while something else is broken.
 */
public final class ScenarioGenerator {

    private static final long SECOND = 1_000_000_000L;

    /** Some of them equal, some a hair apart, some at the ends of the range. */
    private static final int[] PRIORITIES = {1, 50, 99, 100, 100, 100, 101, 150, 150, 200, 253, 254};

    private static final int[] WEIGHTS = {0, 0, -5, -60, 2, 60};
    private static final int[] DOWN_TIMER_ADVERTS = {3, 3, 3, 3, 1, 2, 4};
    private static final List<VirtualAddress> ADDRESSES =
            List.of(VirtualAddress.of(IpAddress.of("10.9.0.101"), 24, "eth0"));
    private static final List<VirtualAddress> EXCLUDED =
            List.of(VirtualAddress.of(IpAddress.of("192.0.2.33"), 32, "eth0"));

    private final SplittableRandom random;
    private final int nodes;
    private final List<Incident> incidents = new ArrayList<>();

    private ScenarioGenerator(long seed) {
        // The draws on the way start from the same seed; they must not be the same draws.
        this.random = new SplittableRandom(~seed);
        this.nodes = 2 + random.nextInt(4);
    }

    /** The scenario of a seed: always the same one. */
    public static Scenario draw(long seed) {
        var generator = new ScenarioGenerator(seed);
        List<NodePlan> plans = generator.plans();
        long last = generator.troubles();
        var shape = new Scenario(seed, plans, List.of(), 0);
        // Scripts may need some runs to notice the last change, and old frames their time.
        long slack = 12 * SECOND + Weather.LONGEST_DELAY_NANOS;
        generator.incidents.sort(Comparator.comparingLong(Incident::atNanos));
        return new Scenario(seed, plans, generator.incidents, last + slack + RfcTimers.settle(shape) + 5 * SECOND);
    }

    private List<NodePlan> plans() {
        int owner = oneIn(5) ? random.nextInt(nodes) : -1;
        Duration interval = Duration.ofSeconds(oneIn(3) ? 1 + random.nextInt(3) : 1);
        Authentication authentication = oneIn(2) ? Authentication.NONE : new Authentication.Password("lan");
        List<NodePlan> plans = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            CheckScriptSpec script = oneIn(2) ? script() : null;
            plans.add(new NodePlan(i, router(i == owner, interval, authentication, script), script));
        }
        return plans;
    }

    private CheckScriptSpec script() {
        Duration interval = Duration.ofSeconds(1 + random.nextInt(3));
        var command = new ScriptCommand("/bin/check", List.of("/bin/check"), null, null);
        return new CheckScriptSpec(
                "check",
                command,
                interval,
                interval,
                WEIGHTS[random.nextInt(WEIGHTS.length)],
                false,
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                oneIn(4));
    }

    private VirtualRouterSpec router(
            boolean owner, Duration interval, Authentication authentication, @Nullable CheckScriptSpec script) {
        // The loader takes nopreempt and preempt_delay from an owner.
        boolean preempt = owner || !oneIn(4);
        boolean delays = !owner && preempt && oneIn(4);
        return new VirtualRouterSpec(
                "VI_1",
                "eth0",
                AddressFamily.INET,
                51,
                2,
                owner || oneIn(4),
                owner ? VirtualRouterSpec.OWNER_PRIORITY : PRIORITIES[random.nextInt(PRIORITIES.length)],
                interval,
                DOWN_TIMER_ADVERTS[random.nextInt(DOWN_TIMER_ADVERTS.length)],
                preempt,
                delays ? Duration.ofMillis(random.nextInt(1, 10_000)) : Duration.ZERO,
                authentication,
                IpAddress.of("224.0.0.18"),
                null,
                ADDRESSES,
                EXCLUDED,
                !oneIn(8),
                Tracking.of(
                        List.of(),
                        script == null
                                ? List.of()
                                : List.of(new TrackedScript(script.name(), script.weight(), script.reverse()))),
                GarpPolicy.DEFAULT,
                oneIn(6),
                oneIn(6),
                oneIn(2),
                NotifyScripts.NONE,
                VirtualRouterOptions.DEFAULT);
    }

    /** Fills the list of incidents and returns when the last one has passed. */
    private long troubles() {
        for (int node = 0; node < nodes; node++) {
            add(random.nextLong(oneIn(6) ? 20 * SECOND : 2 * SECOND), new What.Start(node));
            if (oneIn(6)) {
                addBoth(0, new What.Carrier(node, false), random.nextLong(6 * SECOND), new What.Carrier(node, true));
            }
        }
        long at = 0;
        int count = 3 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            // Now and then long enough for the network to settle in between.
            at += random.nextLong(oneIn(6) ? 40 * SECOND : 4 * SECOND);
            trouble(at, at + 1 + random.nextLong(oneIn(3) ? 20 * SECOND : 3 * SECOND));
        }
        long last = incidents.stream().mapToLong(Incident::atNanos).max().orElse(at) + 1;
        add(last, new What.Mend());
        add(last, new What.Change(Weather.CALM));
        return last;
    }

    /** Breaks something now and mends it at {@code until}. */
    private void trouble(long at, long until) {
        int node = random.nextInt(nodes);
        switch (random.nextInt(12)) {
            case 0 -> addBoth(at, new What.Crash(node), until, new What.Start(node));
            case 1 -> addBoth(at, new What.Stop(node), until, new What.Start(node));
            case 2, 3 -> addBoth(at, new What.Pause(node), until, new What.Resume(node));
            case 4 -> addBoth(at, new What.Carrier(node, false), until, new What.Carrier(node, true));
            case 5 ->
                addBoth(at, new What.Script(node, badRun()), until, new What.Script(node, new ScriptRun.Exited(0)));
            case 6 -> addBoth(at, new What.Cut(node, random.nextInt(nodes)), until, new What.Mend());
            case 7 -> addBoth(at, new What.Split(someNodes()), until, new What.Mend());
            case 8, 9 -> addBoth(at, new What.Change(storm()), until, new What.Change(Weather.CALM));
            case 10 -> add(at, new What.TakeAddress(node));
            case 11 -> add(at, new What.RefuseAddresses(node, 1 + random.nextInt(2)));
            default -> throw new AssertionError("a draw below 12");
        }
    }

    private ScriptRun badRun() {
        return switch (random.nextInt(3)) {
            case 0 -> new ScriptRun.TimedOut();
            case 1 -> new ScriptRun.Killed(15);
            default -> new ScriptRun.Exited(1 + random.nextInt(3));
        };
    }

    private List<Integer> someNodes() {
        return IntStream.range(0, nodes).filter(n -> oneIn(2)).boxed().toList();
    }

    private Weather storm() {
        int loss = random.nextInt(oneIn(2) ? 900 : 200);
        long least = random.nextLong(20_000_000L);
        long most = least + random.nextLong(oneIn(2) ? Weather.LONGEST_DELAY_NANOS - least : 50_000_000L);
        return new Weather(loss, random.nextInt(300), least, most);
    }

    private void addBoth(long at, What breaks, long until, What mends) {
        add(at, breaks);
        add(until, mends);
    }

    private void add(long at, What what) {
        incidents.add(new Incident(at, what));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
