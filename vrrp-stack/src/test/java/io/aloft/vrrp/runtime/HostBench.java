package io.aloft.vrrp.runtime;

import io.aloft.model.ConfigImage;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.netlink.route.AddressClient;
import io.aloft.netlink.route.EntryMatcher;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.Link;
import io.aloft.netlink.route.RouteClient;
import io.aloft.netlink.route.RuleClient;
import io.aloft.vrrp.address.AddressKeeper;
import io.aloft.vrrp.address.AnnouncementQueue;
import io.aloft.vrrp.address.EntryKeeper;
import io.aloft.vrrp.address.StaticKeeper;
import io.aloft.vrrp.channel.FrameChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A {@link VrrpHost} with one interface, eth0, and neither thread nor kernel: time moves when a test says so. */
final class HostBench implements AutoCloseable {

    static final int ETH0 = 7;
    private static final int UP_RUNNING_MULTICAST = 0x1041;

    final ObedientKernel kernel = new ObedientKernel();
    final List<byte[]> sent = new ArrayList<>();
    final LinkTable links = new LinkTable();
    long now;

    private final BlockingQueue<LoopInput> reports = new LinkedBlockingQueue<>();
    private final Channels channels = new Channels(
            (request, sink) -> new Wire(),
            (request, sink) -> {
                throw new IOException("no unicast here");
            },
            arrival -> {},
            reports::add);
    final VrrpHost host;

    HostBench(ConfigImage image) {
        var addresses = new AddressClient(kernel);
        var services = new HostServices(reports::add, name -> OptionalInt.empty(), links::index);
        var around = new Surroundings(
                links,
                channels,
                new AddressKeeper(addresses, links::index),
                entryKeeper(),
                new AnnouncementQueue(),
                new Announcer(links, channels),
                services,
                new SilentListener());
        var statics = new StaticKeeper(AddressKeeper.ofStaticAddresses(addresses, links::index), entryKeeper());
        var scripts = new ScriptChecks((script, whenEnded) -> () -> false, reports::add);
        host = new VrrpHost(image, around, scripts, statics, services, () -> now);
    }

    private EntryKeeper entryKeeper() {
        return new EntryKeeper(
                new RouteClient(kernel, links.numbers()), new RuleClient(kernel), new EntryMatcher(links.numbers()));
    }

    static ConfigImage image(List<VirtualRouterSpec> routers, List<SyncGroupSpec> groups) {
        ConfigImage empty = ConfigImage.empty("bench");
        return new ConfigImage(
                empty.global(),
                empty.scripts(),
                empty.tracked(),
                routers,
                groups,
                empty.statics(),
                empty.interfaces(),
                empty.virtualServerGroups(),
                empty.virtualServers());
    }

    /** Everything that an interface with these addresses is. */
    static LinkEvent.Snapshot snapshot(List<InterfaceAddress> addresses) {
        return new LinkEvent.Snapshot(
                List.of(new Link(
                        ETH0, "eth0", new MacAddress(0x0200_0000_0001L), 1500, UP_RUNNING_MULTICAST, null, 0, 0)),
                addresses);
    }

    static InterfaceAddress address(IpAddress address) {
        return new InterfaceAddress(ETH0, address, 24, null, null, null, 0, 0, 0);
    }

    /** Lets interfaces, captures and virtual routers start. */
    HostBench start() throws InterruptedException {
        tell(snapshot(List.of(address(IpAddress.of("10.9.0.5")))));
        settle();
        return this;
    }

    /** Handles what other threads report until every channel is open. */
    void settle() throws InterruptedException {
        do {
            for (LoopInput next = reports.poll(); next != null; next = reports.poll()) {
                host.handle(next);
            }
            if (!channels.settled()) {
                host.handle(reports.take());
            }
            host.tellFacts();
            host.timePassed(now);
        } while (!reports.isEmpty() || !channels.settled());
    }

    /** The kernel says something. */
    void tell(LinkEvent event) {
        host.handle(new LoopInput.LinkNews(event));
    }

    /** Lets time pass until {@code nanos}. */
    void at(long nanos) {
        now = nanos;
        host.tellFacts();
        host.timePassed(nanos);
    }

    void reload(ConfigImage next) throws InterruptedException {
        host.handle(new LoopInput.Reload(next));
        settle();
    }

    @Override
    public void close() {
        host.end(false);
    }

    private final class Wire implements FrameChannel {
        @Override
        public void send(byte[] frame) {
            sent.add(frame);
        }

        @Override
        public long kernelDrops() {
            return 0;
        }

        @Override
        public long received() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
