package io.aloft.lab.dump;

import static io.aloft.lab.dump.Reasons.ELSEWHERE;
import static io.aloft.lab.dump.Reasons.RUN_TIME;

import io.aloft.model.track.BfdSpec;
import io.aloft.model.track.TrackFileSpec;
import io.aloft.model.track.TrackProcessSpec;
import io.aloft.model.vrrp.InterfaceSettings;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedObject;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.Tracking;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What instances and sync groups look at, and the groups themselves. */
final class TrackMapping {
    private TrackMapping() {}

    /** The lists of an instance or a group. */
    static <T> void addTo(Mapping<T> mapping, Function<T, Tracking> tracking) {
        mapping.list(
                        "Tracked interfaces :",
                        text -> text,
                        owner -> tracking.apply(owner).interfaces().stream()
                                .map(TrackMapping::text)
                                .toList())
                .list(
                        "Tracked scripts :",
                        text -> text,
                        owner -> tracking.apply(owner).scripts().stream()
                                .map(TrackMapping::text)
                                .toList())
                .list(
                        "Tracked files :",
                        text -> text,
                        owner -> text(tracking.apply(owner).files(), ","))
                .list(
                        "Tracked processes :",
                        text -> text,
                        owner -> text(tracking.apply(owner).processes(), ","))
                .list(
                        "Tracked BFDs :",
                        text -> text,
                        owner -> text(tracking.apply(owner).bfdInstances(), ":"));
    }

    private static String text(TrackedInterface tracked) {
        return tracked.name() + " weight " + tracked.weight() + reverse(tracked.reverse());
    }

    private static String text(TrackedScript tracked) {
        return tracked.script() + " weight " + tracked.weight() + reverse(tracked.reverse());
    }

    private static List<String> text(List<TrackedObject> tracked, String mark) {
        return tracked.stream()
                .map(each -> each.name() + mark + " weight " + each.weight() + reverse(each.reverse()))
                .toList();
    }

    static String reverse(boolean reverse) {
        return reverse ? " reverse" : "";
    }

    /**
     * {@code VRRP Sync Group = NAME, STATE}.
     *
     * @param byDefault {@code vrrp_notify_priority_changes}, which a group's lines do not show
     */
    static Mapping<SyncGroupSpec> group(WishedHost host, boolean byDefault) {
        var mapping = new Mapping<SyncGroupSpec>();
        addTo(mapping, SyncGroupSpec::tracking);
        VrrpMapping.notify(mapping, host, SyncGroupSpec::scripts);
        return mapping.list("VRRP member instances :", text -> text, SyncGroupSpec::members)
                .value("Using smtp notification", group -> group.mail() ? "yes" : "no")
                .value("Notify priority changes", group -> group.priorityChanges() && !byDefault ? "true" : null)
                .whenSet()
                .ignoredWords(RUN_TIME, "Num member fault .*");
    }

    /** {@code Track file = NAME}. */
    static Mapping<TrackFileSpec> file() {
        return new Mapping<TrackFileSpec>()
                .value("File", TrackFileSpec::path)
                .value("Weight", file -> file.weight() + reverse(file.reverse()))
                .ignored(RUN_TIME, "Status")
                .ignored(ELSEWHERE, "VRRP instances :", "Tracking instances :");
    }

    /** {@code VRRP Track process = NAME}. */
    static Mapping<TrackProcessSpec> process() {
        return new Mapping<TrackProcessSpec>()
                .value("Process", process -> process.command().getFirst())
                .value(
                        "Parameters",
                        process -> process.command().size() == 1
                                ? null
                                : String.join(
                                        " ",
                                        process.command()
                                                .subList(1, process.command().size())))
                .value(
                        "Param match",
                        process -> process.command().size() == 1
                                ? null
                                : process.match().name().toLowerCase(Locale.ROOT))
                .value("Min processes", TrackProcessSpec::quorum)
                .value("Max processes", TrackProcessSpec::quorumMax)
                .value("Weight", process -> process.weight() + reverse(process.reverse()))
                .value("Terminate delay", Texts::time, TrackProcessSpec::terminateDelay)
                .value("Fork delay", Texts::time, TrackProcessSpec::forkDelay)
                // Parameters can be compared with a full command only.
                .value(
                        "Full command",
                        process -> process.fullCommand() || process.command().size() > 1)
                .ignored(RUN_TIME, "Current processes", "Have quorum")
                .ignoredWords(RUN_TIME, "(Fork|Terminate) delay timer .*")
                .ignored(ELSEWHERE, "VRRP instances :", "Tracking instances :");
    }

    /** {@code Static Track Group = NAME}. */
    static Mapping<StaticEntries.TrackGroup> staticGroup() {
        return new Mapping<StaticEntries.TrackGroup>()
                .list("VRRP member instances :", text -> text, StaticEntries.TrackGroup::members);
    }

    /** The section "GARP delay group N". */
    static Mapping<InterfaceSettings.GarpGroup> garpGroup() {
        return new Mapping<InterfaceSettings.GarpGroup>()
                .value("GARP interval", Texts::time, InterfaceSettings.GarpGroup::garpInterval)
                .value("GNA interval", Texts::time, InterfaceSettings.GarpGroup::gnaInterval)
                .list("Interfaces", text -> text, InterfaceSettings.GarpGroup::interfaces)
                .ignoredWords(RUN_TIME, "(GARP|GNA) next time .*");
    }

    /** {@code VRRP Track BFD = NAME}. */
    static Mapping<BfdSpec> trackedBfd() {
        return new Mapping<BfdSpec>()
                .value("Weight", bfd -> bfd.weight() + reverse(bfd.reverse()))
                .ignoredWords(RUN_TIME, "Bfd is .*")
                .ignored(ELSEWHERE, "VRRP instances :", "Tracking instances :", "Tracking VRRP instances :");
    }
}
