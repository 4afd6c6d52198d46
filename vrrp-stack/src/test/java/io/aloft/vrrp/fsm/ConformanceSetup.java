package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.vrrp.Alerts;
import io.aloft.model.vrrp.Conduct;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.RepeatedGarp;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.Specs;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code config.txt} of a conformance directory: lines of {@code router NAME [KEY=VALUE…]}, lines of {@code group NAME
 * MEMBER…} and comments, of which the first says what is shown and where that is written.
 */
final class ConformanceSetup {

    private final Map<String, String> routerLines = new LinkedHashMap<>();
    private final Map<String, VirtualRouter> routers = new LinkedHashMap<>();
    private final List<SyncGroup> groups = new ArrayList<>();

    ConformanceSetup(List<String> lines) {
        Map<String, String> groupOf = new LinkedHashMap<>();
        List<SyncGroupSpec> groupSpecs = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split(" +", 3);
            switch (words[0]) {
                case "router" -> routerLines.put(words[1], words.length > 2 ? words[2] : "");
                case "group" -> {
                    List<String> members = Arrays.asList(words[2].split(" "));
                    members.forEach(member -> groupOf.put(member, words[1]));
                    groupSpecs.add(new SyncGroupSpec(
                            words[1], members, Tracking.NONE, false, NotifyScripts.NONE, false, false));
                }
                case "#", "" -> {}
                default -> throw new IllegalArgumentException("config line: " + line);
            }
        }
        routerLines.replaceAll((name, keys) -> groupOf.containsKey(name) ? keys + " group=" + groupOf.get(name) : keys);
        routerLines.forEach((name, keys) -> routers.put(name, new VirtualRouter(spec(name, keys))));
        groupSpecs.forEach(spec -> groups.add(
                new SyncGroup(spec, spec.members().stream().map(this::router).toList())));
    }

    VirtualRouter router(String name) {
        VirtualRouter router = routers.get(name);
        if (router == null) {
            throw new IllegalArgumentException("no router " + name);
        }
        return router;
    }

    Iterable<VirtualRouter> routers() {
        return routers.values();
    }

    /** Its configuration with some keys changed. */
    VirtualRouterSpec changed(String name, String keys) {
        return spec(name, routerLines.get(name) + " " + keys);
    }

    /** What an event does to the router, and by its group to others. */
    Turn feed(VirtualRouter router, RouterEvent event, long now) {
        for (SyncGroup group : groups) {
            if (group.members().contains(router)) {
                return group.on(router, event, now);
            }
        }
        return new Turn(List.of(), List.of(new Turn.MemberTransition(router, router.on(event, now))), List.of());
    }

    private static VirtualRouterSpec spec(String name, String keys) {
        Specs specs = Specs.router();
        specs.name = name;
        specs.addresses = Specs.addresses("10.9.0.101");
        for (String word : keys.strip().split(" +")) {
            if (!word.isEmpty()) {
                int at = word.indexOf('=');
                set(specs, word.substring(0, at), word.substring(at + 1));
            }
        }
        return specs.spec();
    }

    private static void set(Specs specs, String key, String value) {
        switch (key) {
            case "version" -> specs.version = Integer.parseInt(value);
            case "priority" -> specs.priority = Integer.parseInt(value);
            case "state" -> specs.startsAsMaster = value.equals("MASTER");
            case "advert_int" -> specs.advertInterval = seconds(value);
            case "down_timer_adverts" -> specs.downTimerAdverts = Integer.parseInt(value);
            case "preempt" -> specs.preempt = value.equals("yes");
            case "preempt_delay" -> specs.preemptDelay = seconds(value);
            case "lower_prio_no_advert" -> specs.lowerPrioNoAdvert = value.equals("yes");
            case "higher_prio_send_advert" -> specs.higherPrioSendAdvert = value.equals("yes");
            case "addresses" -> specs.addresses = addresses(value);
            case "excluded" -> specs.excludedAddresses = addresses(value);
            case "unicast_peer" -> specs.unicast(value);
            case "group" -> specs.syncGroup = value;
            case "vip_lease" -> specs.vipLease = Integer.valueOf(value);
            case "route" -> specs.routes = value.isEmpty() ? List.of() : List.of(Specs.route(value, 24));
            case "rule" -> specs.rules = value.isEmpty() ? List.of() : List.of(Specs.rule(value, 24, 99));
            case "notify_priority_changes" -> specs.alerts = new Alerts(false, value.equals("yes"), false, null, null);
            case "accept", "timer_expired_backup", "garp_extra_if" ->
                specs.conduct = conduct(specs.conduct, key, value);
            default -> specs.garp = garp(specs.garp, key, value);
        }
    }

    private static Conduct conduct(Conduct old, String key, String value) {
        return new Conduct(
                old.strict(),
                key.equals("accept") ? value.equals("yes") : old.accept(),
                old.ownerIgnoresAdverts(),
                old.checksumAsVersion2(),
                old.unicastChecksum(),
                old.trackSource(),
                key.equals("timer_expired_backup") ? Integer.valueOf(value) : old.lateTimerPriority(),
                key.equals("garp_extra_if") ? new RepeatedGarp(seconds(value), true) : old.extraGarp(),
                old.debugLevel());
    }

    private static GarpPolicy garp(GarpPolicy old, String key, String value) {
        return new GarpPolicy(
                key.equals("garp_master_delay") ? seconds(value) : old.masterDelay(),
                key.equals("garp_master_repeat") ? Integer.parseInt(value) : old.masterRepeat(),
                key.equals("garp_master_refresh") ? seconds(value) : old.refresh(),
                key.equals("garp_master_refresh_repeat") ? Integer.parseInt(value) : old.refreshRepeat(),
                key.equals("garp_lower_prio_delay") ? seconds(value) : old.lowerPrioDelay(),
                key.equals("garp_lower_prio_repeat") ? Integer.parseInt(value) : old.lowerPrioRepeat(),
                old.interval());
    }

    /** {@code ADDRESS[@DEVICE],…} */
    private static List<VirtualAddress> addresses(String value) {
        return Arrays.stream(value.split(","))
                .map(one -> one.split("@"))
                .map(parts -> VirtualAddress.of(IpAddress.of(parts[0]), 24, parts.length > 1 ? parts[1] : "eth0"))
                .toList();
    }

    static Duration seconds(String value) {
        return Duration.ofNanos(nanos(value));
    }

    static long nanos(String seconds) {
        return new BigDecimal(seconds).movePointRight(9).longValueExact();
    }
}
