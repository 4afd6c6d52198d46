package io.aloft.lab.sim;

import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.sim.HostPlan;
import io.aloft.vrrp.sim.Incident;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that decides a simulation.
 *
 * @param seed of the draws that are made on the way: loss, delay, duration of scripts
 * @param hosts the directors, at least one
 * @param incidents in order of time
 * @param endNanos when the simulation ends
 */
public record Scenario(long seed, List<HostPlan> hosts, List<Incident> incidents, long endNanos) {

    public Scenario {
        hosts = List.copyOf(hosts);
        incidents = List.copyOf(incidents);
    }

    Scenario withIncidents(List<Incident> fewer) {
        return new Scenario(seed, hosts, fewer, endNanos);
    }

    /** Every configuration that some virtual router has at some time, reloads included. */
    List<VirtualRouterSpec> specs() {
        Stream<VirtualRouterSpec> first = hosts.stream().flatMap(host -> host.image().virtualRouters().stream());
        Stream<VirtualRouterSpec> later = incidents.stream()
                .map(Incident::what)
                .filter(Incident.What.Reload.class::isInstance)
                .flatMap(what -> ((Incident.What.Reload) what).image().virtualRouters().stream());
        return Stream.concat(first, later).toList();
    }

    /** For a person who wants to know what was simulated. */
    public String describe() {
        return "seed " + seed + "\n"
                + hosts.stream().map(Scenario::describe).collect(Collectors.joining())
                + incidents.stream()
                        .map(i -> "  " + TimeLine.time(i.atNanos()) + " " + describe(i.what()) + "\n")
                        .collect(Collectors.joining());
    }

    private static String describe(HostPlan host) {
        return "  " + host.name() + " " + host.addresses() + "\n"
                + host.image().virtualRouters().stream()
                        .map(router -> "     " + describe(router) + "\n")
                        .collect(Collectors.joining())
                + host.image().scripts().stream()
                        .map(script -> "     " + describe(script) + "\n")
                        .collect(Collectors.joining())
                + host.image().syncGroups().stream()
                        .map(group -> "     " + group.name() + " of " + group.members() + " " + group.tracking() + "\n")
                        .collect(Collectors.joining());
    }

    private static String describe(Incident.What what) {
        return what instanceof Incident.What.Reload reload
                ? what + " to "
                        + reload.image().virtualRouters().stream()
                                .map(Scenario::describe)
                                .collect(Collectors.joining("; "))
                : what.toString();
    }

    private static String describe(VirtualRouterSpec router) {
        StringBuilder out = new StringBuilder("%s v%d %s priority %d advert_int %s down_timer_adverts %d"
                .formatted(
                        router.name(),
                        router.version(),
                        router.family(),
                        router.priority(),
                        router.advertInterval(),
                        router.downTimerAdverts()));
        say(out, router.isUnicast(), "unicast");
        say(out, router.startsAsMaster(), "state MASTER");
        say(out, !router.preempt(), "nopreempt");
        say(out, router.preemptDelay().isPositive(), "preempt_delay " + router.preemptDelay());
        say(out, router.lowerPrioNoAdvert(), "lower_prio_no_advert");
        say(out, router.higherPrioSendAdvert(), "higher_prio_send_advert");
        say(out, !router.trackPrimary(), "dont_track_primary");
        say(
                out,
                router.options().vipLease() != null,
                "vip_lease " + router.options().vipLease());
        say(out, router.options().hmac() != null, "auth_hmac");
        say(out, true, router.authentication() + " " + router.tracking());
        return out.toString();
    }

    private static void say(StringBuilder out, boolean whether, String words) {
        if (whether) {
            out.append(' ').append(words);
        }
    }

    private static String describe(CheckScriptSpec script) {
        return "script (weight %d, interval %s, rise %d, fall %d%s)"
                .formatted(
                        script.weight(),
                        script.interval(),
                        script.rise(),
                        script.fall(),
                        script.initFail() ? ", init_fail" : "");
    }
}
