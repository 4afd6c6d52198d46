package io.aloft.vrrp.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aloft.model.ConfigImage;
import io.aloft.model.net.IpAddress;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.channel.Arrival;
import io.aloft.vrrp.device.Fitting;
import io.aloft.vrrp.packet.AdvertisementEncoder;
import io.aloft.vrrp.packet.Authenticator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VrrpHostTest {

    private static final long LONG_ENOUGH = 10_000_000_000L;

    @Test
    void virtualAddressThatWasLostUnseenComesBackAfterTheKernelDroppedMessages() throws InterruptedException {
        var routers = List.of(router("VI_1", 51, "10.9.0.101", null));
        try (HostBench bench = master(HostBench.image(routers, List.of()))) {
            InterfaceAddress own = HostBench.address(IpAddress.of("10.9.0.5"));
            bench.tell(new LinkEvent.AddressAdded("eth0", HostBench.address(IpAddress.of("10.9.0.101"))));
            bench.kernel.heard.clear();

            bench.tell(HostBench.snapshot(List.of(own)));

            assertThat(bench.kernel.heard).containsExactly("add address 10.9.0.101/24 dev eth0");
        }
    }

    @Test
    void routersOfOneVridHearOnlyTheirOwnGroup() throws InterruptedException {
        IpAddress other = IpAddress.of("224.0.0.19");
        var first = router("first", 51, "10.9.0.101", null);
        var second = Specs.router()
                .with(s -> s.name = "second")
                .with(s -> s.group = other)
                .with(s -> s.priority = 200)
                .with(s -> s.addresses = Specs.addresses("10.9.0.102"))
                .spec();
        try (HostBench bench = master(HostBench.image(List.of(first, second), List.of()))) {
            byte[] packet = new AdvertisementEncoder(second, new Authenticator(second))
                    .packets(201, IpAddress.of("10.9.0.6"), List.of(other), Instant.EPOCH)
                    .getFirst();
            bench.host.handle(new LoopInput.Packet(new Arrival("eth0", packet, 0, packet.length, 0), LONG_ENOUGH));

            List<RouterStatus> routers = bench.host.status(0).routers();
            assertThat(routers).extracting(RouterStatus::state).containsExactly(VrrpState.MASTER, VrrpState.BACKUP);
            assertThat(routers.getFirst().counters().rejected()).isEmpty();
        }
    }

    @Test
    void interfacesOfAnOlderConfigurationChangeNothing() throws InterruptedException {
        var routers = List.of(router("VI_1", 51, "10.9.0.101", null));
        try (HostBench bench = master(HostBench.image(routers, List.of()))) {
            var older = List.of(router("VI_1", 52, "10.9.0.102", null));
            bench.host.handle(new LoopInput.Fitted(new Fitting(older, Map.of(), List.of())));
            assertThat(bench.host.status(0).routers())
                    .extracting(router -> router.spec().vrid(), RouterStatus::state)
                    .containsExactly(tuple(51, VrrpState.MASTER));
        }
    }

    @Test
    void ruleWithoutPriorityIsSetWithTheOneThatKeepalivedGivesIt() throws InterruptedException {
        RuleSpec any = Specs.rule("10.5.0.0", 16, 7);
        RuleSpec bare = new RuleSpec(
                any.family(), any.selector(), any.action(), null, any.protocol(), any.suppression(), any.tracking());
        var router = Specs.router().with(s -> s.rules = List.of(bare)).spec();
        try (HostBench bench = master(HostBench.image(List.of(router), List.of()))) {
            assertThat(bench.kernel.heard)
                    .anySatisfy(
                            asked -> assertThat(asked).startsWith("add rule").contains("16384"));
        }
    }

    @Test
    void instanceOfAnotherNameAfterAReloadStaysInItsSyncGroup() throws InterruptedException {
        var before = HostBench.image(
                List.of(router("old", 51, "10.9.0.101", "G"), router("other", 52, "10.9.0.102", "G")),
                List.of(group("old", "other")));
        var after = HostBench.image(
                List.of(router("new", 51, "10.9.0.101", "G"), router("other", 52, "10.9.0.102", "G")),
                List.of(group("new", "other")));
        try (HostBench bench = master(before)) {
            bench.reload(after);
            bench.tell(new LinkEvent.LinkRemoved(HostBench.ETH0, "eth0"));
            bench.at(LONG_ENOUGH + 1);

            assertThat(bench.host.status(0).routers())
                    .extracting(router -> router.spec().name(), RouterStatus::state)
                    .containsExactly(tuple("new", VrrpState.FAULT), tuple("other", VrrpState.FAULT));
            assertThat(bench.host.status(0).groups())
                    .extracting(GroupStatus::state)
                    .containsExactly(VrrpState.FAULT);

            bench.start();
            bench.at(3 * LONG_ENOUGH);
            bench.at(4 * LONG_ENOUGH);
            assertThat(bench.host.status(0).routers())
                    .extracting(RouterStatus::state)
                    .containsOnly(VrrpState.MASTER);
        }
    }

    /** Each address comes back as a message of the kernel; looking at all routers for each would stop the advertisements. */
    @Test
    void messagesAboutFourThousandAddressesDoNotHoldTheLoop() throws InterruptedException {
        List<VirtualRouterSpec> routers = new ArrayList<>();
        List<InterfaceAddress> addresses = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            String address = "10.20.%d.%d".formatted(i / 250, 1 + i % 250);
            IpAddress group = IpAddress.of("224.0.1." + i / 250);
            routers.add(Specs.router()
                    .with(s -> s.group = group)
                    .with(s -> s.addresses = Specs.addresses(address))
                    .with(s -> s.name = "VI_" + address)
                    .with(s -> s.vrid = Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)))
                    .spec());
            addresses.add(HostBench.address(IpAddress.of(address)));
        }
        try (HostBench bench = master(HostBench.image(routers, List.of()))) {
            long begin = System.nanoTime();
            int inBurst = 0;
            for (boolean added : List.of(true, false)) {
                for (InterfaceAddress address : addresses) {
                    bench.tell(
                            added
                                    ? new LinkEvent.AddressAdded("eth0", address)
                                    : new LinkEvent.AddressRemoved("eth0", address));
                    if (++inBurst % 100 == 0) {
                        bench.host.tellFacts();
                    }
                }
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(taken)
                    .as("with a look at every router for each message it was 25 s")
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    private static HostBench master(ConfigImage image) throws InterruptedException {
        HostBench bench = new HostBench(image).start();
        bench.at(LONG_ENOUGH / 2);
        bench.at(LONG_ENOUGH);
        assertThat(bench.host.status(0).routers())
                .extracting(RouterStatus::state)
                .containsOnly(VrrpState.MASTER);
        return bench;
    }

    private static VirtualRouterSpec router(String name, int vrid, String address, @Nullable String group) {
        return Specs.router()
                .with(s -> s.name = name)
                .with(s -> s.vrid = vrid)
                .with(s -> s.addresses = Specs.addresses(address))
                .with(s -> s.syncGroup = group)
                .spec();
    }

    private static SyncGroupSpec group(String... members) {
        return new SyncGroupSpec("G", List.of(members), Tracking.NONE, false, NotifyScripts.NONE, false, false);
    }
}
