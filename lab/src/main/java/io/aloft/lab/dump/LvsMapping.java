package io.aloft.lab.dump;

import static io.aloft.lab.dump.Reasons.ELSEWHERE;
import static io.aloft.lab.dump.Reasons.RUN_TIME;

import io.aloft.model.lvs.CheckDefaults;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.Persistence;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.Scheduling;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.TlsClientSpec;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.AddressFamily;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The section "LVS Topology": virtual servers and their real servers. */
final class LvsMapping {
    private static final int FLAG_1 = 0x08;
    private static final int FLAG_2 = 0x10;
    private static final int FLAG_3 = 0x20;
    static final String HEADING = "Real server";

    private LvsMapping() {}

    /** The lines below {@code VS VIP = …}, {@code VS GROUP = …} and {@code VS FWMARK = …}. */
    static Mapping<VirtualServerSpec> virtualServer(WishedHost host) {
        var mapping = new Mapping<VirtualServerSpec>();
        scheduling(mapping);
        checks(mapping, VirtualServerSpec::checkDefaults);
        quorum(mapping, host);
        sorryServer(mapping);
        return mapping.value("Address family", server -> family(server.family()))
                .value("protocol", server -> {
                    var protocol = server.key().protocol();
                    return protocol == null ? "none" : protocol.name();
                })
                .value("default forwarding method", server -> forwarding(server.forwarding()))
                .choice("Inhibit on failure is", "ON", "OFF", VirtualServerSpec::inhibitOnFailure)
                .value("VirtualHost", server -> server.checkDefaults().virtualHost())
                .choice("omega is", "ON", "OFF", VirtualServerSpec::omega)
                .presence("Using HA suspend", VirtualServerSpec::haSuspend)
                .value("Using smtp notification", server -> server.smtpAlert() ? "yes" : "no")
                .value("SNMP name", text -> text.replaceFirst("^'(.*)'$", "$1"), VirtualServerSpec::snmpName)
                .ignored(RUN_TIME, "alive", "quorum_state_up", "reloaded", "Hashed")
                .ignored(ELSEWHERE, HEADING);
    }

    private static void scheduling(Mapping<VirtualServerSpec> mapping) {
        mapping.value("lvs_sched", server -> server.scheduling().scheduler())
                .value("One packet scheduling", server -> server.scheduling().onePacket() ? "enabled" : "disabled");
        flag(mapping, "flag-1", FLAG_1, "");
        flag(mapping, "flag-2", FLAG_2, "");
        flag(mapping, "flag-3", FLAG_3, "");
        for (String scheduler : List.of("sh", "mh")) {
            flag(mapping, scheduler + "-fallback", FLAG_1, scheduler);
            flag(mapping, scheduler + "-port", FLAG_2, scheduler);
        }
        mapping.value("persistence timeout", server -> {
                    Persistence persistence = server.persistence();
                    return persistence == null ? null : persistence.timeoutSeconds();
                })
                .value("persistence granularity", server -> granularity(server))
                .whenSet()
                .value("persistence engine", server -> {
                    Persistence persistence = server.persistence();
                    return persistence == null ? null : persistence.engine();
                });
    }

    /** The dump has names of their own for the flags of two schedulers. */
    private static void flag(Mapping<VirtualServerSpec> mapping, String name, int flag, String scheduler) {
        mapping.value(name, server -> {
            Scheduling scheduling = server.scheduling();
            String own = scheduling.scheduler().matches("[sm]h") ? scheduling.scheduler() : "";
            return own.equals(scheduler) ? (scheduling.flags() & flag) == 0 ? "disabled" : "enabled" : null;
        });
    }

    private static @Nullable Object granularity(VirtualServerSpec server) {
        Persistence persistence = server.persistence();
        if (persistence == null) {
            return null;
        }
        int value = persistence.granularity();
        if (server.family() == AddressFamily.INET6) {
            return value == 128 ? null : value;
        }
        return value == -1
                ? null
                : (value >>> 24) + "." + (value >>> 16 & 255) + "." + (value >>> 8 & 255) + "." + (value & 255);
    }

    private static <T> void checks(Mapping<T> mapping, Function<T, CheckDefaults> defaults) {
        mapping.value(
                        "connection timeout",
                        Texts::time,
                        server -> defaults.apply(server).connectTimeout())
                .value(
                        "delay_loop",
                        Texts::time,
                        server -> server instanceof VirtualServerSpec
                                ? defaults.apply(server).delayLoop()
                                : null)
                .value(
                        "Delay loop",
                        Texts::time,
                        server -> server instanceof RealServerSpec
                                ? defaults.apply(server).delayLoop()
                                : null)
                .value("Retry count", server -> defaults.apply(server).retry())
                .value(
                        "Retry delay",
                        Texts::time,
                        server -> defaults.apply(server).delayBeforeRetry())
                .value("Warmup", Texts::time, server -> defaults.apply(server).warmup())
                .words(
                        "[Aa]lpha is (ON|OFF)",
                        text -> text,
                        server -> defaults.apply(server).alpha() ? "ON" : "OFF");
    }

    private static void quorum(Mapping<VirtualServerSpec> mapping, WishedHost host) {
        mapping.value(
                        "quorum",
                        server -> server.quorum().needed() + ", hysteresis = "
                                + server.quorum().hysteresis())
                .value(
                        "Quorum up notify script",
                        server -> Texts.script(server.quorum().up(), host))
                .value(
                        "Quorum down notify script",
                        server -> Texts.script(server.quorum().down(), host));
    }

    private static void sorryServer(Mapping<VirtualServerSpec> mapping) {
        mapping.words("sorry server(?: \\(duplicates rs\\))? = (.*)", text -> text, server -> {
                    SorryServerSpec sorry = server.sorryServer();
                    return sorry == null ? null : server.key().describe(sorry.endpoint());
                })
                .value("sorry server forwarding method", server -> {
                    SorryServerSpec sorry = server.sorryServer();
                    return sorry == null ? null : forwarding(sorry.forwarding());
                })
                .value("sorry server inhibit", server -> {
                    SorryServerSpec sorry = server.sorryServer();
                    return sorry == null ? null : sorry.inhibit() ? "ON" : "OFF";
                });
    }

    /** A virtual server whose lines about its sorry server say so. */
    static DumpNode withSorryServer(DumpNode server) {
        var children = new ArrayList<DumpNode>();
        for (DumpNode child : server.children()) {
            children.add(child);
            if (child.text().startsWith("sorry server")) {
                for (DumpNode below : child.children()) {
                    String text = below.text()
                            .replaceFirst("^forwarding method", "sorry server forwarding method")
                            .replaceFirst("^Inhibit on failure is", "sorry server inhibit =");
                    children.add(new DumpNode(text, List.of()));
                }
            }
        }
        return new DumpNode(server.text(), children);
    }

    /** The lines below the heading of a real server; a host name that it has from its virtual server is not repeated. */
    static Mapping<RealServerSpec> realServer(WishedHost host, VirtualServerSpec owner) {
        var mapping = new Mapping<RealServerSpec>();
        checks(mapping, RealServerSpec::checkDefaults);
        return mapping.words(
                        "(RIP = .*) EFF WEIGHT = .*",
                        text -> text,
                        server -> "RIP = "
                                + server.endpoint().address() + ", RPORT = "
                                + server.endpoint().port() + ", WEIGHT = "
                                + server.weight())
                .value("forwarding method", server -> forwarding(server.forwarding()))
                .value("connection limit range", server -> server.lowerThreshold() + " -> " + server.upperThreshold())
                .choice("Inhibit on failure is", "ON", "OFF", RealServerSpec::inhibitOnFailure)
                .value("Using smtp notification", server -> server.smtpAlert() ? "yes" : "no")
                .value("VirtualHost", server -> {
                    String virtualHost = server.checkDefaults().virtualHost();
                    return Objects.equals(virtualHost, owner.checkDefaults().virtualHost()) ? null : virtualHost;
                })
                .whenSet()
                .value("RS up notify script", server -> Texts.script(server.notifyUp(), host))
                .value("RS down notify script", server -> Texts.script(server.notifyDown(), host))
                .value("SNMP name", RealServerSpec::snmpName)
                .ignored(
                        RUN_TIME,
                        "initial weight",
                        "effective weight",
                        "previous effective_weight",
                        "alive",
                        "num failed checkers",
                        "RS set",
                        "reloaded")
                .ignored(ELSEWHERE, "Tracked Files", "Tracked BFDs");
    }

    /** The lines below {@code Virtual Server Group = NAME}, {@link #sorted}. */
    static Mapping<VirtualServerGroupSpec> group() {
        return new Mapping<VirtualServerGroupSpec>()
                .list(
                        "entries",
                        text -> text,
                        group -> group.entries().stream()
                                .map(entry -> switch (entry) {
                                    case VirtualServerGroupSpec.Mark mark -> "FWMARK = " + mark.mark();
                                    case VirtualServerGroupSpec.Addresses range ->
                                        range.first().equals(range.last())
                                                ? "VIP = " + range.first() + ", VPORT = " + range.port()
                                                : "VIP Range = " + range.first() + "-" + range.last() + ", VPORT = "
                                                        + range.port();
                                })
                                .sorted()
                                .toList());
    }

    /** A group with one list of its entries: the dump has them by kind and not as the file has them. */
    static DumpNode sorted(DumpNode group) {
        List<DumpNode> entries = group.children().stream()
                .map(entry -> new DumpNode(entry.text(), List.of()))
                .sorted(Comparator.comparing(DumpNode::text))
                .toList();
        return new DumpNode(group.text(), List.of(new DumpNode("entries", entries)));
    }

    /** The section "SSL definitions". */
    static Mapping<TlsClientSpec> tls() {
        return new Mapping<TlsClientSpec>()
                .words("Password : (.*)", text -> text, TlsClientSpec::password)
                .words("CA-file : (.*)", text -> text, TlsClientSpec::authority)
                .words("Certificate file : (.*)", text -> text, TlsClientSpec::certificate)
                .words("Key file : (.*)", text -> text, TlsClientSpec::key);
    }

    /** How a virtual server is called in logs, from the lines of the dump. */
    static String name(DumpNode server) {
        String text = server.text();
        if (text.startsWith("VS GROUP = ")) {
            return text.substring("VS GROUP = ".length());
        }
        if (text.startsWith("VS FWMARK = ")) {
            return "FWM " + text.substring("VS FWMARK = ".length());
        }
        return text.replaceFirst(
                "VS VIP = (\\S+), VPORT = (\\d+)",
                "[$1]:" + server.get("protocol").toLowerCase(Locale.ROOT) + ":$2");
    }

    /** How a virtual server is called in logs, from its key. */
    static String name(VirtualServerKey key) {
        return key.toString();
    }

    private static String family(@Nullable AddressFamily family) {
        return family == null ? "IPv4 & IPv6" : family == AddressFamily.INET ? "inet" : "inet6";
    }

    private static String forwarding(Forwarding forwarding) {
        Forwarding.Tunnel tunnel = forwarding.tunnel();
        return tunnel == null
                ? forwarding.method().name()
                : forwarding.method() + ", type = " + tunnel.type()
                        + (tunnel.port() == 0 ? "" : ", port = " + tunnel.port());
    }
}
