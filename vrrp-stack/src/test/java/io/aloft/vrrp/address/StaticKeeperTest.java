package io.aloft.vrrp.address;

import static io.aloft.vrrp.address.RecordingKernel.route;
import static io.aloft.vrrp.address.RecordingKernel.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.route.EntryTracking;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.StaticEntries.StaticAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.monitor.EntryEvent;
import io.aloft.netlink.route.AddressClient;
import io.aloft.netlink.route.EntryMatcher;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.RouteClient;
import io.aloft.netlink.route.RuleClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaticKeeperTest {

    private static final long SECOND = 1_000_000_000L;

    private final RecordingKernel kernel = new RecordingKernel();
    private final List<String> said = new ArrayList<>();
    private final StaticKeeper keeper = new StaticKeeper(
            new AddressKeeper(new AddressClient(kernel), RecordingKernel.NUMBERS::index, "static address", said::add),
            new EntryKeeper(
                    new RouteClient(kernel, RecordingKernel.NUMBERS),
                    new RuleClient(kernel),
                    new EntryMatcher(RecordingKernel.NUMBERS),
                    said::add),
            said::add);

    private static StaticAddress address(String text, boolean tracked) {
        return new StaticAddress(VirtualAddress.of(IpAddress.of(text), 32, "eth0"), new EntryTracking(tracked, null));
    }

    private static StaticEntries entries(StaticAddress... addresses) {
        return new StaticEntries(
                List.of(addresses),
                List.of(route("10.1.0.0", "10.9.0.254", 0)),
                List.of(rule("10.5.0.0", 100)),
                List.of());
    }

    private static InterfaceAddress gone(String text) {
        return new InterfaceAddress(7, IpAddress.of(text), 32, null, null, null, 0, 0, 18);
    }

    @Test
    void leftoversGoBeforeEverythingIsAdded() {
        keeper.start(entries(address("10.9.7.7", true)), 0);
        assertThat(kernel.asked())
                .containsExactly(
                        "remove rule from 10.5.0.0/24",
                        "remove route 10.1.0.0/24",
                        "remove address 10.9.7.7/32",
                        "add address 10.9.7.7/32",
                        "add route 10.1.0.0/24",
                        "add rule from 10.5.0.0/24");
        assertThat(keeper.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(keeper.watchesEntries()).isTrue();
        keeper.stop();
        assertThat(kernel.asked())
                .containsExactly(
                        "remove rule from 10.5.0.0/24", "remove route 10.1.0.0/24", "remove address 10.9.7.7/32");
        assertThat(keeper.watchesEntries()).isFalse();
    }

    @Test
    void deletedAddressIsPutBackUnlessItIsNotTracked() {
        keeper.start(entries(address("10.9.7.7", true), address("10.9.7.8", false)), 0);
        kernel.asked();
        keeper.addressRemoved("eth0", gone("10.9.7.8"), 0);
        keeper.addressRemoved("eth1", gone("10.9.7.7"), 0);
        assertThat(kernel.asked()).isEmpty();
        keeper.addressRemoved("eth0", gone("10.9.7.7"), 0);
        assertThat(kernel.asked()).containsExactly("add address 10.9.7.7/32");
        assertThat(said).containsExactly("Restoring deleted static address 10.9.7.7/32 dev eth0");
    }

    @Test
    void whoDeletesAgainAndAgainIsAnsweredOnceASecond() {
        keeper.start(entries(address("10.9.7.7", true)), 0);
        kernel.asked();
        for (int i = 0; i < 100; i++) {
            keeper.addressRemoved("eth0", gone("10.9.7.7"), i);
        }
        assertThat(kernel.asked()).hasSize(1);
        assertThat(keeper.nextDeadlineNanos()).isEqualTo(SECOND);
        keeper.timePassed(SECOND - 1);
        assertThat(kernel.asked()).isEmpty();
        keeper.timePassed(SECOND);
        assertThat(kernel.asked()).containsExactly("add address 10.9.7.7/32");
        assertThat(keeper.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusedEntriesAreTriedAgainEverySecond() {
        kernel.refuse("add route", Errno.ENETUNREACH);
        keeper.start(entries(address("10.9.7.7", true)), 0);
        kernel.asked();
        keeper.timePassed(SECOND);
        assertThat(kernel.asked()).containsExactly("add route 10.1.0.0/24");
        kernel.refuse("add route", 0);
        keeper.timePassed(2 * SECOND);
        assertThat(kernel.asked()).containsExactly("add route 10.1.0.0/24");
        assertThat(keeper.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(said).hasSize(1);
    }

    @Test
    void lostMessagesPutEverythingBackWithoutAWord() {
        keeper.start(entries(), 0);
        kernel.asked();
        keeper.entryRemoved(new EntryEvent.MessagesLost(), 0);
        assertThat(kernel.asked()).containsExactly("add route 10.1.0.0/24", "add rule from 10.5.0.0/24");
        assertThat(said).isEmpty();
    }

    @Test
    void interfaceThatComesBackGetsItsAddressesAndRoutes() {
        keeper.start(entries(address("10.9.7.7", true)), 0);
        kernel.asked();
        keeper.interfaceUp("eth5", 0);
        assertThat(kernel.asked()).isEmpty();
        keeper.interfaceUp("eth0", 0);
        assertThat(kernel.asked()).containsExactly("add address 10.9.7.7/32", "add route 10.1.0.0/24");
    }

    @Test
    void reloadRemovesWhatIsNotWantedAnyMore() {
        keeper.start(entries(address("10.9.7.7", true)), 0);
        kernel.asked();
        keeper.reload(
                new StaticEntries(
                        List.of(address("10.9.7.9", true)), List.of(), List.of(rule("10.5.0.0", 100)), List.of()),
                0);
        assertThat(kernel.asked())
                .startsWith("remove address 10.9.7.7/32", "add address 10.9.7.9/32", "remove route 10.1.0.0/24")
                .doesNotContain("remove rule from 10.5.0.0/24");
    }
}
