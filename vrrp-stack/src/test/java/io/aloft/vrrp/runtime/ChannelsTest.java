package io.aloft.vrrp.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.netlink.route.Link;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.channel.FrameChannel;
import io.aloft.vrrp.track.HostFacts.Hearing;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    private static final int UP_AND_RUNNING = 0x41;

    private final List<VirtualRouterSpec> routers = List.of(Specs.router().spec());
    private final LinkTable links = new LinkTable();
    private final BlockingQueue<LoopInput> reports = new LinkedBlockingQueue<>();
    private final AtomicInteger openNow = new AtomicInteger();
    private volatile boolean refusing;
    private volatile boolean broken;
    private volatile boolean exhausted;
    private final Channels channels = new Channels(
            (request, sink) -> {
                if (exhausted) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                if (broken) {
                    throw new UnsatisfiedLinkError("no such symbol");
                }
                if (refusing) {
                    throw new IOException("no such device");
                }
                openNow.incrementAndGet();
                return new Opened();
            },
            (request, sink) -> {
                throw new IOException("no unicast here");
            },
            arrival -> {},
            reports::add);

    @AfterEach
    void close() {
        channels.closeAll();
    }

    @Test
    void interfaceIsHeardSoonWhileItsCaptureIsOpenedAndThroughoutAReplacement() throws InterruptedException {
        assertThat(channels.hearing("eth0")).isEqualTo(Hearing.NO);
        exists(7);
        assertThat(channels.hearing("eth0")).isEqualTo(Hearing.SOON);
        channels.opened((LoopInput.ChannelOpened) reports.take());
        exists(8);
        assertThat(channels.hearing("eth0")).isEqualTo(Hearing.YES);
        channels.opened((LoopInput.ChannelOpened) reports.take());
        assertThat(channels.hearing("eth0")).isEqualTo(Hearing.YES);
    }

    @Test
    void failureIsTriedAgainAndNothingIsTriedForAnInterfaceThatVanished() throws InterruptedException {
        refusing = true;
        exists(7);
        channels.failed((LoopInput.ChannelFailed) reports.take(), 0);
        assertThat(channels.hearing("eth0")).isEqualTo(Hearing.NO);
        assertThat(channels.nextRetryNanos()).isBetween(1L, 60_000_000_000L);
        vanishes();
        assertThat(channels.nextRetryNanos()).as("else the loop would spin").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void failureThatComesAfterTheInterfaceVanishedIsNotTriedAgain() throws InterruptedException {
        refusing = true;
        exists(7);
        var failed = (LoopInput.ChannelFailed) reports.take();
        vanishes();
        channels.failed(failed, 0);
        assertThat(channels.nextRetryNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void defectWhileOpeningIsAnAnswerToo() throws InterruptedException {
        broken = true;
        exists(7);
        assertThat(((LoopInput.ChannelFailed) reports.take()).reason())
                .contains("cannot capture on eth0", "no such symbol");
    }

    @Test
    void interfaceThatComesUpIsTriedAtOnce() throws InterruptedException {
        refusing = true;
        exists(7);
        channels.failed((LoopInput.ChannelFailed) reports.take(), 1_000);
        channels.cameUp("eth0", 2_000);
        assertThat(channels.nextRetryNanos()).isEqualTo(2_000);
        refusing = false;
        channels.retry(2_000);
        assertThat(reports.take()).isInstanceOf(LoopInput.ChannelOpened.class);
        assertThat(channels.nextRetryNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void captureThatOpensAfterItsInterfaceVanishedIsClosed() throws InterruptedException {
        exists(7);
        var late = (LoopInput.ChannelOpened) reports.take();
        vanishes();
        channels.opened(late);
        assertThat(channels.settled()).isTrue();
        assertThat(channels.hearing("eth0")).isEqualTo(Hearing.NO);
        exists(8);
        channels.opened((LoopInput.ChannelOpened) reports.take());
        assertThat(openNow).hasValue(1);
    }

    @Test
    void machineOutOfThreadsIsAnAnswerToo() throws InterruptedException {
        exhausted = true;
        exists(7);
        assertThat(reports.take()).isInstanceOf(LoopInput.ChannelFailed.class);
    }

    @Test
    void manyReloadsAndRecreatedInterfacesLeaveOneChannelOpen() throws InterruptedException {
        for (int index = 1; index <= 50; index++) {
            exists(index);
            channels.opened((LoopInput.ChannelOpened) reports.take());
        }
        vanishes();
        exists(100);
        var last = (LoopInput.ChannelOpened) reports.take();
        // The worker closes in the order of its tasks, so what was to be closed before is closed by now.
        assertThat(openNow).hasValue(1);
        channels.opened(last);
    }

    private void exists(int index) {
        links.apply(new LinkEvent.Snapshot(
                List.of(new Link(index, "eth0", new MacAddress(1), 1500, UP_AND_RUNNING, null, 0, 0)), List.of()));
        channels.fit(routers, links, VrrpGlobals.DEFAULT, router -> null);
    }

    private void vanishes() {
        links.apply(new LinkEvent.Snapshot(List.of(), List.of()));
        channels.fit(routers, links, VrrpGlobals.DEFAULT, router -> null);
    }

    /** Counts itself open. */
    private final class Opened implements FrameChannel {
        @Override
        public void send(byte[] frame) {}

        @Override
        public long kernelDrops() {
            return 0;
        }

        @Override
        public long received() {
            return 0;
        }

        @Override
        public void close() {
            openNow.decrementAndGet();
        }
    }
}
