package io.aloft.lab.sim;

import io.aloft.vrrp.fsm.RouterAction;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.sim.Step;
import java.util.stream.Collectors;

/** One step as the time line shows it. */
record StepLine(Step step) {

    @Override
    public String toString() {
        String states = step.before() == step.after() ? step.after().name() : step.before() + "->" + step.after();
        String queued =
                step.eventNanos() == step.nowNanos() ? "" : " (queued since" + TimeLine.time(step.eventNanos()) + ")";
        return "%-14s %s%s%s"
                .formatted(states, (step.own() ? "" : "follows: ") + event(step.event()), queued, actions());
    }

    private static String event(RouterEvent event) {
        return switch (event) {
            case RouterEvent.AdvertisementReceived received ->
                "advert of %s, priority %d"
                        .formatted(
                                received.advertisement().sender(),
                                received.advertisement().priority());
            case RouterEvent.Startup startup -> "startup " + startup.fitness();
            case RouterEvent.TimePassed time -> "deadline";
            case RouterEvent.FitnessChanged changed -> "fitness " + changed.fitness();
            case RouterEvent.AddressRemoved removed -> "address " + removed.address() + " was taken away";
            case RouterEvent.AddressRefused refused -> "address " + refused.address() + " was refused";
            case RouterEvent.EntryRemoved removed -> removed.description() + " was taken away";
            case RouterEvent.EntryRefused refused -> refused.description() + " was refused";
            case RouterEvent.Stalled stalled -> "stood still since" + TimeLine.time(stalled.sleptSinceNanos());
            case RouterEvent.PacketsDropped dropped ->
                dropped.packets() + " packets were dropped, last" + TimeLine.time(dropped.lastNanos());
            case RouterEvent.Reconfigured reconfigured -> "new configuration";
            case RouterEvent.Shutdown shutdown -> "shutdown";
        };
    }

    private String actions() {
        return step.transition().actions().stream()
                .map(StepLine::action)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", ", "; ", ""));
    }

    private static String action(RouterAction action) {
        return switch (action) {
            case RouterAction.SendAdvertisement send -> "sends priority " + send.priority();
            case RouterAction.AddAddresses add -> "adds addresses";
            case RouterAction.RemoveAddresses remove -> "removes addresses";
            case RouterAction.Log log -> log.line();
            case RouterAction.RefreshLease refresh -> "refreshes addresses";
            case RouterAction.AddEntries add -> "adds entries";
            case RouterAction.RemoveEntries remove -> "removes entries";
            case RouterAction.BlockTraffic block -> "blocks traffic";
            case RouterAction.UnblockTraffic unblock -> "unblocks traffic";
            case RouterAction.Conflict conflict -> conflict.kind().name();
            case RouterAction.Adopt adopt -> "";
            case RouterAction.Announce announce -> "";
            case RouterAction.AnnounceSource announce -> "";
            case RouterAction.CancelAnnouncements cancel -> "";
            case RouterAction.Report report -> "";
            case RouterAction.ReportLowerPriority report -> "";
            case RouterAction.ReportPriority report -> "";
        };
    }
}
