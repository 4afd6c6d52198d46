package io.aloft.vrrp.runtime;

import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.monitor.LinkMonitor;
import io.aloft.netlink.route.AddressClient;
import io.aloft.netlink.route.EntryMatcher;
import io.aloft.netlink.route.RouteClient;
import io.aloft.netlink.route.RuleClient;
import io.aloft.vrrp.address.AddressKeeper;
import io.aloft.vrrp.address.AnnouncementQueue;
import io.aloft.vrrp.address.EntryKeeper;
import io.aloft.vrrp.address.StaticKeeper;
import io.aloft.vrrp.channel.Arrival;
import io.aloft.vrrp.channel.PacketSink;
import io.aloft.vrrp.channel.ReadingPace;
import io.aloft.vrrp.fsm.Oversleep;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code vrrp-loop}: it alone owns every virtual router ({@link VrrpHost}), so nothing else can delay an
 * advertisement.
 *
 * <pre>
 *   capture-IF, unicast-ADDRESS ─┐                              ┌──► frames and packets, addresses, routes, rules
 *   netlink-monitor ─────────────┼──► bounded queue ──► vrrp-loop ─┤
 *   scripts, files, processes ───┤                              ├──► StateListener (scripts, status)
 *   BFD, control ────────────────┘                              └──► channel-opener, HostServices, ScriptExecutor
 * </pre>
 *
 * <p>Everything that has arrived is handled before a deadline may fire: a queue that was not read is no silence.
 */
public final class VrrpLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VrrpLoop.class);

    /** Room for a burst of advertisements from some hundred virtual routers; more are dropped and counted. */
    private static final int QUEUE_LENGTH = 8192;

    /** Before a take-over. */
    private static final long AWAKE_NANOS = 600_000L;

    /** As long as a receiving thread needs to hand over what has come together. */
    private static final long PAUSE_NANOS = 400_000L;

    private static final Duration FULL_QUEUE_PAUSE = Duration.ofMillis(100);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final long originNanos = System.nanoTime();
    private final BlockingQueue<LoopInput> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);

    /** What the loop tells itself, for which it cannot wait until the queue has room. Owned by the loop. */
    private final Queue<LoopInput> own = new ArrayDeque<>();

    /** Of turns with packets; owned by the loop, as is how long it rests now. */
    private final ReadingPace pace = new ReadingPace(PAUSE_NANOS);

    private long restNanos;

    /** When the first turn began. */
    private long begunNanos;

    private final AtomicLong packetsDropped = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("vrrp-loop").unstarted(this::run);
    private final NetlinkConnection netlink;
    private final VrrpHost host;
    private final Observers observers;
    private final ConfigImage first;
    private final LoopTuning tuning;
    private final List<VirtualRouterSpec> rehearsed;
    private @Nullable LinkMonitor monitor;
    private LoopInput.@Nullable Stop stop;
    private volatile boolean ended;

    /** When a Backup will take over unless it hears its Master; far away unless that is what comes next. */
    private volatile long takeoverNanos = Long.MAX_VALUE;

    private long packetsDroppedSeen;
    private long packetsDroppedTold;
    private long worstLatenessNanos;

    /**
     * Prepares a loop for the virtual routers of {@code image}.
     *
     * @throws NetlinkException when the kernel gives no netlink socket
     */
    public VrrpLoop(ConfigImage image, VrrpPorts ports, StateListener listener) throws NetlinkException {
        this.first = image;
        this.netlink = SocketNetlinkConnection.openRoute();
        this.observers = new Observers(this::post, ports.sessions());
        this.tuning = new LoopTuning(image.global().processes());
        this.rehearsed = image.virtualRouters().stream().limit(1).toList();
        var links = new LinkTable();
        var channels = new Channels(ports.captures(), ports.unicasts(), new Inlet(), this::post);
        var services = new HostServices(this::post, ports.interfaceGroups(), links::index);
        var addresses = new AddressClient(netlink);
        var numbers = links.numbers();
        var surroundings = new Surroundings(
                links,
                channels,
                new AddressKeeper(addresses, links::index),
                new EntryKeeper(new RouteClient(netlink, numbers), new RuleClient(netlink), new EntryMatcher(numbers)),
                new AnnouncementQueue(),
                new Announcer(links, channels),
                services,
                listener);
        var statics = new StaticKeeper(
                AddressKeeper.ofStaticAddresses(addresses, links::index),
                new EntryKeeper(new RouteClient(netlink, numbers), new RuleClient(netlink), new EntryMatcher(numbers)));
        this.host = new VrrpHost(
                image, surroundings, new ScriptChecks(ports.scripts(), this::post), statics, services, this::now);
    }

    /**
     * Starts the thread. Virtual routers start as soon as the interfaces are known and their channels are open.
     *
     * @throws NetlinkException when interfaces cannot be watched
     */
    public void start() throws NetlinkException {
        // Into the queue before anything else: a router starts with what is true.
        observers.look(first);
        monitor = LinkMonitor.start(event -> post(new LoopInput.LinkNews(event)));
        thread.start();
        observers.observe(first);
    }

    /** Lets a new configuration take effect; virtual routers are matched by their keys. */
    public void reload(ConfigImage next) {
        post(new LoopInput.Reload(next));
        observers.observe(next);
    }

    /** How everything stands; answered between two events of the loop. */
    public CompletableFuture<VrrpStatus> status() {
        var answer = new CompletableFuture<VrrpStatus>();
        post(new LoopInput.StatusWanted(answer));
        return answer;
    }

    /** Sends priority 0 where this is Master, removes every virtual address and ends. */
    @Override
    public void close() {
        close(true);
    }

    /** Ends without a word to the network and leaves addresses, routes and interfaces ({@code --dont-release-vrrp}). */
    public void closeKeepingAddresses() {
        close(false);
    }

    private void close(boolean release) {
        post(new LoopInput.Stop(release));
        try {
            if (!thread.join(STOP_LIMIT)) {
                LOG.error("the VRRP loop did not end within {} s", STOP_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        observers.close();
        if (monitor != null) {
            monitor.close();
        }
        netlink.close();
    }

    /** Packets may be lost when the loop cannot keep up, the rest may not: those who send it can wait. */
    private final class Inlet implements PacketSink {

        @Override
        public void packet(Arrival arrival) {
            if (!queue.offer(new LoopInput.Packet(arrival, arrival.receivedNanos() - originNanos))) {
                packetsDropped.incrementAndGet();
            }
        }

        @Override
        public long patienceNanos(long nowNanos) {
            return takeoverNanos - (nowNanos - originNanos);
        }
    }

    private void post(LoopInput input) {
        if (Thread.currentThread() == thread) {
            own.add(input);
            return;
        }
        try {
            // After the end nobody makes room, and whoever waited for it would wait for ever.
            boolean taken = queue.offer(input);
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
        tuning.apply();
        guarded(() -> rehearsed.forEach(Rehearsal::play));
        begunNanos = now();
        Work turn = this::turn;
        while (stop == null) {
            guarded(turn);
        }
        boolean release = stop.release();
        host.routers().forEach(router -> guarded(() -> router.stop(release, now())));
        guarded(() -> host.end(release));
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
        LoopInput first = await();
        if (first != null) {
            // What arrives while we work must not keep a deadline waiting for ever.
            int arrived = queue.size();
            handle(first);
            for (LoopInput next = queue.poll(); next != null; next = arrived-- > 0 ? queue.poll() : null) {
                handle(next);
            }
            long handled = now();
            restNanos = pace.pauseNanos(handled, handled);
        }
        host.tellFacts();
        long due = host.nextDeadlineNanos();
        long now = now();
        long late = now - due;
        if (late > 0) {
            tuning.late(late);
            worstLatenessNanos = Math.max(worstLatenessNanos, late);
        }
        if (Oversleep.is(late)) {
            if (Oversleep.isNews(late, now - begunNanos)) {
                LOG.warn("A thread timer expired {} seconds ago", BigDecimal.valueOf(late / 1_000, 6));
            }
            catchUp();
            host.tellFacts();
            now = now();
            host.stalled(due, now);
        }
        // By the time at which the lateness was judged: a pause after that must not let a deadline fire that nobody
        // judged.
        lookForDrops(now);
        host.timePassed(now);
        handleOwn();
        tellDrops();
    }

    /**
     * The next input, or null when a deadline has come. Waking up takes the kernel some 60 µs, a quarter of what a take-over
     * may be late, and asking it for dropped packets some 200 µs, so the last moments before one are waited for awake. They are few: a Backup whose Master lives never
     * gets there.
     */
    private @Nullable LoopInput await() throws InterruptedException {
        long deadline = host.nextDeadlineNanos();
        boolean takeover = host.awaitsTakeover(deadline);
        takeoverNanos = takeover ? deadline : Long.MAX_VALUE;
        if (restNanos > 0 && deadline - now() > restNanos + AWAKE_NANOS) {
            LockSupport.parkNanos(restNanos);
            restNanos = 0;
        }
        LoopInput first = queue.poll(deadline - now() - (takeover ? AWAKE_NANOS : 0), TimeUnit.NANOSECONDS);
        if (first == null && takeover) {
            host.takeoverComes(now());
        }
        while (first == null && takeover && now() < deadline) {
            Thread.onSpinWait();
            first = queue.poll();
        }
        return first;
    }

    /**
     * After a pause of the process or of the machine every deadline has passed, while the advertisements that say otherwise
     * wait in the buffers of the receiving threads, which wake up no sooner than this one.
     */
    private void catchUp() throws InterruptedException {
        long end = now() + Oversleep.CATCHING_UP_NANOS;
        for (long left = Oversleep.CATCHING_UP_NANOS; left > 0 && stop == null; left = end - now()) {
            LoopInput next = queue.poll(left, TimeUnit.NANOSECONDS);
            if (next != null) {
                handle(next);
            }
        }
    }

    private void handle(LoopInput input) {
        if (input instanceof LoopInput.Packet packet) {
            // By far the most.
            host.receive(packet.arrival(), packet.receivedNanos());
            handleOwn();
            return;
        }
        switch (input) {
            case LoopInput.Stop asked -> stop = asked;
            case LoopInput.StatusWanted wanted -> wanted.answer().complete(host.status(worstLatenessNanos));
            case LoopInput.Reload reload -> {
                tuning.reconfigure(reload.image().global().processes());
                host.handle(reload);
            }
            default -> host.handle(input);
        }
        handleOwn();
    }

    private void handleOwn() {
        for (LoopInput next = own.poll(); next != null; next = own.poll()) {
            host.handle(next);
        }
    }

    private void lookForDrops(long now) {
        long dropped = packetsDropped.get();
        if (dropped > packetsDroppedSeen) {
            host.packetsDropped(dropped - packetsDroppedSeen, now);
            packetsDroppedSeen = dropped;
        }
    }

    private void tellDrops() {
        long dropped = packetsDropped.get();
        if (dropped - packetsDroppedTold >= QUEUE_LENGTH || dropped > 0 && packetsDroppedTold == 0) {
            LOG.warn("{} packets were dropped because the VRRP loop was busy", dropped - packetsDroppedTold);
            packetsDroppedTold = dropped;
        }
    }
}
