package io.aloft.lab.dump;

import static io.aloft.lab.dump.Reasons.ELSEWHERE;
import static io.aloft.lab.dump.Reasons.RUN_TIME;

import io.aloft.model.global.VrrpGlobals.InstanceDefaults;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.script.ScriptCommand;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sections of VRRP: instances and what they track. */
final class VrrpMapping {
    private VrrpMapping() {}

    /**
     * {@code VRRP Instance = NAME}.
     *
     * @param defaults of {@code global_defs}, which some lines of an instance do not show
     */
    static Mapping<VirtualRouterSpec> instance(WishedHost host, InstanceDefaults defaults) {
        var mapping = new Mapping<VirtualRouterSpec>();
        wire(mapping);
        gratuitousArp(mapping);
        addresses(mapping);
        options(mapping, host, defaults);
        TrackMapping.addTo(mapping, VirtualRouterSpec::tracking);
        mapping.presence("VRRP interface tracking disabled", router -> !router.trackPrimary());
        notify(mapping, host, VirtualRouterSpec::scripts);
        return mapping.ignored(
                        RUN_TIME,
                        "State",
                        "Wantstate",
                        "Number of config faults",
                        "Number of interface and track script faults",
                        "Number of tracker faults",
                        "Number of track scripts init",
                        "Last transition",
                        "Read timeout",
                        "Master down timer",
                        "Master router",
                        "Master priority",
                        "Master advert int",
                        "Master advert interval",
                        "Effective priority",
                        "Total priority")
                .ignoredWords("the empty list of flags", "Flags: none")
                .ignoredWords(RUN_TIME, "fd_in -?\\d+, fd_out -?\\d+");
    }

    private static void wire(Mapping<VirtualRouterSpec> mapping) {
        mapping.value("VRRP Version", VirtualRouterSpec::version)
                .value(
                        "Interface",
                        text -> text.replaceFirst("^\\S+, (?:vmac|ipvlan) on ([^, ]+).*", "$1"),
                        VirtualRouterSpec::interfaceName)
                .value("Virtual Router ID", VirtualRouterSpec::vrid)
                .value("Priority", VirtualRouterSpec::priority)
                .value("Advert interval", Texts::time, VirtualRouterSpec::advertInterval)
                .value("Down timer adverts", VirtualRouterSpec::downTimerAdverts)
                .choice("Preempt", "enabled", "disabled", VirtualRouterSpec::preempt)
                .value(
                        "Preempt delay",
                        Texts::time,
                        router -> router.preemptDelay().isZero() ? null : router.preemptDelay())
                .words(
                        "Multicast address ([^, ]+).*",
                        text -> text,
                        router -> router.options().unicast().peers().isEmpty() ? router.group() : null)
                .words("Using src_ip = (.*) \\(from configuration\\)", text -> text, VirtualRouterSpec::sourceAddress)
                .ignored("without mcast_src_ip, an address that the interface has", "Using src_ip")
                .value("Send advert after receive lower priority advert", router -> !router.lowerPrioNoAdvert())
                .value("Send advert after receive higher priority advert", VirtualRouterSpec::higherPrioSendAdvert)
                .presence("Skip checking advert IP addresses", VirtualRouterSpec::skipCheckAdvertAddress)
                .value("Authentication type", router -> switch (router.authentication()) {
                    case Authentication.None() -> router.version() == 2 ? "none" : null;
                    case Authentication.Password password -> "SIMPLE_PASSWORD";
                    case Authentication.Header header -> "IPSEC_AH";
                })
                .value("Password", router -> switch (router.authentication()) {
                    case Authentication.None() -> null;
                    case Authentication.Header header -> null;
                    case Authentication.Password(String text) -> text.substring(0, Math.min(8, text.length()));
                });
    }

    private static void gratuitousArp(Mapping<VirtualRouterSpec> mapping) {
        mapping.value(
                        "Gratuitous ARP delay",
                        Texts::time,
                        router -> router.garp().masterDelay())
                .value("Gratuitous ARP repeat", router -> router.garp().masterRepeat())
                .value(
                        "Gratuitous ARP refresh",
                        Texts::time,
                        router -> router.garp().refresh())
                .value("Gratuitous ARP refresh repeat", router -> router.garp().refreshRepeat())
                .value(
                        "Gratuitous ARP lower priority delay",
                        Texts::time,
                        router -> router.garp().lowerPrioDelay())
                .value(
                        "Gratuitous ARP lower priority repeat",
                        router -> router.garp().lowerPrioRepeat());
    }

    /** An address on the instance's own VMAC says so without its name, which may be made up. */
    private static List<String> addresses(VirtualRouterSpec router, List<VirtualAddress> addresses) {
        return addresses.stream()
                .map(Texts::address)
                .map(text -> withoutName(text, router))
                .toList();
    }

    private static String withoutName(String text, VirtualRouterSpec router) {
        VirtualInterface own = router.options().link().virtualInterface();
        return own == null ? text : withoutName(text, own.name());
    }

    private static String withoutName(String address, String vmac) {
        return address.replaceFirst(" dev " + Pattern.quote(vmac) + "(?= |@)", " dev (vmac)");
    }

    /** An instance of a dump whose addresses on its own VMAC say so without its name. */
    static DumpNode withoutVmacName(DumpNode instance) {
        String line = instance.startingWith("Use VMAC, i/f name ").stream()
                .map(DumpNode::text)
                .findFirst()
                .orElse("");
        if (line.isEmpty()) {
            return instance;
        }
        String name = line.replaceFirst("Use VMAC, i/f name ([^,]*),.*", "$1");
        return new DumpNode(
                instance.text(),
                instance.children().stream()
                        .map(child -> new DumpNode(
                                child.text(),
                                child.children().stream()
                                        .map(address -> new DumpNode(withoutName(address.text(), name), List.of()))
                                        .toList()))
                        .toList());
    }

    private static void addresses(Mapping<VirtualRouterSpec> mapping) {
        mapping.list("Virtual IP \\(\\d+\\):", Texts::plainAddress, router -> addresses(router, router.addresses()))
                .list(
                        "Virtual IP Excluded :",
                        Texts::plainAddress,
                        router -> addresses(router, router.excludedAddresses()));
    }

    /** What stands in {@code options}. */
    private static void options(Mapping<VirtualRouterSpec> mapping, WishedHost host, InstanceDefaults defaults) {
        mapping.value("Sync group", router -> router.options().syncGroup())
                .list(
                        "Flags:",
                        VrrpMapping::withoutComplaint,
                        router -> router.options().unicast().peers().isEmpty() ? List.of() : List.of("Using unicast"))
                .choice(
                        "Accept",
                        "enabled",
                        "disabled",
                        router -> router.options().conduct().accept())
                .choice(
                        "Promote_secondaries",
                        "enabled",
                        "disabled",
                        router -> router.options().link().promoteSecondaries())
                .value(
                        "Debug level",
                        router -> positive(router.options().conduct().debugLevel()))
                .value(
                        "Kernel rx buffer size",
                        router -> router.options().link().receiveBuffer())
                .presence(
                        "Enforcing strict VRRP compliance",
                        router -> router.options().conduct().strict())
                .presence("Using Native IPv6", router -> router.family() == AddressFamily.INET6)
                .presence(
                        "Use VMAC for VIPs on other interfaces",
                        router -> router.options().link().vmacForAddresses())
                .words("(Use VMAC), .*", text -> text, VrrpMapping::vmac)
                .list(
                        "Virtual Routes :",
                        RouteTexts::plainRoute,
                        router -> router.options().routes().stream()
                                .map(RouteTexts::route)
                                .map(text -> withoutName(text, router))
                                .toList())
                .list(
                        "Virtual Rules :",
                        RouteTexts::withoutMadeUpPriority,
                        router -> router.options().rules().stream()
                                .map(RouteTexts::rule)
                                .map(RouteTexts::withoutMadeUpPriority)
                                .toList())
                .value("Notify deleted", router -> router.options().alerts().tellDeletion() ? "Deleted" : "Fault")
                .value(
                        "Notify priority changes",
                        router -> router.options().alerts().priorityChanges())
                .value(
                        "Using smtp notification",
                        router -> router.options().alerts().mail() ? "yes" : "no");
        script(mapping, "Deleted", host, router -> router.options().alerts().deleted());
        script(
                mapping,
                "Master rx lower pri",
                host,
                router -> router.options().alerts().lowerPriorityReceived());
        unicast(mapping, defaults.checkUnicastSource());
    }

    private static @Nullable Object vmac(VirtualRouterSpec router) {
        return router.options().link().virtualInterface() instanceof VirtualInterface.Vmac ? "Use VMAC" : null;
    }

    private static String withoutComplaint(String flag) {
        return flag.startsWith("Unicast config option") ? "" : flag;
    }

    private static void unicast(Mapping<VirtualRouterSpec> mapping, boolean checkedByDefault) {
        mapping.list(
                        "Unicast Peer :",
                        text -> text,
                        router -> router.options().unicast().peers().stream()
                                .map(peer -> peer.address() + " min_ttl " + peer.minTtl() + " max_ttl " + peer.maxTtl())
                                .toList())
                .value("Unicast TTL", router -> {
                    Unicast unicast = router.options().unicast();
                    if (unicast.peers().isEmpty()) {
                        return null;
                    }
                    Integer standard = router.family() == AddressFamily.INET ? 255 : null;
                    return unicast.ttl() == null ? standard : unicast.ttl();
                })
                .words("Check unicast src : (.*)", text -> checkedByDefault ? "yes" : text, router -> {
                    Unicast unicast = router.options().unicast();
                    return unicast.peers().isEmpty() ? null : unicast.checkSource() ? "yes" : "no";
                })
                .value(
                        "Unicast checksum compatibility",
                        router -> router.options().unicast().peers().isEmpty()
                                ? null
                                : switch (router.options().conduct().unicastChecksum()) {
                                    case DETECTED -> "no";
                                    case OLD -> "yes";
                                    case STANDARD -> "never";
                                });
    }

    private static @Nullable Object positive(int number) {
        return number == 0 ? null : number;
    }

    /** The scripts that an instance or a sync group runs. */
    static <T> void notify(Mapping<T> mapping, WishedHost host, Function<T, NotifyScripts> scripts) {
        script(mapping, "Master", host, owner -> scripts.apply(owner).master());
        script(mapping, "Backup", host, owner -> scripts.apply(owner).backup());
        script(mapping, "Fault", host, owner -> scripts.apply(owner).fault());
        script(mapping, "Stop", host, owner -> scripts.apply(owner).stop());
        script(mapping, "Generic", host, owner -> scripts.apply(owner).any());
    }

    private static <T> void script(
            Mapping<T> mapping, String state, WishedHost host, Function<T, @Nullable ScriptCommand> script) {
        mapping.value(state + " state transition script", owner -> Texts.script(script.apply(owner), host));
    }

    /** {@code VRRP Script = NAME}. */
    static Mapping<CheckScriptSpec> script(WishedHost host) {
        return new Mapping<CheckScriptSpec>()
                .value("Command", Texts::withoutShell, script -> Texts.words(script.command(), host))
                .value("Script uid:gid", script -> Texts.owner(script.command(), host))
                .value("Interval", Texts::time, CheckScriptSpec::interval)
                .value("Timeout", Texts::time, CheckScriptSpec::timeout)
                .value("Weight", script -> script.weight() + TrackMapping.reverse(script.reverse()))
                .value("Rise", CheckScriptSpec::rise)
                .value("Fall", CheckScriptSpec::fall)
                .ignored(RUN_TIME, "Result", "State", "Status", "Insecure")
                .ignored(ELSEWHERE, "VRRP instances :", "Tracking instances :")
                .ignored(RUN_TIME, "Init state");
    }
}
