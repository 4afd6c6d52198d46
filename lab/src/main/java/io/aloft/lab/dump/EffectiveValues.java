package io.aloft.lab.dump;

import static io.aloft.lab.dump.Reasons.ELSEWHERE;
import static io.aloft.lab.dump.Reasons.MACHINE;
import static io.aloft.lab.dump.Reasons.RUN_TIME;

import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.TlsClientSpec;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerSpec;
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
import org.jspecify.annotations.Nullable;

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
        values.compareLvs();
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

    private void compareLvs() {
        DumpNode dump = subject.checker();
        if (dump == null) {
            comparison.value(
                    "virtual servers without a checker process",
                    0,
                    image.virtualServers().size());
            return;
        }
        global(dump, false);
        tls(dump);
        groups(dump);
        Map<String, DumpNode> servers = new LinkedHashMap<>();
        dump.sections("LVS Topology").stream()
                .flatMap(topology -> topology.sections("Virtual server").stream())
                .flatMap(heading -> heading.startingWith("VS ").stream())
                .forEach(server -> servers.putIfAbsent(LvsMapping.name(server), LvsMapping.withSorryServer(server)));
        Map<String, VirtualServerSpec> ours = indexed(image.virtualServers(), server -> LvsMapping.name(server.key()));
        comparison.objects("virtual server", servers, ours, LvsMapping.virtualServer(subject.host()));
        servers.forEach((name, server) -> {
            VirtualServerSpec own = ours.get(name);
            if (own != null) {
                comparison.list(
                        "real server of " + name,
                        server.sections(LvsMapping.HEADING).stream()
                                .map(real -> real.flattened("Tracked Files", "Tracked BFDs"))
                                .toList(),
                        own.realServers(),
                        LvsMapping.realServer(subject.host(), own));
            }
        });
        compareCheckers(dump);
    }

    private void tls(DumpNode dump) {
        TlsClientSpec tls = image.global().lvs().tls();
        for (DumpNode section : dump.sections("SSL definitions")) {
            if (tls == null) {
                comparison.value(
                        "client certificate", section.children().getFirst().text(), "Using autogen SSL context");
            } else {
                comparison.object("client certificate", section, tls, LvsMapping.tls());
            }
        }
    }

    private void groups(DumpNode dump) {
        Map<String, DumpNode> theirs = new LinkedHashMap<>();
        dump.sections("LVS Topology").stream()
                .flatMap(topology -> topology.sections("Virtual server group").stream())
                .flatMap(heading -> heading.startingWith("Virtual Server Group = ").stream())
                .forEach(group -> theirs.put(
                        group.text().replaceFirst("Virtual Server Group = ([^,]*).*", "$1"), LvsMapping.sorted(group)));
        comparison.objects(
                "virtual server group",
                theirs,
                indexed(image.virtualServerGroups(), VirtualServerGroupSpec::name),
                LvsMapping.group());
    }

    private void compareCheckers(DumpNode dump) {
        Map<String, DumpNode> theirs = new LinkedHashMap<>();
        dump.sections("Health checkers").stream()
                .flatMap(section -> section.children().stream())
                .forEach(checker -> numbered(theirs, checker.text() + " " + method(checker.flattened()), checker));
        Map<String, Check> ours = new LinkedHashMap<>();
        image.virtualServers()
                .forEach(server -> server.realServers()
                        .forEach(real -> real.checkers()
                                .forEach(checker -> numbered(
                                        ours,
                                        LvsMapping.name(server.key()) + " -> "
                                                + server.key().describe(real.endpoint()) + " " + checker.keyword(),
                                        new Check(checker, real.checkDefaults().virtualHost())))));
        comparison.value("checker names", new TreeSet<>(theirs.keySet()), new TreeSet<>(ours.keySet()));
        Mapping<CheckerSpec> mapping =
                CheckerMapping.checker(subject.host(), image.global().lvs().logAllFailures());
        ours.forEach((name, check) -> {
            DumpNode node = theirs.get(name);
            if (node == null) {
                return;
            }
            DumpNode flat = node.defaulting("timeout", "0", "Delay loop").flattened("Checked url");
            comparison.object("checker " + name, flat, check.checker(), mapping);
            if (check.checker() instanceof CheckerSpec.Web web) {
                compareUrls(name, node.startingWith("Checked url = "), web, check.virtualHost());
            }
        });
    }

    private void compareUrls(String name, List<DumpNode> theirs, CheckerSpec.Web web, @Nullable String virtualHost) {
        comparison.value(
                "urls of " + name,
                theirs.stream()
                        .map(url -> url.text().substring("Checked url = ".length()))
                        .toList(),
                web.urls().stream().map(UrlSpec::path).toList());
        String own = web.settings().virtualHost();
        comparison.list("url of " + name, theirs, web.urls(), CheckerMapping.url(own == null ? virtualHost : own));
    }

    /**
     * A checker of the image.
     *
     * @param virtualHost of the real server
     */
    private record Check(CheckerSpec checker, @Nullable String virtualHost) {}

    private static String method(DumpNode checker) {
        return checker.get("Keepalive method").replaceFirst(",.*", "");
    }

    /** A real server may have several checkers. */
    private static <T> void numbered(Map<String, T> all, String name, T object) {
        int number = 1;
        while (all.containsKey(name + " #" + number)) {
            number++;
        }
        all.put(name + " #" + number, object);
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
