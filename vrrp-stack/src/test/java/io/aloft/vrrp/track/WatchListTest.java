package io.aloft.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.route.EntryTracking;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.vrrp.Conduct;
import io.aloft.model.vrrp.LinkOptions;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedObject;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterOptions;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.track.HostFacts.Hearing;
import io.aloft.vrrp.track.HostFacts.LinkFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a router watches beyond its own interface and scripts, and what that adds up to. */
class WatchListTest {

    private final Map<String, LinkFacts> links = new HashMap<>(Map.of("eth0", link(true, "10.9.0.5")));
    private final Map<String, Integer> files = new HashMap<>();
    private final Map<String, Boolean> processes = new HashMap<>();
    private final Map<String, Boolean> sessions = new HashMap<>();

    private String interfaceName = "eth0";
    private AddressFamily family = AddressFamily.INET;
    private int priority = 100;
    private @Nullable IpAddress source;
    private List<VirtualAddress> addresses = Specs.addresses("10.9.0.101");
    private boolean trackPrimary = true;
    private Tracking tracking = Tracking.NONE;
    private Unicast unicast = Unicast.NONE;
    private LinkOptions link = LinkOptions.DEFAULT;
    private boolean trackSource;
    private Tracking groupTracking = Tracking.NONE;
    private StaticEntries statics = StaticEntries.NONE;

    /** The rows with reverse were seen in keepalived 2.2.7. */
    @ParameterizedTest
    @CsvSource({
        "1, false, 12, 112, 0", "1, false, -5, 95, 0", "1, false, 0, 100, 0", "2, false, 10, 120, 0",
        "-2, false, 10, 80, 0", "1, false, -300, 100, 1", "1, false, -254, 100, 1", "1, false, -253, 1, 0",
        "1, false, 300, 254, 0", "1, true, 300, 100, 1", "1, true, -300, 254, 0", "2, true, 10, 80, 0",
        "0, false, 0, 100, 0", "0, false, 1, 100, 1", "0, false, -1, 100, 1", "0, true, 0, 100, 1",
        "0, true, 1, 100, 0", "254, false, 2147483647, 254, 0", "-254, false, 2147483647, 100, 1",
    })
    void aFileAddsItsNumberTimesItsWeight(int weight, boolean reverse, int value, int expected, int faults) {
        files.put("f", value);
        tracking = new Tracking(
                List.of(), List.of(), List.of(new TrackedObject("f", weight, reverse)), List.of(), List.of());
        assertThat(fitness().priority()).isEqualTo(expected);
        assertThat(fitness().faults()).isEqualTo(faults == 0 ? List.of() : List.of("(tracked file f has status -254)"));
    }

    @ParameterizedTest
    @CsvSource({
        "10, false, true, 110, 0", "10, false, false, 100, 0", "-10, false, true, 100, 0", "-10, false, false, 90, 0",
        "10, true, true, 90, 0", "10, true, false, 100, 0", "-10, true, false, 110, 0", "-10, true, true, 100, 0",
        "0, false, true, 100, 0", "0, false, false, 100, 1", "0, true, true, 100, 1", "0, true, false, 100, 0",
        "-254, false, false, 100, 1", "254, true, true, 100, 1", "-253, false, false, 1, 0",
    })
    void processesAndSessionsCountAlike(int weight, boolean reverse, boolean works, int expected, int faults) {
        List<TrackedObject> entry = List.of(new TrackedObject("x", weight, reverse));
        processes.put("x", works);
        sessions.put("x", works);
        tracking = new Tracking(List.of(), List.of(), List.of(), entry, List.of());
        Fitness byProcess = fitness();
        tracking = new Tracking(List.of(), List.of(), List.of(), List.of(), entry);
        Fitness bySession = fitness();
        assertThat(byProcess.priority()).isEqualTo(expected).isEqualTo(bySession.priority());
        assertThat(byProcess.faults()).hasSize(faults);
        assertThat(bySession.faults()).hasSize(faults);
        if (faults == 1 && !works) {
            assertThat(byProcess.faults()).containsExactly("(tracked process x quorum not achieved)");
        }
    }

    @Test
    void aSessionCountsAsDownBeforeItsFirstEvent() {
        tracking =
                new Tracking(List.of(), List.of(), List.of(), List.of(), List.of(new TrackedObject("b", -20, false)));
        assertThat(fitness().priority()).isEqualTo(80);
    }

    @Test
    void theWeightOfTheGroupWinsAndItsOtherEntriesCountToo() {
        files.put("f", 1);
        links.put("eth7", link(false));
        tracking = new Tracking(List.of(), List.of(), List.of(new TrackedObject("f", 10, false)), List.of(), List.of());
        groupTracking = new Tracking(
                List.of(new TrackedInterface("eth7", 0, false)),
                List.of(),
                List.of(new TrackedObject("f", 30, false)),
                List.of(),
                List.of());
        assertThat(fitness().priority()).isEqualTo(130);
        assertThat(fitness().faults()).containsExactly("(interface eth7 down)");
    }

    /** Seen in keepalived 2.2.7: the address's interface means FAULT though track_interface gives it a weight. */
    @Test
    void anInterfaceThatAnAddressNeedsCountsWithoutWeight() {
        addresses = List.of(VirtualAddress.of(IpAddress.of("10.9.0.101"), 24, "eth1"));
        tracking = Tracking.of(List.of(new TrackedInterface("eth1", -20, false)), List.of());
        links.put("eth1", link(false));
        assertThat(fitness().faults()).containsExactly("(interface eth1 down)");
        assertThat(fitness().priority()).isEqualTo(100);
    }

    @Test
    void staticEntriesOfATrackGroupNeedTheirInterface() {
        VirtualAddress address = VirtualAddress.of(IpAddress.of("10.8.0.1"), 24, "eth8");
        statics = new StaticEntries(
                List.of(
                        new StaticEntries.StaticAddress(address, new EntryTracking(true, "g")),
                        new StaticEntries.StaticAddress(
                                VirtualAddress.of(IpAddress.of("10.8.1.1"), 24, "eth9"), new EntryTracking(true, "h"))),
                List.of(),
                List.of(),
                List.of(
                        new StaticEntries.TrackGroup("g", List.of("VI_1")),
                        new StaticEntries.TrackGroup("h", List.of("VI_2"))));
        assertThat(fitness().faults()).containsExactly("(interface eth8 down)");
    }

    @Test
    void dontTrackPrimaryIgnoresTheOwnInterfaceAndItsVmac() {
        trackPrimary = false;
        link = vmac();
        addresses = List.of(VirtualAddress.of(IpAddress.of("10.9.0.101"), 24, "vrrp.51"));
        links.put("eth0", link(false, "10.9.0.5"));
        assertThat(fitness().faults()).isEmpty();
        trackPrimary = true;
        assertThat(fitness().faults()).containsExactly("(interface eth0 down)", "(interface vrrp.51 down)");
    }

    @Test
    void aVmacSpeaksFromTheInterfaceBelowAndNeedsEthernet() {
        family = AddressFamily.INET6;
        addresses = List.of(VirtualAddress.of(IpAddress.of("fe80::101"), 64, "vrrp.51"));
        link = vmac();
        links.put("vrrp.51", link(true, "fe80::bad"));
        links.put("eth0", link(true, "2001:db8::1"));
        assertThat(fitness().faults()).containsExactly("(no IPv6 address for interface)");
        links.put("eth0", link(true, "2001:db8::1", "fe80::5"));
        assertThat(fitness()).isEqualTo(Fitness.fit(100, IpAddress.of("fe80::5")));
        links.put("eth0", new LinkFacts(true, Hearing.YES, List.of(IpAddress.of("fe80::5")), false, true));
        assertThat(fitness().faults()).containsExactly("(interface eth0 is not Ethernet, so it can carry no VMAC)");
    }

    @Test
    void anIpvlanSpeaksFromItsOwnAddress() {
        link = ipvlan(IpAddress.of("10.9.0.77"));
        links.put("ipv", link(true));
        assertThat(fitness()).isEqualTo(Fitness.fit(100, IpAddress.of("10.9.0.77")));
        family = AddressFamily.INET6;
        addresses = List.of();
        link = ipvlan(null);
        assertThat(fitness().faults()).containsExactly("(no IPv6 address for interface)");
        links.put("ipv", link(true, "fe80::77"));
        assertThat(fitness()).isEqualTo(Fitness.fit(100, IpAddress.of("fe80::77")));
    }

    @Test
    void multicastNeedsAnInterfaceThatCanDoIt() {
        links.put("eth0", new LinkFacts(true, Hearing.YES, List.of(IpAddress.of("10.9.0.5")), true, false));
        assertThat(fitness().faults())
                .containsExactly("(interface eth0 does not support multicast, specify unicast peers)");
        unicast = peer();
        assertThat(fitness().faults()).isEmpty();
        unicast = new Unicast(List.of(), null, true, false);
        assertThat(fitness().faults()).contains("(cannot use unicast without any peers)");
    }

    @Test
    void unicastWithoutInterfaceSpeaksFromItsConfiguredSource() {
        interfaceName = "";
        unicast = peer();
        source = IpAddress.of("10.9.0.5");
        assertThat(fitness()).isEqualTo(Fitness.fit(100, IpAddress.of("10.9.0.5")));
        assertThat(assess(Map.of("VI_1", Hearing.NO)).fitness().faults()).containsExactly("(cannot receive unicast)");
        assertThat(assess(Map.of("VI_1", Hearing.SOON)).fitness().undecided()).isTrue();
    }

    @Test
    void trackSrcIpMeansFaultWhileTheSourceIsAbsent() {
        source = IpAddress.of("10.9.0.6");
        assertThat(fitness().faults()).isEmpty();
        trackSource = true;
        assertThat(fitness().faults()).containsExactly("(src address not configured)");
        links.put("eth0", link(true, "10.9.0.5", "10.9.0.6"));
        assertThat(fitness()).isEqualTo(Fitness.fit(100, IpAddress.of("10.9.0.6")));
    }

    @Test
    void thePriorityIsExplained() {
        files.put("f", 5);
        links.put("eth1", link(false));
        tracking = new Tracking(
                List.of(new TrackedInterface("eth1", -30, false)),
                List.of(new TrackedScript("chk", -20, false)),
                List.of(new TrackedObject("f", 1, false)),
                List.of(new TrackedObject("p", 10, false)),
                List.of());
        HostFacts facts = new HostFacts(
                links,
                Map.of("chk", ScriptVerdict.BAD),
                Map.of("chk", new ScriptRun.Exited(1)),
                files,
                Map.of("p", true),
                sessions,
                Map.of());
        Assessment assessment = FitnessRules.assess(spec(), watchList(), facts);
        assertThat(assessment.reasons())
                .containsExactly(
                        "100 configured",
                        "-30 interface eth1 down",
                        "-20 script chk failed (exited with status 1)",
                        "+5 file f is 5",
                        "+10 process p quorum achieved");
        assertThat(assessment.fitness().priority()).isEqualTo(65);
    }

    /** Whatever is tracked without reverse: something that gets better never lowers the priority or adds a fault. */
    @Test
    void whatGetsBetterNeverMakesARouterLessFit() {
        for (long seed = 1; seed <= 2000; seed++) {
            Random random = new Random(seed);
            List<TrackedObject> processEntries = entries(random);
            List<TrackedObject> sessionEntries = entries(random);
            tracking = new Tracking(List.of(), List.of(), List.of(), processEntries, sessionEntries);
            priority = 1 + random.nextInt(255);
            processEntries.forEach(entry -> processes.put(entry.name(), random.nextBoolean()));
            sessionEntries.forEach(entry -> sessions.put(entry.name(), random.nextBoolean()));
            Fitness before = fitness();
            (random.nextBoolean() ? processes : sessions).put("x" + random.nextInt(4), true);
            Fitness after = fitness();
            assertThat(after.priority()).as("seed %d", seed).isGreaterThanOrEqualTo(before.priority());
            assertThat(before.faults()).as("seed %d", seed).containsAll(after.faults());
            assertThat(after.priority()).as("seed %d", seed).isBetween(1, 255);
        }
    }

    private static List<TrackedObject> entries(Random random) {
        return List.of(0, 1, 2, 3).stream()
                .map(i -> new TrackedObject("x" + i, random.nextInt(509) - 254, false))
                .toList();
    }

    private Fitness fitness() {
        return assess(Map.of()).fitness();
    }

    private Assessment assess(Map<String, Hearing> hearing) {
        HostFacts facts = new HostFacts(links, Map.of(), Map.of(), files, processes, sessions, hearing);
        return FitnessRules.assess(spec(), watchList(), facts);
    }

    private WatchList watchList() {
        SyncGroupSpec group =
                new SyncGroupSpec("G", List.of("VI_1"), groupTracking, true, NotifyScripts.NONE, false, false);
        return WatchList.of(spec(), group, statics);
    }

    private VirtualRouterSpec spec() {
        VirtualRouterSpec plain = Specs.router().priority(priority).spec();
        VirtualRouterOptions none = VirtualRouterOptions.DEFAULT;
        Conduct usual = Conduct.DEFAULT;
        Conduct conduct = new Conduct(
                usual.strict(),
                usual.accept(),
                usual.ownerIgnoresAdverts(),
                usual.checksumAsVersion2(),
                usual.unicastChecksum(),
                trackSource,
                null,
                usual.extraGarp(),
                0);
        return new VirtualRouterSpec(
                plain.name(),
                interfaceName,
                family,
                plain.vrid(),
                3,
                false,
                priority,
                plain.advertInterval(),
                3,
                true,
                plain.preemptDelay(),
                plain.authentication(),
                plain.group(),
                source,
                addresses,
                List.of(),
                trackPrimary,
                tracking,
                plain.garp(),
                false,
                false,
                false,
                NotifyScripts.NONE,
                new VirtualRouterOptions(
                        unicast, link, conduct, none.alerts(), null, List.of(), List.of(), null, null, 0));
    }

    private static Unicast peer() {
        return new Unicast(List.of(new Unicast.Peer(IpAddress.of("10.9.0.9"), 0, 255)), null, false, false);
    }

    private static LinkOptions vmac() {
        return on(new VirtualInterface.Vmac(
                "vrrp.51", MacAddress.ofBytes(new byte[] {0, 0, 0x5e, 0, 1, 51}), null, false, false));
    }

    private static LinkOptions ipvlan(@Nullable IpAddress address) {
        return on(new VirtualInterface.Ipvlan("ipv", null, address, 24, VirtualInterface.Mode.BRIDGE));
    }

    private static LinkOptions on(VirtualInterface made) {
        return new LinkOptions(made, false, null, false, false, null, null);
    }

    private static LinkFacts link(boolean up, String... addresses) {
        return new LinkFacts(
                up, Hearing.YES, List.of(addresses).stream().map(IpAddress::of).toList());
    }
}
