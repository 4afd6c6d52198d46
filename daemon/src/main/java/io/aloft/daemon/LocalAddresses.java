package io.aloft.daemon;

import io.aloft.model.net.IpAddress;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.netlink.monitor.LinkMonitor;
import io.aloft.netlink.route.InterfaceAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts on how many interfaces of this machine each address is, for {@code ha_suspend}. */
final class LocalAddresses implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalAddresses.class);

    /** The kernel answers in microseconds; without an answer checks begin as if no address were here. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(2);

    private final ObjIntConsumer<IpAddress> listener;
    private final CountDownLatch known = new CountDownLatch(1);
    private final Map<IpAddress, Set<Integer>> interfaces = new HashMap<>();
    private final LinkMonitor monitor;

    private LocalAddresses(ObjIntConsumer<IpAddress> listener) throws NetlinkException {
        this.listener = listener;
        this.monitor = LinkMonitor.start(this::on);
    }

    /**
     * Tells of all addresses, then begins to tell of every change.
     *
     * @param listener gets an address and the number of interfaces that have it now, on the monitor's thread
     * @throws NetlinkException when the kernel cannot be listened to
     */
    static LocalAddresses watch(ObjIntConsumer<IpAddress> listener) throws NetlinkException {
        var addresses = new LocalAddresses(listener);
        try {
            if (!addresses.known.await(FIRST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the kernel has not told the addresses of this machine yet: ha_suspend takes them for absent");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return addresses;
    }

    private void on(LinkEvent event) {
        switch (event) {
            case LinkEvent.Snapshot snapshot -> {
                Set<IpAddress> concerned = new HashSet<>(interfaces.keySet());
                interfaces.clear();
                for (InterfaceAddress each : snapshot.addresses()) {
                    add(each);
                    concerned.add(each.address());
                }
                concerned.forEach(this::tell);
                known.countDown();
            }
            case LinkEvent.AddressAdded added -> {
                add(added.address());
                tell(added.address().address());
            }
            case LinkEvent.AddressRemoved removed -> {
                IpAddress address = removed.address().address();
                interfaces
                        .getOrDefault(address, new HashSet<>())
                        .remove(removed.address().interfaceIndex());
                tell(address);
            }
            case LinkEvent.LinkChanged _, LinkEvent.LinkRemoved _ -> {
                // The kernel tells of the addresses themselves.
            }
        }
    }

    private void add(InterfaceAddress each) {
        interfaces.computeIfAbsent(each.address(), _ -> new HashSet<>()).add(each.interfaceIndex());
    }

    private void tell(IpAddress address) {
        Set<Integer> on = interfaces.getOrDefault(address, Set.of());
        listener.accept(address, on.size());
        if (on.isEmpty()) {
            interfaces.remove(address);
        }
    }

    @Override
    public void close() {
        monitor.close();
    }
}
