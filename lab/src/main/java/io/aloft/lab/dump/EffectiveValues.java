package io.aloft.lab.dump;

import static io.aloft.lab.dump.Reasons.MACHINE;
import static io.aloft.lab.dump.Reasons.RUN_TIME;

import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Compares what both programs make of one configuration. */
final class EffectiveValues {
    private static final Map<String, String> PASSED_OVER =
            Map.of("Interfaces", MACHINE, "VRRP Sockpool", RUN_TIME, "BFD Data", RUN_TIME);

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
        comparison.objects(
                "instance",
                named(dump, "VRRP Topology", "VRRP Instance"),
                indexed(image.virtualRouters(), VirtualRouterSpec::name),
                VrrpMapping.instance(subject.host()));
        Map<String, DumpNode> scripts = named(dump, "VRRP Scripts", "VRRP Script");
        scripts.replaceAll((name, script) -> script.defaulting("Timeout", "0 sec", "Interval"));
        comparison.objects(
                "script",
                scripts,
                indexed(trackedScripts(), CheckScriptSpec::name),
                VrrpMapping.script(subject.host()));
    }

    /** keepalived forgets the scripts that nobody tracks. */
    private List<CheckScriptSpec> trackedScripts() {
        return image.scripts().stream()
                .filter(script -> image.virtualRouters().stream()
                        .flatMap(router -> router.trackedScripts().stream())
                        .anyMatch(tracked -> tracked.script().equals(script.name())))
                .toList();
    }

    private void global(DumpNode dump, boolean vrrp) {
        dump.sections("Global definitions")
                .forEach(section ->
                        comparison.object("global", section, image.global(), GlobalMapping.of(subject.host(), vrrp)));
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

    static Set<String> passedOver() {
        return PASSED_OVER.keySet();
    }
}
