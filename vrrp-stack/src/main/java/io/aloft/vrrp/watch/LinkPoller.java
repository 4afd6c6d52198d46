package io.aloft.vrrp.watch;

import io.aloft.model.vrrp.InterfaceSettings;
import io.aloft.posix.LinkState;
import io.aloft.posix.PosixException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks network cards for their link once a second ({@code linkbeat_interfaces}, {@code linkbeat_use_polling}), on the thread
 * {@code link-poller}, which starts in the network namespace of the thread that calls {@link #start}.
 */
public final class LinkPoller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    private static final long PERIOD_MILLIS = 1000;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final LinkBeatListener listener;
    private final Map<String, LinkState.Method> methods = new ConcurrentHashMap<>();
    private final Map<String, Boolean> states = new LinkedHashMap<>();
    private final Thread thread = Thread.ofPlatform().name("link-poller").unstarted(this::run);
    private volatile List<InterfaceSettings.PolledLink> polled;
    private boolean stopping;

    private LinkPoller(List<InterfaceSettings.PolledLink> polled, LinkBeatListener listener) {
        this.polled = List.copyOf(polled);
        this.listener = listener;
    }

    /**
     * Starts the thread. Every link is told once, then each change; an interface that is missing is down.
     *
     * @param polled without VMACs and ipvlans, and without what nobody tracks
     */
    public static LinkPoller start(List<InterfaceSettings.PolledLink> polled, LinkBeatListener listener) {
        LinkPoller poller = new LinkPoller(polled, listener);
        poller.thread.start();
        return poller;
    }

    /** Takes other interfaces. */
    public void reload(List<InterfaceSettings.PolledLink> changed) {
        polled = List.copyOf(changed);
        methods.clear();
        synchronized (this) {
            notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                for (InterfaceSettings.PolledLink link : polled) {
                    guardedPoll(link);
                }
                states.keySet()
                        .removeIf(name ->
                                polled.stream().noneMatch(link -> link.name().equals(name)));
                synchronized (this) {
                    if (stopping) {
                        return;
                    }
                    wait(PERIOD_MILLIS);
                    if (stopping) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt this thread except at the end of the program.
            LOG.debug("the link poller ends");
        }
    }

    /** A defect at one link must not leave the others as they were for ever. */
    private void guardedPoll(InterfaceSettings.PolledLink link) {
        try {
            poll(link);
        } catch (RuntimeException e) {
            LOG.error("defect in polling the link of {}, please report it", link.name(), e);
        }
    }

    private void poll(InterfaceSettings.PolledLink link) {
        boolean up;
        try {
            up = ask(link);
        } catch (PosixException e) {
            LOG.debug("link of {} cannot be polled: {}", link.name(), e.getMessage());
            up = false;
        }
        Boolean before = states.put(link.name(), up);
        if (!Objects.equals(before, up)) {
            if (before != null) {
                LOG.info("Linkbeat reports {} {}", link.name(), up ? "up" : "down");
            }
            listener.linkBeatChanged(link.name(), up);
        }
    }

    private boolean ask(InterfaceSettings.PolledLink link) throws PosixException {
        LinkState.Method method = methods.get(link.name());
        if (method == null) {
            InterfaceSettings.Method wanted = link.method();
            if (wanted == null) {
                return tryAll(link.name());
            }
            method = ofWord(wanted);
        }
        return LinkState.poll(link.name(), method);
    }

    private static LinkState.Method ofWord(InterfaceSettings.Method method) {
        return switch (method) {
            case MII -> LinkState.Method.MII;
            case ETHTOOL -> LinkState.Method.ETHTOOL;
            case IOCTL -> LinkState.Method.FLAGS;
        };
    }

    /** The first method that the driver knows is used from then on. */
    private boolean tryAll(String name) throws PosixException {
        @Nullable PosixException refused = null;
        for (LinkState.Method method : LinkState.Method.values()) {
            try {
                boolean up = LinkState.poll(name, method);
                methods.put(name, method);
                return up;
            } catch (PosixException e) {
                refused = e;
            }
        }
        throw Objects.requireNonNull(refused);
    }

    /** Ends the thread; nothing is told any more when this returns. */
    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        try {
            if (Thread.currentThread() != thread && !thread.join(STOP_LIMIT)) {
                LOG.error("the link poller did not end within {} s", STOP_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
