package io.aloft.lab.sim;

import io.aloft.model.ConfigImage;
import io.aloft.vrrp.sim.HostPlan;
import io.aloft.vrrp.sim.Incident;
import io.aloft.vrrp.sim.Incident.What;
import io.aloft.vrrp.sim.Weather;
import io.aloft.vrrp.track.ScriptRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws a scenario from a seed: 2 to 5 directors with 1 to 3 virtual routers, what befalls them, and a calm end that is long
 * enough to settle. Whatever breaks is mended some time later, often while something else is broken.
 */
public final class ScenarioGenerator {

    private static final long SECOND = 1_000_000_000L;

    private final SplittableRandom random;
    private final ConfigGenerator configs;
    private final List<HostPlan> hosts;
    private final int nodes;
    private final List<Incident> incidents = new ArrayList<>();

    private ScenarioGenerator(long seed) {
        // The draws on the way start from the same seed; they must not be the same draws.
        this.random = new SplittableRandom(~seed);
        this.nodes = 2 + random.nextInt(4);
        this.configs = new ConfigGenerator(random, nodes);
        this.hosts = configs.hosts();
    }

    /** The scenario of a seed: always the same one. */
    public static Scenario draw(long seed) {
        var generator = new ScenarioGenerator(seed);
        long last = generator.troubles();
        var shape = new Scenario(seed, generator.hosts, generator.incidents, 0);
        // Scripts may need some runs to notice the last change, and old frames their time.
        long slack = 12 * SECOND + Weather.LONGEST_DELAY_NANOS;
        generator.incidents.sort(Comparator.comparingLong(Incident::atNanos));
        long settle = RfcTimers.settle(shape.specs());
        return new Scenario(seed, generator.hosts, generator.incidents, last + slack + settle + 5 * SECOND);
    }

    /** Fills the list of incidents and returns when the last one has passed. */
    private long troubles() {
        for (int node = 0; node < nodes; node++) {
            add(random.nextLong(oneIn(6) ? 20 * SECOND : 2 * SECOND), new What.Start(node));
            if (oneIn(6)) {
                addBoth(0, carrier(node, "eth0", false), random.nextLong(6 * SECOND), carrier(node, "eth0", true));
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
        switch (random.nextInt(17)) {
            case 0 -> addBoth(at, new What.Crash(node), until, new What.Start(node));
            case 1 -> addBoth(at, new What.Stop(node), until, new What.Start(node));
            case 2, 3 -> addBoth(at, new What.Pause(node), until, new What.Resume(node));
            case 4 -> addBoth(at, carrier(node, "eth0", false), until, carrier(node, "eth0", true));
            case 5 ->
                addBoth(
                        at,
                        new What.Script(node, ConfigGenerator.SCRIPT, badRun()),
                        until,
                        new What.Script(node, ConfigGenerator.SCRIPT, new ScriptRun.Exited(0)));
            case 6 -> addBoth(at, new What.Cut(node, random.nextInt(nodes)), until, new What.Mend());
            case 7 -> addBoth(at, new What.Split(someNodes()), until, new What.Mend());
            case 8, 9 -> addBoth(at, new What.Change(storm()), until, new What.Change(Weather.CALM));
            case 10 -> add(at, new What.TakeAddress(node));
            case 11 -> add(at, new What.RefuseAddresses(node, 1 + random.nextInt(2)));
            case 12 -> addBoth(at, carrier(node, "eth1", false), until, carrier(node, "eth1", true));
            case 13 -> addBoth(at, file(node, random.nextInt(-30, 31)), until, file(node, 0));
            case 14, 15 -> {
                ConfigImage before = hosts.get(node).image();
                ConfigImage other = configs.changed(before);
                addBoth(at, new What.Reload(node, other), until, new What.Reload(node, oneIn(2) ? before : other));
            }
            case 16 -> addBoth(at, new What.Busy(node, true), until, new What.Busy(node, false));
            default -> throw new AssertionError("a draw below 17");
        }
    }

    private static What carrier(int node, String interfaceName, boolean up) {
        return new What.Carrier(node, interfaceName, up);
    }

    private static What file(int node, int value) {
        return new What.FileValue(node, ConfigGenerator.FILE, value);
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
