package io.aloft.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.EntryTracking;
import io.aloft.model.route.NextHop;
import io.aloft.model.route.RouteMetric;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleAction;
import io.aloft.model.route.RuleSelector;
import io.aloft.model.route.RuleSpec;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.exchange.ScriptedPeer;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages byte by byte; what the kernel makes of them is looked at in the laboratory. */
class RouteClientTest {

    private static final int NEW_ROUTE = 24;
    private static final int DEL_ROUTE = 25;
    private static final int NEW_RULE = 32;
    private static final String HEADER = "02 10 00 00 fe 12 00 01 00 00 00 00";
    private static final String IDENTITY = HEADER + "08 00 01 00 0a 01 00 00  08 00 0f 00 fe 00 00 00";
    private static final String HOP = "08 00 05 00 0a 09 00 fe  08 00 04 00 07 00 00 00";
    private static final String MULTIPATH = HEADER + """
        08 00 01 00 0a 01 00 00  08 00 0f 00 fe 00 00 00
        24 00 09 00  10 00 00 02 07 00 00 00 08 00 05 00 0a 09 00 fe
                     10 00 04 00 07 00 00 00 08 00 05 00 0a 09 00 fd
        """;
    private static final String RULE = """
        02 00 10 00 07 00 00 01 00 00 00 00
        08 00 06 00 64 00 00 00  08 00 02 00 0a 01 00 00  09 00 03 00 65 74 68 30 00 00 00 00
        08 00 0f 00 07 00 00 00  05 00 15 00 12 00 00 00
        """;

    private final ScriptedPeer kernel = new ScriptedPeer();
    private final LinkNumbers numbers = new LinkNumbers() {
        @Override
        public OptionalInt index(String interfaceName) {
            return interfaceName.equals("eth0") ? OptionalInt.of(7) : OptionalInt.empty();
        }

        @Override
        public OptionalLong vrfTable(String vrfName) {
            return vrfName.equals("red") ? OptionalLong.of(1000) : OptionalLong.empty();
        }
    };
    private final RouteClient routes = new RouteClient(kernel, numbers);

    private static NextHop hop(String gateway, String device, int weight, boolean onlink) {
        return new NextHop(IpAddress.of(gateway), device, weight, onlink, null, null);
    }

    private static RouteSpec route(RouteSpec.Position position, @Nullable String vrf, NextHop... hops) {
        return new RouteSpec(
                AddressFamily.INET,
                RouteSpec.UNICAST,
                new IpPrefix(IpAddress.of("10.1.2.3"), 16),
                null,
                null,
                List.of(hops),
                new RouteSpec.Attributes(null, vrf, 18, null, null, 0, null, null, null),
                Map.of(),
                Set.of(),
                null,
                position,
                new EntryTracking(true, null));
    }

    private static RouteSpec plain(RouteSpec.Position position) {
        return route(position, null, hop("10.9.0.254", "eth0", 1, false));
    }

    private static RuleSpec rule() {
        return new RuleSpec(
                AddressFamily.INET,
                new RuleSelector(
                        false,
                        new IpPrefix(IpAddress.of("10.1.0.0"), 16),
                        null,
                        null,
                        null,
                        "eth0",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new RuleAction.Lookup(7),
                100L,
                18,
                new RuleSpec.Suppression(null, null, null),
                new EntryTracking(true, null));
    }

    @Test
    void positionDecidesTheFlags() {
        kernel.expect(NEW_ROUTE, 0x405, IDENTITY + HOP).acknowledge();
        kernel.expect(NEW_ROUTE, 0xc05, IDENTITY + HOP).acknowledge();
        kernel.expect(NEW_ROUTE, 0x605, IDENTITY + HOP).refuse(Errno.EEXIST);
        assertThat(routes.addAll(List.of(
                        plain(RouteSpec.Position.PREPEND),
                        plain(RouteSpec.Position.APPEND),
                        plain(RouteSpec.Position.ADD))))
                .extracting(Object::getClass)
                .containsExactly(EntryOutcome.Added.class, EntryOutcome.Added.class, EntryOutcome.AlreadyPresent.class);
        assertThat(kernel.batchSizes()).containsExactly(3);
        kernel.assertFinished();
    }

    @Test
    void replacementAndRemovalNameTheSameRoute() {
        kernel.expect(NEW_ROUTE, 0x505, IDENTITY + HOP).acknowledge();
        kernel.expect(DEL_ROUTE, 0x005, IDENTITY + HOP).refuse(Errno.ESRCH);
        RouteSpec route = plain(RouteSpec.Position.PREPEND);
        assertThat(routes.replaceAll(List.of(route))).containsExactly(new EntryOutcome.Added<>(route));
        assertThat(routes.removeAll(List.of(route))).containsExactly(new EntryOutcome.Absent<>(route));
        kernel.assertFinished();
    }

    @Test
    void severalHopsKeepTheirWeightsAndFlags() {
        kernel.expect(NEW_ROUTE, 0x405, MULTIPATH).acknowledge();
        routes.addAll(List.of(route(
                RouteSpec.Position.PREPEND,
                null,
                hop("10.9.0.254", "eth0", 3, false),
                hop("10.9.0.253", "eth0", 1, true))));
        kernel.assertFinished();
    }

    @Test
    void tableOfAVrfIsLookedUp() {
        kernel.expect(
                        NEW_ROUTE,
                        0x405,
                        "02 10 00 00 00 12 00 01 00 00 00 00 08 00 01 00 0a 01 00 00 08 00 0f 00 e8 03 00 00" + HOP)
                .acknowledge();
        routes.addAll(List.of(route(RouteSpec.Position.PREPEND, "red", hop("10.9.0.254", "eth0", 1, false))));
        kernel.assertFinished();
    }

    @Test
    void entryWithAnUnknownNameFailsAloneAndSaysWhich() {
        kernel.expect(NEW_ROUTE, 0x405, IDENTITY + HOP).acknowledge();
        RouteSpec homeless = route(RouteSpec.Position.PREPEND, null, hop("10.9.0.254", "eth9", 1, false));
        RouteSpec lost = route(RouteSpec.Position.PREPEND, "blue", hop("10.9.0.254", "eth0", 1, false));
        List<EntryOutcome<RouteSpec>> outcomes =
                routes.addAll(List.of(homeless, plain(RouteSpec.Position.PREPEND), lost));
        assertThat(outcomes.get(0))
                .isInstanceOfSatisfying(
                        EntryOutcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .hasMessage("add route 10.1.0.0/16 via 10.9.0.254 dev eth9 proto keepalived:"
                                        + " No such device (ENODEV): no interface eth9"));
        assertThat(outcomes.get(1)).isInstanceOf(EntryOutcome.Added.class);
        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        EntryOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).hasMessageEndingWith("no VRF blue"));
        kernel.assertFinished();
    }

    @Test
    void metricsAreNestedWithTheirLocks() {
        kernel.expect(
                        NEW_ROUTE,
                        0x405,
                        IDENTITY + HOP + "14 00 08 80  08 00 01 00 04 00 00 00  08 00 02 00 78 05 00 00")
                .acknowledge();
        RouteSpec plain = plain(RouteSpec.Position.PREPEND);
        routes.addAll(List.of(new RouteSpec(
                plain.family(),
                plain.type(),
                plain.destination(),
                null,
                null,
                plain.nextHops(),
                plain.attributes(),
                Map.of(RouteMetric.MTU, 1400L),
                Set.of(RouteMetric.MTU),
                null,
                plain.position(),
                plain.tracking())));
        kernel.assertFinished();
    }

    @Test
    void ruleSaysItsPriorityItsSelectorsAndItsTable() {
        kernel.expect(NEW_RULE, 0x605, RULE).acknowledge();
        assertThat(new RuleClient(kernel).addAll(List.of(rule())))
                .singleElement()
                .isInstanceOf(EntryOutcome.Added.class);
        assertThat(kernel.requests())
                .extracting(NetlinkRequest::operation)
                .containsExactly("add rule from 10.1.0.0/16 iif eth0 priority 100 lookup 7 protocol 18");
        kernel.assertFinished();
    }

    @Test
    void messageIsReadBackAsTheEntryItCameFrom() {
        EntryMatcher matcher = new EntryMatcher(numbers);
        RouteSpec several = route(
                RouteSpec.Position.PREPEND,
                null,
                hop("10.9.0.254", "eth0", 3, false),
                hop("10.9.0.253", "eth0", 1, true));
        KernelRoute seen = RouteDecoder.decode(message(NEW_ROUTE, MULTIPATH)).orElseThrow();
        assertThat(seen.hops()).extracting(KernelRoute.Hop::weight).containsExactly(3, 1);
        assertThat(matcher.matches(several, seen)).isTrue();
        assertThat(matcher.matches(plain(RouteSpec.Position.PREPEND), seen)).isTrue();
        assertThat(matcher.matches(route(RouteSpec.Position.PREPEND, null, hop("10.9.0.1", "eth0", 1, false)), seen))
                .isFalse();
        assertThat(matcher.matches(route(RouteSpec.Position.PREPEND, "red", hop("10.9.0.254", "eth0", 1, false)), seen))
                .isFalse();
        KernelRule rule = RuleDecoder.decode(message(NEW_RULE, RULE)).orElseThrow();
        assertThat(EntryMatcher.matches(rule(), rule)).isTrue();
        assertThat(EntryMatcher.matches(rule().withPriority(101), rule)).isFalse();
    }

    private static NetlinkMessage message(int type, String payload) {
        return new NetlinkMessage(type, 0, 1, 1, ScriptedPeer.bytes(payload));
    }

    @Test
    void cutOrSpoiltMessagesNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String sample : List.of(MULTIPATH, IDENTITY + HOP, RULE)) {
            byte[] whole = ScriptedPeer.bytes(sample);
            for (int round = 0; round < 20_000; round++) {
                byte[] spoilt = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
                for (int i = random.nextInt(4); i > 0 && spoilt.length > 0; i--) {
                    spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
                }
                NetlinkMessage message = new NetlinkMessage(DEL_ROUTE, 0, 0, 0, spoilt);
                try {
                    assertThat(RouteDecoder.decode(message)).isNotNull();
                    assertThat(RuleDecoder.decode(message)).isNotNull();
                } catch (RuntimeException e) {
                    throw new AssertionError(
                            "seed " + seed + " bytes " + HexFormat.of().formatHex(spoilt), e);
                }
            }
        }
    }
}
