package io.aloft.lab.dump;

import static io.aloft.lab.dump.Reasons.ELSEWHERE;
import static io.aloft.lab.dump.Reasons.MACHINE;
import static io.aloft.lab.dump.Reasons.RUN_TIME;

import io.aloft.model.ConfigImage;
import io.aloft.model.track.BfdSpec;
import io.aloft.model.track.TrackFileSpec;
import io.aloft.model.track.TrackProcessSpec;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.TrackedObject;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what both programs make of one configuration. */
final class EffectiveValues {
    private static final Set<String> COMPARED = Set.of(
            "Global definitions",
            "Gratuitous ARP delays",
            "GARP delay group",
            "Static Track groups",
            "Static Addresses",
            "Static Routes",
            "Static Rules",
            "VRRP Topology",
            "VRRP Sync groups",
            "VRRP Scripts",
            "VRRP Track files",
            "VRRP Track processes",
            "VRRP Track BFDs",
            "LVS Topology",
            "Health checkers",
            "SSL definitions");

    private static final Map<String, String> PASSED_OVER = Map.ofEntries(
            Map.entry("Interfaces", MACHINE),
            Map.entry("VRRP Sockpool", RUN_TIME),
            Map.entry("Checker track files", ELSEWHERE),
            Map.entry("Checker track BFDs", ELSEWHERE));

    private final DumpCase subject;
    private final ConfigImage image;
    private final Comparison comparison = new Comparison();

    private EffectiveValues(DumpCase subject) {
        this.subject = subject;
        this.image = Objects.requireNonNull(subject.loaded().image(), subject.name());
    }

    static Comparison compare(DumpCase subject) {
        var values = new EffectiveValues(subject);
        values.compareVrrp();
        return values.comparison;
    }

    private void compareVrrp() {
        DumpNode dump = subject.vrrp();
        if (dump == null) {
            comparison.value("instances without a VRRP process", List.of(), names(image.virtualRouters()));
            return;
        }
        global(dump, true);
        Map<String, DumpNode> instances = named(dump, "VRRP Topology", "VRRP Instance");
        instances.replaceAll((name, instance) -> VrrpMapping.withoutVmacName(instance));
        comparison.objects(
                "instance",
                instances,
                indexed(image.virtualRouters(), VirtualRouterSpec::name),
                VrrpMapping.instance(subject.host(), image.global().vrrp().instanceDefaults()));
        Map<String, DumpNode> scripts = named(dump, "VRRP Scripts", "VRRP Script");
        scripts.replaceAll((name, script) -> script.defaulting("Timeout", "0 sec", "Interval"));
        comparison.objects(
                "script",
                scripts,
                indexed(trackedScripts(), CheckScriptSpec::name),
                VrrpMapping.script(subject.host()));
        compareTracked(dump);
        compareStatics(dump);
    }

    private void compareTracked(DumpNode dump) {
        comparison.objects(
                "sync group",
                named(dump, "VRRP Sync groups", "VRRP Sync Group"),
                indexed(image.syncGroups(), SyncGroupSpec::name),
                TrackMapping.group(
                        subject.host(), image.global().vrrp().instanceDefaults().notifyPriorityChanges()));
        comparison.objects(
                "track file",
                named(dump, "VRRP Track files", "Track file"),
                indexed(trackedFiles(), TrackFileSpec::name),
                TrackMapping.file());
        comparison.objects(
                "track process",
                named(dump, "VRRP Track processes", "VRRP Track process"),
                indexed(image.tracked().processes(), TrackProcessSpec::name),
                TrackMapping.process());
        comparison.objects(
                "tracked BFD",
                named(dump, "VRRP Track BFDs", "VRRP Track BFD"),
                indexed(
                        image.tracked().bfdInstances().stream()
                                .filter(BfdSpec::toVrrp)
                                .toList(),
                        BfdSpec::name),
                TrackMapping.trackedBfd());
    }

    private void compareStatics(DumpNode dump) {
        StaticEntries statics = image.statics();
        comparison.value(
                "static addresses",
                texts(dump, "Static Addresses", Texts::plainAddress),
                statics.addresses().stream().map(Texts::address).toList());
        comparison.objects(
                "track group",
                named(dump, "Static Track groups", "Static Track Group"),
                indexed(statics.groups(), StaticEntries.TrackGroup::name),
                TrackMapping.staticGroup());
        if (image.interfaces().garpGroups().isEmpty()
                && !image.global().vrrp().garp().interval().isZero()) {
            // It makes a group of its own for the interval of global_defs.
            return;
        }
        comparison.list(
                "GARP group",
                dump.children().stream()
                        .filter(section -> withoutNumber(section.text()).equals("GARP delay group"))
                        .toList(),
                image.interfaces().garpGroups(),
                TrackMapping.garpGroup());
        comparison.value(
                "static routes",
                texts(dump, "Static Routes", RouteTexts::plainRoute),
                statics.routes().stream().map(RouteTexts::route).toList());
        comparison.value(
                "static rules",
                texts(dump, "Static Rules", RouteTexts::withoutMadeUpPriority),
                statics.rules().stream()
                        .map(RouteTexts::rule)
                        .map(RouteTexts::withoutMadeUpPriority)
                        .toList());
    }

    private static String withoutNumber(String heading) {
        return heading.replaceFirst(" \\d+$", "");
    }

    private static List<String> texts(DumpNode dump, String section, UnaryOperator<String> form) {
        return dump.sections(section).stream()
                .flatMap(each -> each.children().stream())
                .map(DumpNode::text)
                .map(form)
                .toList();
    }

    /** keepalived forgets the scripts and files that nobody tracks. */
    private List<CheckScriptSpec> trackedScripts() {
        Set<String> names = trackings()
                .flatMap(tracking -> tracking.scripts().stream())
                .map(TrackedScript::script)
                .collect(Collectors.toSet());
        return image.scripts().stream()
                .filter(script -> names.contains(script.name()))
                .toList();
    }

    private List<TrackFileSpec> trackedFiles() {
        Set<String> names = trackings()
                .flatMap(tracking -> tracking.files().stream())
                .map(TrackedObject::name)
                .collect(Collectors.toSet());
        return image.tracked().files().stream()
                .filter(file -> names.contains(file.name()))
                .toList();
    }

    private Stream<Tracking> trackings() {
        return Stream.concat(
                image.virtualRouters().stream().map(VirtualRouterSpec::tracking),
                image.syncGroups().stream().map(SyncGroupSpec::tracking));
    }

    private void global(DumpNode dump, boolean vrrp) {
        for (DumpNode section : dump.children()) {
            String name = withoutNumber(section.text());
            String reason = PASSED_OVER.get(name);
            if (reason != null) {
                comparison.passOver(reason, section);
            } else if (!COMPARED.contains(name)) {
                comparison.unknownLine("section " + section.text());
            }
        }
        dump.sections("Global definitions")
                .forEach(section -> comparison.object(
                        "global",
                        section,
                        image.global(),
                        GlobalMapping.of(subject.host(), vrrp, !vrrp || subject.checker() == null)));
    }

    /** The objects {@code kind = NAME} of a section, by name. */
    private static Map<String, DumpNode> named(DumpNode dump, String section, String kind) {
        Map<String, DumpNode> found = new LinkedHashMap<>();
        dump.sections(section).stream()
                .flatMap(each -> each.startingWith(kind + " = ").stream())
                .forEach(each ->
                        found.put(each.text().substring(kind.length() + 3).replaceFirst(", .*", ""), each));
        return found;
    }

    private static <T> Map<String, T> indexed(List<T> objects, Function<T, String> name) {
        Map<String, T> found = new LinkedHashMap<>();
        objects.forEach(each -> found.put(name.apply(each), each));
        return found;
    }

    private static Set<String> names(List<VirtualRouterSpec> routers) {
        var names = new TreeSet<String>();
        routers.forEach(router -> names.add(router.name()));
        return names;
    }
}
