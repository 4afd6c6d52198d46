package io.aloft.netlink.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.netlink.LabNamespace;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.route.AddressClient;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.Link;
import io.aloft.netlink.route.PlacedAddress;
import io.aloft.posix.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs root: watches a namespace of its own while {@code ip} changes it. */
@Tag("lab")
@Timeout(60)
class LinkMonitorLabTest {

    private static final IpAddress VIP = IpAddress.of("10.9.0.100");

    private final BlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();
    private final List<LinkEvent> passedOver = new ArrayList<>();
    private LabNamespace namespace;
    private @Nullable LinkMonitor running;

    @BeforeEach
    void makeNamespace() throws Exception {
        namespace = new LabNamespace();
        namespace.ip("addr", "add", "10.9.0.1/24", "dev", "va");
    }

    @AfterEach
    void tidy() throws Exception {
        if (running != null) {
            running.close();
        }
        namespace.close();
    }

    private LinkMonitor watch() throws Exception {
        return watch(events::add);
    }

    private LinkMonitor watch(Consumer<LinkEvent> consumer) throws Exception {
        LinkMonitor monitor = NetworkNamespace.callIn(namespace.path(), () -> LinkMonitor.start(consumer));
        running = monitor;
        return monitor;
    }

    /** The next event of this type that satisfies the condition; others before it are passed over. */
    private <T extends LinkEvent> T await(Class<T> type, Predicate<T> condition) throws InterruptedException {
        while (true) {
            LinkEvent event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event).as("a %s", type.getSimpleName()).isNotNull();
            if (type.isInstance(event) && condition.test(type.cast(event))) {
                return type.cast(event);
            }
            passedOver.add(event);
        }
    }

    private LinkEvent.Snapshot awaitSnapshot() throws InterruptedException {
        return await(LinkEvent.Snapshot.class, snapshot -> true);
    }

    @Test
    void firstEventIsEverythingAsItIs() throws Exception {
        watch();
        assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(LinkEvent.Snapshot.class, snapshot -> {
            assertThat(snapshot.links()).extracting(Link::name).contains("lo", "va", "vb");
            assertThat(snapshot.addresses())
                    .extracting(InterfaceAddress::address)
                    .contains(IpAddress.of("10.9.0.1"));
        });
    }

    @Test
    void unpluggingAndPluggingInArrive() throws Exception {
        watch();
        awaitSnapshot();
        namespace.ip("link", "set", "dev", "vb", "down");
        Link down = await(
                        LinkEvent.LinkChanged.class,
                        changed -> isVa(changed) && !changed.link().running())
                .link();
        assertThat(down.up()).isTrue();
        namespace.ip("link", "set", "dev", "vb", "up");
        await(
                LinkEvent.LinkChanged.class,
                changed -> isVa(changed) && changed.link().running());
        namespace.ip("link", "set", "dev", "va", "down");
        await(
                LinkEvent.LinkChanged.class,
                changed -> isVa(changed) && !changed.link().up());
    }

    private static boolean isVa(LinkEvent.LinkChanged changed) {
        return changed.link().name().equals("va");
    }

    @Test
    void addressesArriveWithTheNameOfTheirInterface() throws Exception {
        watch();
        awaitSnapshot();
        namespace.ip("addr", "add", "10.9.0.100/24", "dev", "va", "label", "va:1");
        LinkEvent.AddressAdded added = await(
                LinkEvent.AddressAdded.class, event -> event.address().address().equals(VIP));
        assertThat(added.interfaceName()).isEqualTo("va");
        assertThat(added.address().label()).isEqualTo("va:1");
        assertThat(added.address().secondary()).isTrue();
        namespace.ip("addr", "del", "10.9.0.100/24", "dev", "va");
        assertThat(await(
                                LinkEvent.AddressRemoved.class,
                                event -> event.address().address().equals(VIP))
                        .interfaceName())
                .isEqualTo("va");
    }

    @Test
    void removedInterfaceIsNamedAndARenamedOneKeepsItsIndex() throws Exception {
        watch();
        int index = awaitSnapshot().links().stream()
                .filter(link -> link.name().equals("va"))
                .findFirst()
                .orElseThrow()
                .index();
        namespace.ip("link", "set", "dev", "va", "down");
        namespace.ip("link", "set", "dev", "va", "name", "vc");
        await(
                LinkEvent.LinkChanged.class,
                changed -> changed.link().name().equals("vc") && changed.link().index() == index);
        namespace.ip("link", "del", "dev", "vc");
        assertThat(await(LinkEvent.LinkRemoved.class, removed -> removed.index() == index)
                        .name())
                .isEqualTo("vc");
    }

    @Test
    void portLeavingABridgeIsNotARemovedInterface() throws Exception {
        namespace.ip("link", "add", "br0", "type", "bridge");
        namespace.ip("link", "set", "dev", "va", "master", "br0");
        watch();
        awaitSnapshot();
        namespace.ip("link", "set", "dev", "va", "nomaster");
        namespace.ip("link", "set", "dev", "va", "mtu", "1300");
        await(LinkEvent.LinkChanged.class, changed -> {
            assertThat(changed.link().name()).isIn("va", "br0", "vb");
            return changed.link().mtu() == 1300;
        });
        assertThat(passedOver).noneMatch(LinkEvent.LinkRemoved.class::isInstance);
    }

    @Test
    void lostMessagesEndInANewSnapshot() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        LinkMonitor monitor = watch(event -> {
            events.add(event);
            awaitRelease(release);
        });
        int va = awaitSnapshot().links().stream()
                .filter(link -> link.name().equals("va"))
                .findFirst()
                .orElseThrow()
                .index();
        monitor.limitReceiveBuffer(1);
        List<PlacedAddress> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(new PlacedAddress(VirtualAddress.of(IpAddress.ofIpv4(0x0a0a0000 + i + 1), 32, "va"), va));
        }
        try (NetlinkConnection other = NetworkNamespace.callIn(namespace.path(), SocketNetlinkConnection::openRoute)) {
            new AddressClient(other).addAll(many);
        }
        release.countDown();
        LinkEvent.Snapshot whole = awaitSnapshot();
        assertThat(whole.addresses())
                .extracting(InterfaceAddress::address)
                .containsAll(
                        many.stream().map(placed -> placed.address().address()).toList());
        assertThat(monitor.overruns()).isPositive();
        assertThat(monitor.malformedMessages()).isZero();
        namespace.ip("addr", "add", "10.9.0.100/24", "dev", "va");
        await(LinkEvent.AddressAdded.class, event -> event.address().address().equals(VIP));
    }

    private static void awaitRelease(CountDownLatch release) {
        try {
            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingIsDeliveredAfterClose() throws Exception {
        LinkMonitor monitor = watch();
        awaitSnapshot();
        monitor.close();
        events.clear();
        namespace.ip("link", "set", "dev", "va", "down");
        assertThat(events).isEmpty();
    }
}
