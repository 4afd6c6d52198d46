package io.aloft.netlink.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.netlink.LabNamespace;
import io.aloft.posix.NetworkNamespace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs root: watches a namespace of its own while {@code ip} changes its routes and rules. */
@Tag("lab")
@Timeout(60)
class EntryMonitorLabTest {

    private final BlockingQueue<EntryEvent> events = new LinkedBlockingQueue<>();
    private LabNamespace namespace;
    private EntryMonitor monitor;

    @BeforeEach
    void watch() throws Exception {
        namespace = new LabNamespace();
        namespace.ip("addr", "add", "10.9.0.1/24", "dev", "va");
        monitor = NetworkNamespace.callIn(namespace.path(), () -> EntryMonitor.start(events::add));
    }

    @AfterEach
    void tidy() throws Exception {
        monitor.close();
        namespace.close();
    }

    private void route(String verb, String destination, String protocol) throws Exception {
        namespace.ip("route", verb, destination, "via", "10.9.0.254", "dev", "va", "proto", protocol);
    }

    private EntryEvent next() throws InterruptedException {
        EntryEvent event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    @Test
    void removedRouteIsToldWithWhereItLed() throws Exception {
        route("add", "10.1.0.0/16", "18");
        route("del", "10.1.0.0/16", "18");
        assertThat(next()).isInstanceOfSatisfying(EntryEvent.RouteRemoved.class, removed -> {
            assertThat(removed.route().destination()).isEqualTo(new IpPrefix(IpAddress.of("10.1.0.0"), 16));
            assertThat(removed.route().hops())
                    .singleElement()
                    .satisfies(hop -> assertThat(hop.gateway()).isEqualTo(IpAddress.of("10.9.0.254")));
        });
    }

    @Test
    void routesOfOthersAndNewOnesDoNotReachUs() throws Exception {
        for (int i = 0; i < 20; i++) {
            route("add", "10.2." + i + ".0/24", "bgp");
            route("del", "10.2." + i + ".0/24", "bgp");
        }
        route("add", "10.3.0.0/16", "18");
        route("del", "10.3.0.0/16", "18");
        assertThat(next())
                .isInstanceOfSatisfying(
                        EntryEvent.RouteRemoved.class,
                        removed -> assertThat(removed.route().destination().toString())
                                .isEqualTo("10.3.0.0/16"));
        assertThat(monitor.foreignMessages())
                .as("what the kernel's filter let through")
                .isZero();
    }

    @Test
    void removedRulesOfBothFamiliesAreTold() throws Exception {
        namespace.ip("rule", "add", "from", "10.1.0.0/16", "priority", "100", "lookup", "7", "protocol", "18");
        namespace.ip("-6", "rule", "add", "from", "fd01::/64", "priority", "101", "lookup", "7");
        namespace.ip("rule", "del", "priority", "100");
        namespace.ip("-6", "rule", "del", "priority", "101");
        assertThat(next()).isInstanceOfSatisfying(EntryEvent.RuleRemoved.class, removed -> {
            assertThat(removed.rule().priority()).isEqualTo(100);
            assertThat(removed.rule().table()).isEqualTo(7);
            assertThat(removed.rule().protocol()).isEqualTo(18);
        });
        assertThat(next())
                .isInstanceOfSatisfying(
                        EntryEvent.RuleRemoved.class,
                        removed ->
                                assertThat(removed.rule().from()).isEqualTo(new IpPrefix(IpAddress.of("fd01::"), 64)));
    }
}
