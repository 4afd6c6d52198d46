package io.aloft.lab.sim;

import io.aloft.model.ConfigImage;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.script.ScriptCommand;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedObject;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.sim.HostPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws what the directors of a scenario are configured to do, and what a reload changes about it. */
final class ConfigGenerator {

    /** Name of the script that some of them track. */
    static final String SCRIPT = "check";

    /** Name of the file that some of them track. */
    static final String FILE = "value";

    private static final String GROUP = "G";

    /** Some of them equal, some a hair apart, some at the ends of the range. */
    private static final int[] PRIORITIES = {1, 50, 99, 100, 100, 100, 101, 150, 150, 200, 253, 254};

    private static final int[] WEIGHTS = {0, 0, -5, -60, 2, 60};
    private static final int[] DOWN_TIMER_ADVERTS = {3, 3, 3, 3, 1, 2, 4};
    private static final int[] FRACTIONS = {100, 300, 500, 700, 1000, 1000, 1000, 1000, 2000, 3000};

    private final SplittableRandom random;
    private final int nodes;
    private final boolean grouped;
    private final List<ServiceShape> services = new ArrayList<>();

    ConfigGenerator(SplittableRandom random, int nodes) {
        this.random = random;
        this.nodes = nodes;
        int count = oneIn(2) ? 1 : 2 + random.nextInt(2);
        this.grouped = count > 1 && oneIn(2);
        for (int i = 0; i < count; i++) {
            // Members of a group have no owner: it would wait for the others, and they for somebody else.
            int owner = !grouped && oneIn(5) ? random.nextInt(nodes) : -1;
            Duration interval = Duration.ofSeconds(oneIn(3) ? 1 + random.nextInt(3) : 1);
            services.add(new ServiceShape(
                    51 + i, WireMode.values()[random.nextInt(WireMode.values().length)], nodes, owner, interval));
        }
    }

    List<HostPlan> hosts() {
        List<HostPlan> hosts = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            Map<String, List<IpAddress>> addresses = new LinkedHashMap<>();
            addresses.put("eth0", ServiceShape.addresses(node));
            addresses.put("eth1", List.of());
            hosts.add(new HostPlan("r" + (node + 1), image(node), addresses));
        }
        return hosts;
    }

    private ConfigImage image(int node) {
        Tracking tracking = tracking();
        CheckScriptSpec script =
                tracking.scripts().isEmpty() ? null : script(tracking.scripts().getFirst());
        // In a group everybody has to want the same, or nobody gets anywhere.
        Rank common = rank(false);
        List<VirtualRouterSpec> routers = new ArrayList<>();
        for (ServiceShape service : services) {
            Rank rank = grouped ? common : rank(service.owner() == node);
            routers.add(router(service, node, rank, grouped ? Tracking.NONE : tracking));
        }
        List<SyncGroupSpec> groups = grouped
                ? List.of(new SyncGroupSpec(
                        GROUP,
                        routers.stream().map(VirtualRouterSpec::name).toList(),
                        tracking,
                        false,
                        NotifyScripts.NONE,
                        false,
                        false))
                : List.of();
        return image(routers, groups, script == null ? List.of() : List.of(script));
    }

    private static ConfigImage image(
            List<VirtualRouterSpec> routers, List<SyncGroupSpec> groups, List<CheckScriptSpec> scripts) {
        ConfigImage empty = ConfigImage.empty("sim");
        return new ConfigImage(
                empty.global(),
                scripts,
                empty.tracked(),
                routers,
                groups,
                empty.statics(),
                empty.interfaces(),
                List.of(),
                List.of());
    }

    private Tracking tracking() {
        return new Tracking(
                oneIn(4) ? List.of(new TrackedInterface("eth1", weight(), false)) : List.of(),
                oneIn(2) ? List.of(new TrackedScript(SCRIPT, weight(), false)) : List.of(),
                oneIn(4) ? List.of(new TrackedObject(FILE, 1 + random.nextInt(3), false)) : List.of(),
                List.of(),
                List.of());
    }

    private int weight() {
        return WEIGHTS[random.nextInt(WEIGHTS.length)];
    }

    private CheckScriptSpec script(TrackedScript tracked) {
        Duration interval = Duration.ofSeconds(1 + random.nextInt(3));
        var command = new ScriptCommand("/bin/check", List.of("/bin/check"), null, null);
        return new CheckScriptSpec(
                tracked.script(),
                command,
                interval,
                interval,
                tracked.weight(),
                false,
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                oneIn(4));
    }

    /** What decides who of two is Master. */
    private record Rank(int priority, boolean preempt, Duration preemptDelay) {}

    private Rank rank(boolean owner) {
        // The loader takes nopreempt and preempt_delay from an owner.
        boolean preempt = owner || !oneIn(4);
        boolean delays = !owner && preempt && oneIn(4);
        return new Rank(
                owner ? VirtualRouterSpec.OWNER_PRIORITY : priority(),
                preempt,
                delays ? Duration.ofMillis(random.nextInt(1, 10_000)) : Duration.ZERO);
    }

    private int priority() {
        return PRIORITIES[random.nextInt(PRIORITIES.length)];
    }

    private VirtualRouterSpec router(ServiceShape service, int node, Rank rank, Tracking tracking) {
        boolean fast = service.mode().version() == 3;
        int adverts = DOWN_TIMER_ADVERTS[random.nextInt(DOWN_TIMER_ADVERTS.length)];
        Authentication authentication = service.mode().authentication();
        return new VirtualRouterSpec(
                "VI_" + service.vrid(),
                "eth0",
                service.mode().family(),
                service.vrid(),
                service.mode().version(),
                service.owner() == node || oneIn(4),
                rank.priority(),
                fast ? fraction() : service.interval(),
                // The jitter of a calm LAN may exceed the Skew_Time of a short interval.
                fast ? Math.max(2, adverts) : adverts,
                rank.preempt(),
                rank.preemptDelay(),
                authentication,
                service.group(),
                null,
                service.advertised(),
                List.of(service.excluded(0)),
                !oneIn(8),
                tracking,
                GarpPolicy.DEFAULT,
                oneIn(6),
                oneIn(6),
                oneIn(2),
                NotifyScripts.NONE,
                service.options(node, grouped ? GROUP : null, oneIn(3) ? 2 + random.nextInt(4) : null));
    }

    private Duration fraction() {
        return Duration.ofMillis(FRACTIONS[random.nextInt(FRACTIONS.length)]);
    }

    // Reload

    /** Another file for the same director: one thing about it is different. */
    ConfigImage changed(ConfigImage image) {
        List<VirtualRouterSpec> routers = new ArrayList<>(image.virtualRouters());
        int chosen = random.nextInt(routers.size());
        VirtualRouterSpec router = routers.get(chosen);
        switch (random.nextInt(4)) {
            case 0 -> {
                int priority = priority();
                routers.replaceAll(
                        one -> grouped || one == router && !one.isOwner() ? SpecChanges.priority(one, priority) : one);
            }
            case 1 ->
                routers.replaceAll(
                        one -> one == router && one.version() == 3 ? SpecChanges.interval(one, fraction()) : one);
            case 2 -> {
                ServiceShape service = services.get(chosen);
                routers.set(chosen, SpecChanges.excluded(router, service.excluded(1)));
            }
            default -> {
                if (routers.size() > 1) {
                    routers.remove(chosen);
                }
            }
        }
        List<String> names = routers.stream().map(VirtualRouterSpec::name).toList();
        return image(
                routers,
                image.syncGroups().stream()
                        .map(group -> group.withMembers(names))
                        .toList(),
                image.scripts());
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** How a virtual router speaks. */
    enum WireMode {
        V2,
        V2_AGAIN,
        V2_PASS,
        V2_AH,
        V2_UNICAST,
        V3,
        V3_HMAC,
        V3_UNICAST,
        V3_IPV6,
        V3_IPV6_UNICAST;

        int version() {
            return name().startsWith("V2") ? 2 : 3;
        }

        AddressFamily family() {
            return name().contains("IPV6") ? AddressFamily.INET6 : AddressFamily.INET;
        }

        boolean unicast() {
            return name().endsWith("UNICAST");
        }

        Authentication authentication() {
            return switch (this) {
                case V2_PASS -> new Authentication.Password("lan");
                case V2_AH -> new Authentication.Header("lan");
                default -> Authentication.NONE;
            };
        }
    }
}
