package io.aloft.vrrp.runtime;

import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.VirtualRouterKey;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.netlink.monitor.LinkMonitor;
import io.aloft.netlink.route.AddressClient;
import io.aloft.posix.PosixException;
import io.aloft.posix.Scheduling;
import io.aloft.vrrp.address.AddressKeeper;
import io.aloft.vrrp.address.AnnouncementPace;
import io.aloft.vrrp.address.AnnouncementQueue;
import io.aloft.vrrp.channel.Arrival;
import io.aloft.vrrp.channel.ChannelOpener;
import io.aloft.vrrp.packet.PacketDecoder;
import io.aloft.vrrp.track.HostFacts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code vrrp-loop}: it alone owns every virtual router, so nothing else can delay an advertisement.
 *
 * <pre>
 *   capture-IF ──────┐                              ┌──► frames (pcap), addresses (netlink)
 *   netlink-monitor ─┼──► bounded queue ──► vrrp-loop ─┤
 *   script results ──┤                              ├──► StateListener (scripts, status)
 *   control ─────────┘                              └──► channel-opener, ScriptExecutor
 * </pre>
 *
 * <p>Everything that has arrived is handled before a deadline may fire: a queue that was not read is no silence.
 */
public final class VrrpLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VrrpLoop.class);

    /** Room for a burst of advertisements from some hundred virtual routers; more are dropped and counted. */
    private static final int QUEUE_LENGTH = 8192;

    /** A thread that comes to a deadline later than this was stopped, or its machine was. */
    private static final long OVERSLEPT_NANOS = 50_000_000L;

    /** How long the capture threads, which were stopped too, get to hand over what has come meanwhile. */
    private static final long CATCHING_UP_NANOS = 50_000_000L;

    private static final long HOUSEKEEPING_NANOS = 10_000_000_000L;
    private static final Duration FULL_QUEUE_PAUSE = Duration.ofMillis(100);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final long originNanos = System.nanoTime();
    private final BlockingQueue<LoopInput> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private final AtomicLong framesDropped = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("vrrp-loop").unstarted(this::run);

    private final NetlinkConnection netlink;
    private final LinkTable links = new LinkTable();
    private final Channels channels;
    private final AnnouncementQueue announcements = new AnnouncementQueue();
    private final ScriptChecks scripts;
    private final RouterRunner.Surroundings surroundings;
    private final Routers routers = new Routers();
    private ConfigImage image;
    private @Nullable LinkMonitor monitor;
    private boolean linksKnown;
    private boolean started;
    private boolean stopping;
    private boolean factsChanged;
    private volatile boolean ended;
    private long housekeepingNanos = HOUSEKEEPING_NANOS;
    private long framesDroppedTold;

    /**
     * Prepares a loop for the virtual routers of {@code image}.
     *
     * @throws NetlinkException when the kernel gives no netlink socket
     */
    public VrrpLoop(ConfigImage image, ChannelOpener opener, ScriptExecutor executor, StateListener listener)
            throws NetlinkException {
        this.image = image;
        this.netlink = SocketNetlinkConnection.openRoute();
        announcements.pace(AnnouncementPace.of(image));
        this.channels = new Channels(opener, this::arrived, this::post);
        this.scripts = new ScriptChecks(executor, this::post);
        this.surroundings = new RouterRunner.Surroundings(
                links, channels, new AddressKeeper(new AddressClient(netlink), links::index), announcements, listener);
    }

    /**
     * Starts the thread. Virtual routers start as soon as the interfaces are known and their channels are open.
     *
     * @throws NetlinkException when interfaces cannot be watched
     */
    public void start() throws NetlinkException {
        monitor = LinkMonitor.start(event -> post(new LoopInput.LinkNews(event)));
        thread.start();
    }

    /** Lets a new configuration take effect; virtual routers are matched by interface, family and VRID. */
    public void reload(ConfigImage next) {
        post(new LoopInput.Reload(next));
    }

    /** How every virtual router stands, in configuration order; answered between two events of the loop. */
    public CompletableFuture<List<RouterStatus>> status() {
        var answer = new CompletableFuture<List<RouterStatus>>();
        post(new LoopInput.StatusWanted(answer));
        return answer;
    }

    /** Sends priority 0 where this is Master, removes every virtual address and ends. */
    @Override
    public void close() {
        post(new LoopInput.Stop());
        try {
            if (!thread.join(STOP_LIMIT)) {
                LOG.error("the VRRP loop did not end within {} s", STOP_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (monitor != null) {
            monitor.close();
        }
        netlink.close();
    }

    /** Frames may be lost when the loop cannot keep up, the rest may not: those who send it can wait. */
    private void arrived(Arrival arrival) {
        if (!queue.offer(new LoopInput.Frame(arrival, arrival.receivedNanos() - originNanos))) {
            framesDropped.incrementAndGet();
        }
    }

    private void post(LoopInput input) {
        try {
            // After the end nobody makes room, and whoever waited for it would wait for ever.
            boolean taken = false;
            while (!taken && !ended) {
                taken = queue.offer(input, FULL_QUEUE_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long now() {
        return System.nanoTime() - originNanos;
    }

    private void run() {
        try {
            // The default slack of 50 µs would be half of the budget for a take-over.
            Scheduling.setTimerSlack(Duration.ofNanos(1));
        } catch (PosixException e) {
            LOG.warn("timers may be 50 µs late: {}", e.getMessage());
        }
        guarded(() -> specs().stream().findFirst().ifPresent(Rehearsal::play));
        while (!stopping) {
            guarded(this::turn);
        }
        routers.all().forEach(router -> guarded(() -> router.stop(now())));
        channels.closeAll();
        ended = true;
        queue.clear();
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /**
     * A defect in one place must not take every address down, and a loop that ended by it would keep addresses that nobody
     * advertises. Errors are caught too: a machine that is out of threads or memory may have some again in a second.
     */
    private static void guarded(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            LOG.warn("the VRRP loop was interrupted and goes on");
        } catch (RuntimeException | Error e) {
            LOG.error("defect in the VRRP loop, please report it", e);
        }
    }

    /** Waits for the next input or deadline, handles all that has arrived, and only then lets deadlines fire. */
    private void turn() throws InterruptedException {
        LoopInput first = queue.poll(nextDeadline() - now(), TimeUnit.NANOSECONDS);
        if (first != null) {
            // What arrives while we work must not keep a deadline waiting for ever.
            int arrived = queue.size();
            handle(first);
            for (LoopInput next = queue.poll(); next != null; next = arrived-- > 0 ? queue.poll() : null) {
                handle(next);
            }
        }
        long late = now() - nextDeadline();
        if (late > OVERSLEPT_NANOS) {
            LOG.warn("A thread timer expired {} seconds ago", BigDecimal.valueOf(late / 1_000, 6));
            catchUp();
        }
        tellFacts();
        deadlines(now());
    }

    /**
     * After a pause of the process or of the machine every deadline has passed, while the advertisements that say otherwise
     * wait in the rings of the capture threads, which wake up no sooner than this one.
     */
    private void catchUp() throws InterruptedException {
        long end = now() + CATCHING_UP_NANOS;
        for (long left = CATCHING_UP_NANOS; left > 0 && !stopping; left = end - now()) {
            LoopInput next = queue.poll(left, TimeUnit.NANOSECONDS);
            if (next != null) {
                handle(next);
            }
        }
    }

    private long nextDeadline() {
        long deadline = Math.min(housekeepingNanos, Math.min(scripts.nextDeadlineNanos(), channels.nextRetryNanos()));
        return Math.min(Math.min(deadline, announcements.nextDeadlineNanos()), routers.nextDeadlineNanos());
    }

    private void deadlines(long now) {
        routers.timePassed(now);
        for (AnnouncementQueue.Due due : announcements.poll(now)) {
            RouterRunner router = routers.named(due.router());
            if (router != null) {
                router.sendArp(due.address());
            }
        }
        scripts.timePassed(now);
        channels.retry(now);
        if (housekeepingNanos <= now) {
            housekeepingNanos = now + HOUSEKEEPING_NANOS;
            channels.tellDrops();
            tellQueueDrops();
        }
    }

    private void tellQueueDrops() {
        long dropped = framesDropped.get();
        if (dropped > framesDroppedTold) {
            LOG.warn("{} advertisements were dropped because the VRRP loop was busy", dropped - framesDroppedTold);
            framesDroppedTold = dropped;
        }
    }

    private void handle(LoopInput input) {
        switch (input) {
            case LoopInput.Frame frame -> receive(frame);
            case LoopInput.LinkNews news -> linkNews(news.event());
            case LoopInput.ChannelOpened opened -> {
                channels.opened(opened);
                startWhenReady();
                factsChanged = true;
            }
            case LoopInput.ChannelFailed failed -> {
                channels.failed(failed, now());
                startWhenReady();
                factsChanged = true;
            }
            case LoopInput.ScriptEnded ended -> factsChanged |= scripts.ended(ended, now());
            case LoopInput.Reload reload -> reconfigure(reload.image());
            case LoopInput.StatusWanted wanted ->
                wanted.answer()
                        .complete(
                                routers.all().stream().map(RouterRunner::status).toList());
            case LoopInput.Stop stop -> stopping = true;
        }
    }

    private void receive(LoopInput.Frame frame) {
        Arrival arrival = frame.arrival();
        PacketDecoder.decode(arrival.bytes(), arrival.offset(), arrival.length())
                .ifPresent(packet -> {
                    for (RouterRunner router : routers.listeners(arrival.interfaceName(), packet)) {
                        router.received(packet, frame.receivedNanos());
                    }
                });
    }

    private void linkNews(LinkEvent event) {
        Map<String, Boolean> before = new HashMap<>();
        watchedInterfaces().forEach(name -> before.put(name, links.running(name)));
        links.apply(event);
        channels.fit(specs(), links);
        if (!linksKnown) {
            linksKnown = true;
            startWhenReady();
            return;
        }
        before.forEach((name, wasUp) -> {
            if (wasUp != links.running(name)) {
                LOG.info("Netlink reports {} {}", name, wasUp ? "down" : "up");
                if (!wasUp) {
                    channels.cameUp(name, now());
                }
            }
        });
        factsChanged = true;
        if (event instanceof LinkEvent.AddressRemoved removed) {
            long now = now();
            routers.all()
                    .forEach(
                            router -> router.addressRemoved(removed.address().address(), removed.interfaceName(), now));
        }
    }

    /** Those interfaces that matter to some virtual router. */
    private Set<String> watchedInterfaces() {
        return specs().stream()
                .flatMap(spec -> Stream.concat(
                        Stream.of(spec.interfaceName()),
                        spec.trackedInterfaces().stream().map(TrackedInterface::name)))
                .collect(Collectors.toSet());
    }

    private List<VirtualRouterSpec> specs() {
        return image.virtualRouters();
    }

    private void startWhenReady() {
        if (started || !linksKnown || !channels.settled()) {
            return;
        }
        started = true;
        long now = now();
        scripts.configure(image.scripts(), now);
        specs().forEach(spec -> startRouter(spec, now));
        LOG.info("Startup complete");
    }

    private void startRouter(VirtualRouterSpec spec, long now) {
        var router = new RouterRunner(spec, surroundings);
        routers.add(router);
        router.start(facts(), now);
    }

    private HostFacts facts() {
        return new HostFacts(links.facts(channels::hearing), scripts.verdicts());
    }

    /**
     * Tells the routers what changed on the host since the last turn. Once for a whole burst: a failover of some hundred
     * addresses comes back as some hundred messages of the kernel.
     */
    private void tellFacts() {
        if (factsChanged) {
            factsChanged = false;
            HostFacts facts = facts();
            long now = now();
            routers.all().forEach(router -> router.factsChanged(facts, now));
        }
    }

    private void reconfigure(ConfigImage next) {
        image = next;
        announcements.pace(AnnouncementPace.of(next));
        long now = now();
        // Those that go say so before their channels are closed.
        Set<VirtualRouterKey> staying =
                specs().stream().map(VirtualRouterSpec::key).collect(Collectors.toSet());
        routers.all().stream()
                .filter(router -> !staying.contains(router.spec().key()))
                .forEach(gone -> gone.removedByReload(now));
        channels.fit(specs(), links);
        if (!started) {
            return;
        }
        scripts.configure(next.scripts(), now);
        Map<VirtualRouterKey, RouterRunner> before = routers.removeAll();
        for (VirtualRouterSpec spec : specs()) {
            RouterRunner known = before.get(spec.key());
            if (known == null) {
                startRouter(spec, now);
            } else {
                known.reconfigure(spec, facts(), now);
                routers.add(known);
            }
        }
    }
}
