package io.aloft.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.netlink.LabNamespace;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.posix.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs root. What we tell the kernel is looked at with {@code ip}, and what {@code ip} tells it with our own eyes. */
@Tag("lab")
@Timeout(120)
class RouteLabTest {

    private LabNamespace namespace;
    private NetlinkConnection connection;
    private LinkClient links;
    private AddressClient addresses;
    private int va;

    @BeforeEach
    void open() throws Exception {
        namespace = new LabNamespace();
        connection = NetworkNamespace.callIn(namespace.path(), SocketNetlinkConnection::openRoute);
        links = new LinkClient(connection);
        addresses = new AddressClient(connection);
        va = links.link("va").orElseThrow().index();
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        namespace.close();
    }

    private static VirtualAddress address(String text, int prefixLength) {
        return VirtualAddress.of(IpAddress.of(text), prefixLength, "va");
    }

    private InterfaceAddress seen(VirtualAddress wanted) throws NetlinkException {
        return links.addresses().stream()
                .filter(address -> address.address().equals(wanted.address()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void linksAreWhatIpShows() throws Exception {
        namespace.ip("link", "set", "dev", "va", "mtu", "1400");
        Link link = links.link("va").orElseThrow();
        assertThat(link.mtu()).isEqualTo(1400);
        assertThat(link.kind()).isEqualTo("veth");
        assertThat(link.running()).isTrue();
        assertThat(namespace.ip("link", "show", "dev", "va")).contains(String.valueOf(link.mac()));
        assertThat(link.parentIndex()).isEqualTo(links.link("vb").orElseThrow().index());
        namespace.ip("link", "set", "dev", "vb", "down");
        Link unplugged = links.link("va").orElseThrow();
        assertThat(unplugged.up()).isTrue();
        assertThat(unplugged.running()).isFalse();
        assertThat(links.malformedReplies()).isZero();
    }

    @Test
    void plainAddressAppearsAndDisappears() throws Exception {
        VirtualAddress vip = address("10.9.0.100", 32);
        assertThat(addresses.add(vip, va)).isInstanceOf(AddressOutcome.Added.class);
        assertThat(namespace.ip("-o", "-4", "addr", "show", "dev", "va"))
                .contains("inet 10.9.0.100/32 scope global va");
        assertThat(addresses.add(vip, va)).isInstanceOf(AddressOutcome.AlreadyPresent.class);
        assertThat(addresses.remove(vip, va)).isInstanceOf(AddressOutcome.Removed.class);
        assertThat(namespace.ip("-o", "-4", "addr", "show", "dev", "va")).isEmpty();
        assertThat(addresses.remove(vip, va)).isInstanceOf(AddressOutcome.Absent.class);
        assertThat(addresses.remove(vip, 4711)).isInstanceOf(AddressOutcome.Absent.class);
    }

    @Test
    void everyOptionIsWhatIpShows() throws Exception {
        VirtualAddress vip = new VirtualAddress(
                IpAddress.of("10.1.0.91"),
                16,
                "va",
                "va:0",
                IpAddress.of("10.1.255.255"),
                null,
                253,
                true,
                Set.of(),
                null,
                false,
                true);
        assertThat(addresses.add(vip, va)).isInstanceOf(AddressOutcome.Added.class);
        assertThat(namespace.ip("-o", "-4", "addr", "show", "dev", "va"))
                .contains("inet 10.1.0.91/16 brd 10.1.255.255 scope link noprefixroute va:0");
        assertThat(namespace.ip("route", "show")).doesNotContain("10.1.0.0");
        InterfaceAddress seen = seen(vip);
        assertThat(seen.label()).isEqualTo("va:0");
        assertThat(seen.broadcast()).isEqualTo(vip.broadcast());
        assertThat(seen.scope()).isEqualTo(253);
        // The kernel learnt to remember it in 5.18.
        assertThat(seen.protocol()).isEqualTo(InterfaceAddress.PROTOCOL_KEEPALIVED);
        assertThat(addresses.remove(vip, va)).isInstanceOf(AddressOutcome.Removed.class);
    }

    @Test
    void peerIsTheFarEnd() throws Exception {
        VirtualAddress vip = new VirtualAddress(
                IpAddress.of("10.8.0.1"),
                32,
                "va",
                null,
                null,
                IpAddress.of("10.8.0.2"),
                0,
                false,
                Set.of(),
                null,
                false,
                true);
        assertThat(addresses.add(vip, va)).isInstanceOf(AddressOutcome.Added.class);
        assertThat(namespace.ip("-o", "-4", "addr", "show", "dev", "va")).contains("inet 10.8.0.1 peer 10.8.0.2/32");
        assertThat(seen(vip).peer()).isEqualTo(vip.peer());
        assertThat(addresses.remove(vip, va)).isInstanceOf(AddressOutcome.Removed.class);
    }

    @Test
    void ipv6AddressIsUsableAtOnce() throws Exception {
        VirtualAddress host = address("fd09::100", 128);
        VirtualAddress network = address("fd09:1::100", 64);
        assertThat(addresses.add(host, va)).isInstanceOf(AddressOutcome.Added.class);
        assertThat(addresses.add(network, va)).isInstanceOf(AddressOutcome.Added.class);
        assertThat(seen(host).tentative()).isFalse();
        assertThat(seen(host).deprecated()).as("never a source").isTrue();
        assertThat(seen(network).tentative()).isFalse();
        assertThat(seen(network).deprecated()).isFalse();
        assertThat(addresses.add(host, va)).isInstanceOf(AddressOutcome.AlreadyPresent.class);
        assertThat(addresses.remove(host, va)).isInstanceOf(AddressOutcome.Removed.class);
        assertThat(addresses.remove(host, va)).isInstanceOf(AddressOutcome.Absent.class);
    }

    @Test
    void refusalNamesWhatWasTriedAndWhy() {
        assertThat(addresses.add(address("10.9.0.100", 24), 4711))
                .isInstanceOfSatisfying(AddressOutcome.Failed.class, failed -> {
                    assertThat(failed.reason().symbol()).isEqualTo("ENODEV");
                    assertThat(failed.reason())
                            .hasMessageStartingWith("add address 10.9.0.100/24 dev va: No such device (ENODEV)");
                });
    }

    @Test
    void thousandsOfAddressesEachGetTheirOutcome() throws Exception {
        List<PlacedAddress> many = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            many.add(new PlacedAddress(VirtualAddress.of(IpAddress.ofIpv4(0x0a090000 + i + 1), 32, "va"), va));
        }
        // One that cannot be, in the middle: it must not stop those behind it.
        many.add(1_000, new PlacedAddress(address("10.10.0.1", 32), 4711));
        List<AddressOutcome> added = addresses.addAll(many);
        assertThat(added).filteredOn(AddressOutcome.Added.class::isInstance).hasSize(2_000);
        assertThat(added.get(1_000)).isInstanceOf(AddressOutcome.Failed.class);
        assertThat(links.addresses())
                .filteredOn(address ->
                        address.interfaceIndex() == va && address.address().isIpv4())
                .hasSize(2_000);
        assertThat(addresses.removeAll(many))
                .filteredOn(AddressOutcome.Removed.class::isInstance)
                .hasSize(2_000);
    }

    @Test
    void leasedAddressGoesByItselfUnlessItIsRefreshed() throws Exception {
        PlacedAddress leased = new PlacedAddress(address("10.9.0.100", 32), va);
        PlacedAddress kept = new PlacedAddress(address("fd09::100", 128), va);
        List<PlacedAddress> both = List.of(leased, kept);
        assertThat(addresses.addAll(both, 2)).allMatch(AddressOutcome.Added.class::isInstance, "was added");
        assertThat(namespace.ip("-o", "-4", "addr", "show", "dev", "va")).contains("valid_lft 2sec");
        assertThat(addresses.refreshAll(List.of(kept), null))
                .allMatch(AddressOutcome.Added.class::isInstance, "is there");
        long end = System.nanoTime() + 30_000_000_000L;
        while (namespace.ip("-4", "addr", "show", "dev", "va").contains("10.9.0.100")) {
            assertThat(System.nanoTime()).as("the lease ended").isLessThan(end);
        }
        assertThat(namespace.ip("-o", "-6", "addr", "show", "dev", "va")).contains("fd09::100/128");
        assertThat(addresses.refreshAll(both, 60)).allMatch(AddressOutcome.Added.class::isInstance, "is there");
        assertThat(namespace.ip("-o", "-4", "addr", "show", "dev", "va")).contains("10.9.0.100/32");
        assertThat(seen(kept.address()).deprecated()).as("never a source").isTrue();
    }
}
