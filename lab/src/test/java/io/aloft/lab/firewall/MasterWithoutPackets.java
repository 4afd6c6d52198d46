package io.aloft.lab.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadOptions;
import io.aloft.config.host.LiveHostFacts;
import io.aloft.lab.netns.TestHost;
import io.aloft.lab.process.Await;
import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.monitor.LinkMonitor;
import io.aloft.netlink.route.AddressClient;
import io.aloft.netlink.route.AddressOutcome;
import io.aloft.netlink.route.LinkClient;
import io.aloft.posix.NetworkNamespace;
import io.aloft.vrrp.device.Fitting;
import io.aloft.vrrp.device.VirtualDevices;
import io.aloft.vrrp.firewall.Firewall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The interfaces, the packet filter and the addresses of virtual routers in a test host, as they are on a Master; no
 * advertisement is sent. Used by one thread.
 */
final class MasterWithoutPackets implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ConfigImage image;
    private final SocketNetlinkConnection connection;
    private final VirtualDevices devices;
    private final Firewall firewall;
    private final LinkMonitor monitor;
    private volatile @Nullable Fitting fitting;

    private MasterWithoutPackets(Path config) throws IOException {
        LiveHostFacts facts = new LiveHostFacts();
        image = Objects.requireNonNull(
                ConfigLoader.load(config, LoadOptions.forHost(facts), facts).image());
        assertThat(image.virtualRouters()).isNotEmpty();
        connection = SocketNetlinkConnection.openRoute();
        firewall = Firewall.start(image.global().firewall());
        devices = VirtualDevices.start(group -> OptionalInt.of(Integer.parseInt(group)), this::fitted);
        monitor = LinkMonitor.start(devices::notice);
    }

    /** Makes the interfaces of this configuration in the host and waits until they are there. */
    static MasterWithoutPackets start(TestHost host, Path config) {
        try {
            MasterWithoutPackets master =
                    NetworkNamespace.callIn(host.namespaceFile(), () -> new MasterWithoutPackets(config));
            master.devices.fit(
                    master.image.virtualRouters(), master.image.global().vrrp());
            Await.until("interfaces are made", LIMIT, () -> master.fitting != null);
            return master;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void fitted(Fitting news) {
        firewall.prepare(news.routers(), news.vmacs(), !image.global().vrrp().disableLocalIgmp());
        fitting = news;
    }

    Fitting fitting() {
        return Objects.requireNonNull(fitting);
    }

    private OptionalInt index(String name) {
        try {
            return new LinkClient(connection)
                    .link(name)
                    .map(link -> OptionalInt.of(link.index()))
                    .orElse(OptionalInt.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every virtual router becomes Master. */
    void become() {
        AddressClient client = new AddressClient(connection);
        for (VirtualRouterSpec router : fitting().routers()) {
            firewall.refuse(router, Firewall.refuses(router) ? router.allAddresses() : List.of(), this::index);
            for (VirtualAddress address : router.allAddresses()) {
                assertThat(client.add(address, index(address.device()).orElseThrow()))
                        .isNotInstanceOf(AddressOutcome.Failed.class);
            }
        }
    }

    /** Waits until another host has all virtual addresses, on interfaces of the same names. */
    void awaitAddressesOn(TestHost other) {
        for (VirtualRouterSpec router : fitting().routers()) {
            for (VirtualAddress address : router.allAddresses()) {
                Await.until(
                        other + " has " + address,
                        LIMIT,
                        () -> other.attempt("ip", "-o", "addr", "show", "dev", address.device())
                                .output()
                                .contains(" " + address.address() + "/"));
            }
        }
    }

    /** Every virtual router leaves. */
    void leave() {
        AddressClient client = new AddressClient(connection);
        for (VirtualRouterSpec router : fitting().routers()) {
            for (VirtualAddress address : router.allAddresses()) {
                index(address.device())
                        .ifPresent(index ->
                                assertThat(client.remove(address, index)).isNotInstanceOf(AddressOutcome.Failed.class));
            }
            firewall.refuse(router, List.of(), this::index);
        }
    }

    @Override
    public void close() {
        monitor.close();
        firewall.close();
        devices.close();
        connection.close();
    }
}
