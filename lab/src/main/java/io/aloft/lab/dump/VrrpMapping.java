package io.aloft.lab.dump;

import static io.aloft.lab.dump.Reasons.ELSEWHERE;
import static io.aloft.lab.dump.Reasons.PENDING;
import static io.aloft.lab.dump.Reasons.RUN_TIME;

import io.aloft.model.script.NotifyScripts;
import io.aloft.model.script.ScriptCommand;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sections of VRRP: instances and what they track. */
final class VrrpMapping {
    private VrrpMapping() {}

    /** {@code VRRP Instance = NAME}. */
    static Mapping<VirtualRouterSpec> instance(WishedHost host) {
        var mapping = new Mapping<VirtualRouterSpec>();
        wire(mapping);
        gratuitousArp(mapping);
        addresses(mapping);
        tracking(mapping);
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
                .ignoredWords(RUN_TIME, "fd_in -?\\d+, fd_out -?\\d+")
                .ignored(
                        PENDING,
                        "Sync group",
                        "Flags",
                        "Flags: none",
                        "Accept",
                        "Promote_secondaries",
                        "Debug level",
                        "Unicast TTL",
                        "Unicast checksum compatibility",
                        "Using smtp notification",
                        "Notify deleted",
                        "Notify priority changes",
                        "Virtual Routes :",
                        "Virtual Rules :",
                        "Tracked files :",
                        "Tracked processes :",
                        "Tracked BFDs :",
                        "Unicast Peer :",
                        "Enforcing strict VRRP compliance",
                        "Using Native IPv6")
                .ignored(PENDING, "Master rx lower pri state transition script")
                .ignoredWords(PENDING, "Use VMAC.*|Check unicast src : .*");
    }

    private static void wire(Mapping<VirtualRouterSpec> mapping) {
        mapping.value("VRRP Version", VirtualRouterSpec::version)
                .value(
                        "Interface",
                        text -> text.replaceAll(".*vmac on (\\S+?),.*", "$1"),
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
                .words("Multicast address ([^, ]+).*", text -> text, VirtualRouterSpec::group)
                .words("Using src_ip = (.*) \\(from configuration\\)", text -> text, VirtualRouterSpec::sourceAddress)
                .ignored("without mcast_src_ip, an address that the interface has", "Using src_ip")
                .value("Send advert after receive lower priority advert", router -> !router.lowerPrioNoAdvert())
                .value("Send advert after receive higher priority advert", VirtualRouterSpec::higherPrioSendAdvert)
                .presence("Skip checking advert IP addresses", VirtualRouterSpec::skipCheckAdvertAddress)
                .value("Authentication type", router -> switch (router.authentication()) {
                    case Authentication.None() -> router.version() == 2 ? "none" : null;
                    case Authentication.Password password -> "SIMPLE_PASSWORD";
                })
                .value("Password", router -> switch (router.authentication()) {
                    case Authentication.None() -> null;
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

    private static void addresses(Mapping<VirtualRouterSpec> mapping) {
        mapping.list(
                        "Virtual IP \\(\\d+\\):",
                        Texts::plainAddress,
                        router ->
                                router.addresses().stream().map(Texts::address).toList())
                .list(
                        "Virtual IP Excluded :",
                        Texts::plainAddress,
                        router -> router.excludedAddresses().stream()
                                .map(Texts::address)
                                .toList());
    }

    private static void tracking(Mapping<VirtualRouterSpec> mapping) {
        mapping.presence("VRRP interface tracking disabled", router -> !router.trackPrimary())
                .list(
                        "Tracked interfaces :",
                        text -> text,
                        router -> router.trackedInterfaces().stream()
                                .map(tracked ->
                                        tracked.name() + " weight " + tracked.weight() + reverse(tracked.reverse()))
                                .toList())
                .list(
                        "Tracked scripts :",
                        text -> text,
                        router -> router.trackedScripts().stream()
                                .map(tracked ->
                                        tracked.script() + " weight " + tracked.weight() + reverse(tracked.reverse()))
                                .toList());
    }

    /** The scripts that an instance or a sync group runs. */
    private static <T> void notify(Mapping<T> mapping, WishedHost host, Function<T, NotifyScripts> scripts) {
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
                .value("Weight", script -> script.weight() + reverse(script.reverse()))
                .value("Rise", CheckScriptSpec::rise)
                .value("Fall", CheckScriptSpec::fall)
                .ignored(RUN_TIME, "Result", "State", "Status", "Insecure")
                .ignored(ELSEWHERE, "VRRP instances :", "Tracking instances :")
                .ignored(PENDING, "Init state");
    }

    private static String reverse(boolean reverse) {
        return reverse ? " reverse" : "";
    }
}
