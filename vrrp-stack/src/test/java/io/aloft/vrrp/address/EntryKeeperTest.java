package io.aloft.vrrp.address;

import static io.aloft.vrrp.address.RecordingKernel.route;
import static io.aloft.vrrp.address.RecordingKernel.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.RouteSpec;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.monitor.EntryEvent;
import io.aloft.netlink.route.EntryMatcher;
import io.aloft.netlink.route.KernelRoute;
import io.aloft.netlink.route.RouteClient;
import io.aloft.netlink.route.RuleClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryKeeperTest {

    private static final RouteSpec ONE = route("10.1.0.0", "10.9.0.254", 0);
    private static final RouteSpec TWO = route("10.2.0.0", "10.9.0.254", 0);
    private static final RoutingEntries BOTH =
            new RoutingEntries(List.of(ONE, TWO), List.of(rule("10.5.0.0", 100), rule("10.6.0.0", 101)));

    private final RecordingKernel kernel = new RecordingKernel();
    private final List<String> said = new ArrayList<>();
    private final EntryKeeper keeper = new EntryKeeper(
            new RouteClient(kernel, RecordingKernel.NUMBERS),
            new RuleClient(kernel),
            new EntryMatcher(RecordingKernel.NUMBERS),
            said::add);

    @Test
    void routesComeBeforeRulesAndGoAfterThem() {
        assertThat(keeper.add(BOTH)).isEqualTo(RoutingEntries.NONE);
        assertThat(kernel.asked())
                .containsExactly(
                        "add route 10.1.0.0/24",
                        "add route 10.2.0.0/24",
                        "add rule from 10.5.0.0/24",
                        "add rule from 10.6.0.0/24");
        keeper.remove(BOTH);
        assertThat(kernel.asked())
                .containsExactly(
                        "remove rule from 10.5.0.0/24",
                        "remove rule from 10.6.0.0/24",
                        "remove route 10.1.0.0/24",
                        "remove route 10.2.0.0/24");
    }

    @Test
    void refusedEntriesAreReturnedAndSaidOnce() {
        kernel.refuse("route 10.2", Errno.ENETUNREACH);
        kernel.refuse("rule from 10.5", Errno.EEXIST);
        for (int i = 0; i < 3; i++) {
            assertThat(keeper.add(BOTH)).isEqualTo(new RoutingEntries(List.of(TWO), List.of()));
        }
        assertThat(said).singleElement().asString().startsWith("cannot set route 10.2.0.0/24 via 10.9.0.254 dev eth0");
        kernel.refuse("route 10.2", 0);
        assertThat(keeper.add(BOTH)).isEqualTo(RoutingEntries.NONE);
        kernel.refuse("route 10.2", Errno.ENETUNREACH);
        keeper.add(BOTH);
        assertThat(said).hasSize(2);
    }

    @Test
    void reloadTouchesOnlyWhatChanged() {
        RouteSpec moved = route("10.2.0.0", "10.9.0.1", 0);
        RouteSpec fresh = route("10.3.0.0", "10.9.0.254", 0);
        keeper.replace(
                BOTH,
                new RoutingEntries(List.of(ONE, moved, fresh), List.of(rule("10.6.0.0", 101), rule("10.7.0.0", 9))));
        assertThat(kernel.asked())
                .containsExactly(
                        "remove rule from 10.5.0.0/24",
                        "replace route 10.2.0.0/24",
                        "add route 10.3.0.0/24",
                        "add rule from 10.7.0.0/24");
        keeper.replace(BOTH, BOTH);
        assertThat(kernel.asked()).isEmpty();
    }

    @Test
    void routeAmongSeveralInOnePlaceIsNotReplaced() {
        RouteSpec other = route("10.1.0.0", "10.9.0.253", 0);
        RouteSpec third = route("10.1.0.0", "10.9.0.252", 0);
        keeper.replace(
                new RoutingEntries(List.of(ONE, other), List.of()), new RoutingEntries(List.of(ONE, third), List.of()));
        assertThat(kernel.asked()).containsExactly("remove route 10.1.0.0/24", "add route 10.1.0.0/24");
    }

    @Test
    void removedRouteIsFoundAmongTheEntriesOfARouter() {
        KernelRoute gone = new KernelRoute(
                AddressFamily.INET,
                1,
                new IpPrefix(IpAddress.of("10.2.0.0"), 24),
                new IpPrefix(IpAddress.of("0.0.0.0"), 0),
                0,
                254,
                0,
                18,
                0,
                null,
                List.of(new KernelRoute.Hop(IpAddress.of("10.9.0.254"), 7, 1)));
        assertThat(keeper.lost(new EntryEvent.RouteRemoved(gone), BOTH).routes())
                .containsExactly(TWO);
        assertThat(keeper.lost(new EntryEvent.MessagesLost(), BOTH)).isEqualTo(BOTH);
    }
}
