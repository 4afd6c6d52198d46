package io.aloft.vrrp.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.event.StateChange;
import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.netlink.route.AddressClient;
import io.aloft.netlink.route.EntryMatcher;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.Link;
import io.aloft.netlink.route.RouteClient;
import io.aloft.netlink.route.RuleClient;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.address.AddressKeeper;
import io.aloft.vrrp.address.AnnouncementQueue;
import io.aloft.vrrp.address.EntryKeeper;
import io.aloft.vrrp.channel.FrameChannel;
import io.aloft.vrrp.track.HostFacts;
import io.aloft.vrrp.track.HostFacts.Hearing;
import io.aloft.vrrp.track.WatchList;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouterRunnerTest {

    private static final long LONG_ENOUGH = 10_000_000_000L;
    private static final int UP_RUNNING_MULTICAST = 0x1041;

    private final VirtualRouterSpec spec = Specs.router()
            .with(s -> s.addresses = Specs.addresses("10.9.0.101"))
            .spec();
    private final LinkTable links = new LinkTable();
    private long kernelDrops;
    private final BlockingQueue<LoopInput> reports = new LinkedBlockingQueue<>();
    private final Channels channels = new Channels(
            (request, sink) -> new BrokenChannel(),
            (request, sink) -> {
                throw new IOException("no unicast here");
            },
            arrival -> {},
            reports::add);
    private final ObedientKernel kernel = new ObedientKernel();
    private final RouterRunner runner = new RouterRunner(
            spec,
            WatchList.of(spec),
            new Surroundings(
                    links,
                    channels,
                    new AddressKeeper(new AddressClient(kernel), links::index),
                    new EntryKeeper(
                            new RouteClient(kernel, links.numbers()),
                            new RuleClient(kernel),
                            new EntryMatcher(links.numbers())),
                    new AnnouncementQueue(),
                    new Announcer(links, channels),
                    (router, addresses) -> {},
                    new SilentListener() {
                        @Override
                        public void stateChanged(VirtualRouterSpec router, StateChange change) {
                            throw new OutOfMemoryError("unable to create native thread");
                        }
                    }));

    @AfterEach
    void close() {
        channels.closeAll();
    }

    @Test
    void defectInOneActionLeavesTheOthersAndTheTimersAlone() throws InterruptedException {
        start();
        kernel.heard.clear();

        runner.timePassed(LONG_ENOUGH);
        assertThat(kernel.heard).containsExactly("add address 10.9.0.101/24 dev eth0");
        assertThat(runner.deadlineNanos())
                .isEqualTo(LONG_ENOUGH + spec.advertInterval().toNanos());

        runner.stop(true, LONG_ENOUGH);
        assertThat(kernel.heard).last().isEqualTo("remove address 10.9.0.101/24 dev eth0");
    }

    @Test
    void packetsThatTheKernelDroppedHoldATakeOverBackOnce() throws InterruptedException {
        start();
        long due = runner.deadlineNanos();
        long interval = spec.advertInterval().toNanos();

        kernelDrops = 5;
        runner.timePassed(due);
        assertThat(runner.router().state()).isEqualTo(VrrpState.BACKUP);
        assertThat(runner.deadlineNanos()).isEqualTo(due + interval);
        assertThat(runner.status().counters().heldBack()).isEqualTo(1);
        assertThat(runner.status().counters().describe()).contains("; Held Back: 1");

        kernelDrops = 9;
        runner.timePassed(due + interval);
        assertThat(runner.router().state()).isEqualTo(VrrpState.MASTER);
        assertThat(runner.status().counters().heldBack()).isEqualTo(1);
    }

    private void start() throws InterruptedException {
        links.apply(new LinkEvent.Snapshot(
                List.of(new Link(7, "eth0", new MacAddress(0x0200_0000_0001L), 1500, UP_RUNNING_MULTICAST, null, 0, 0)),
                List.of(new InterfaceAddress(7, IpAddress.of("10.9.0.5"), 24, null, null, null, 0, 0, 0))));
        channels.fit(List.of(spec), links, VrrpGlobals.DEFAULT, router -> null);
        channels.opened((LoopInput.ChannelOpened) reports.take());
        runner.start(new HostFacts(links.facts(name -> Hearing.YES, Set.of()), Map.of()), 0);
    }

    /** Fails as no channel should. */
    private final class BrokenChannel implements FrameChannel {
        @Override
        public void send(byte[] frame) {
            throw new IllegalStateException("a defect");
        }

        @Override
        public long kernelDrops() {
            return kernelDrops;
        }

        @Override
        public long received() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
