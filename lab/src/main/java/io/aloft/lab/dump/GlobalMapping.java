package io.aloft.lab.dump;

import static io.aloft.lab.dump.Reasons.BUILD;
import static io.aloft.lab.dump.Reasons.RUN_TIME;

import io.aloft.model.GlobalSpec;
import io.aloft.model.global.DbusSettings;
import io.aloft.model.global.FifoSpec;
import io.aloft.model.global.MailSettings;
import io.aloft.model.global.ProcessTuning;
import io.aloft.model.global.SocketBuffers;
import io.aloft.model.lvs.LvsGlobals.SyncDaemon;
import io.aloft.model.lvs.LvsGlobals.Timeouts;
import io.aloft.model.script.ScriptCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The section "Global definitions", which every process of keepalived writes. */
final class GlobalMapping {
    private GlobalMapping() {}

    /**
     * The lines of one process.
     *
     * @param vrrp of the VRRP process: the others do not work out the defaults that concern it alone
     * @param first of the process that is started first, which runs the script of the common FIFO
     */
    static Mapping<GlobalSpec> of(WishedHost host, boolean vrrp, boolean first) {
        var mapping = new Mapping<GlobalSpec>();
        placement(mapping);
        mail(mapping);
        advertisements(mapping);
        gratuitousArp(mapping, vrrp);
        interfaces(mapping, vrrp);
        processes(mapping);
        remoteControl(mapping);
        scripts(mapping, host, vrrp, first);
        virtualServers(mapping);
        return mapping.ignoredWords(BUILD, "libnftnl version .*")
                .value("VMAC prefix", global -> prefix(global.vrrp().vmacPrefix()))
                .value("VMAC address prefix", global -> prefix(global.vrrp().vmacAddressPrefix()))
                .value(
                        "Reload time file",
                        global -> global.reload().timeFile() == null
                                ? null
                                : global.reload().timeFile() + (global.reload().repeatDaily() ? " (repeat)" : ""))
                // Without a name it shows the one that it made up.
                .value("Reload_file", global -> {
                    String marker = global.reload().markerFile();
                    return marker == null || marker.isEmpty() ? null : marker;
                })
                .whenSet()
                .value("rx_bufs_size", global -> global.vrrp().receiveBuffers().bytes())
                .whenSet()
                .ignoredWords(RUN_TIME, "No reload scheduled|Reload scheduled.*")
                .ignored(RUN_TIME, "current realtime priority", "current realtime time limit");
    }

    private static void placement(Mapping<GlobalSpec> mapping) {
        mapping.value("Network namespace", global -> orElse(global.placement().netNamespace(), "(default)"))
                .value(
                        "Network namespace ipvs",
                        global -> orElse(global.placement().ipvsNamespace(), "(main namespace)"))
                .value("Instance name", global -> global.placement().instance())
                .value("Router ID", GlobalSpec::routerId)
                .value(
                        "umask",
                        global -> "0" + Integer.toOctalString(global.processes().umask()))
                .words("(No test config before reload|Test config before reload, log to .*)", text -> text, global -> {
                    String log = global.reload().checkLog();
                    return log == null ? "No test config before reload" : "Test config before reload, log to " + log;
                })
                .choice(
                        "nftables",
                        "with counters",
                        "without counters",
                        global -> global.firewall().counters())
                .value("nftables table name", global -> global.firewall().nftablesTable())
                .whenSet()
                .value(
                        "nftables base chain priority",
                        global -> global.firewall().nftablesTable() == null
                                ? null
                                : global.firewall().nftablesPriority())
                .whenSet()
                .words(
                        "nftables (don't )?force use ifindex.*",
                        text -> text,
                        global -> global.firewall().nftablesTable() == null
                                ? null
                                : global.firewall().matchIndex() ? "null" : "don't")
                .whenSet();
    }

    private static void mail(Mapping<GlobalSpec> mapping) {
        mapping.value("Smtp server", global -> global.mail().server())
                .value(
                        "Smtp server port",
                        global -> global.mail().server() == null
                                ? null
                                : global.mail().port())
                .value("Smtp HELO name", global -> global.mail().heloName())
                .whenSet()
                .value(
                        "Smtp server connection timeout",
                        global -> mails(global) ? global.mail().connectTimeout().toSeconds() : null)
                .whenSet()
                .value("Email notification from", global -> global.mail().from())
                .whenSet()
                .list(
                        "Email notification to:",
                        text -> text,
                        global -> global.mail().recipients())
                .value("Default smtp_alert", global -> alert(global.mail().alert()))
                .value("Default smtp_alert_vrrp", global -> alert(global.mail().alertVrrp()))
                .value(
                        "Default smtp_alert_checker",
                        global -> alert(global.mail().alertChecker()))
                .value(
                        "Send emails for fault transitions",
                        global -> global.mail().noFaultMails() ? "off" : null);
    }

    private static void advertisements(Mapping<GlobalSpec> mapping) {
        mapping.value("VRRP IPv4 mcast group", global -> global.vrrp().group4())
                .value("VRRP IPv6 mcast group", global -> global.vrrp().group6())
                .value(
                        "Num adverts before down",
                        global -> global.vrrp().instanceDefaults().downTimerAdverts())
                .value("VRRP default protocol version", global -> global.vrrp().version())
                .value(
                        "VRRP check unicast_src",
                        global -> global.vrrp().instanceDefaults().checkUnicastSource())
                .value(
                        "VRRP skip check advert addresses",
                        global -> global.vrrp().instanceDefaults().skipCheckAdvertAddress())
                .value(
                        "VRRP strict mode",
                        global -> global.vrrp().instanceDefaults().strict())
                .value(
                        "VRRP notify priority changes",
                        global -> global.vrrp().instanceDefaults().notifyPriorityChanges())
                .value(
                        "Send advert after receive lower priority advert",
                        global -> !Boolean.TRUE.equals(
                                global.vrrp().instanceDefaults().lowerPrioNoAdvert()))
                .value(
                        "Send advert after receive higher priority advert",
                        global -> global.vrrp().instanceDefaults().higherPrioSendAdvert())
                .value(
                        "rx_bufs_multiples",
                        global -> global.vrrp().receiveBuffers().multiplier())
                .value(
                        "vrrp_startup_delay",
                        Texts::time,
                        global -> global.vrrp().startupDelay().isZero()
                                ? null
                                : global.vrrp().startupDelay());
    }

    private static void gratuitousArp(Mapping<GlobalSpec> mapping, boolean vrrp) {
        mapping.value(
                        "Gratuitous ARP delay",
                        Texts::time,
                        global -> global.vrrp().garp().masterDelay())
                .value("Gratuitous ARP repeat", global -> global.vrrp().garp().masterRepeat())
                .value(
                        "Gratuitous ARP refresh timer",
                        Texts::time,
                        global -> global.vrrp().garp().refresh())
                .value(
                        "Gratuitous ARP refresh repeat",
                        global -> global.vrrp().garp().refreshRepeat())
                .value(
                        "Gratuitous ARP interval",
                        Texts::time,
                        global -> global.vrrp().garp().interval())
                .value(
                        "Gratuitous NA interval",
                        Texts::time,
                        global -> global.vrrp().gnaInterval())
                .value(
                        "Gratuitous ARP for each secondary VMAC",
                        Texts::time,
                        global -> global.vrrp().extraGarp().period());
        if (vrrp) {
            mapping.value(
                            "Gratuitous ARP lower priority delay",
                            Texts::time,
                            global -> global.vrrp().garp().lowerPrioDelay())
                    .value(
                            "Gratuitous ARP lower priority repeat",
                            global -> global.vrrp().garp().lowerPrioRepeat());
        } else {
            mapping.ignored(
                    "worked out by the VRRP process alone",
                    "Gratuitous ARP lower priority delay",
                    "Gratuitous ARP lower priority repeat");
        }
    }

    private static void interfaces(Mapping<GlobalSpec> mapping, boolean vrrp) {
        mapping.value("Dynamic interfaces", global -> global.vrrp().dynamicInterfaces())
                .value(
                        "Allow interface changes",
                        global -> global.vrrp().dynamicInterfaces()
                                ? global.vrrp().interfacesMayChange()
                                : null)
                .value("Disable local IGMP", global -> global.vrrp().disableLocalIgmp() ? "yes" : "no");
        if (vrrp) {
            mapping.value("Default interface", global -> global.vrrp().defaultInterface())
                    .whenSet();
        }
    }

    private static void processes(Mapping<GlobalSpec> mapping) {
        process(mapping, "VRRP", global -> global.processes().vrrp());
        process(mapping, "Checker", global -> global.processes().checker());
        process(mapping, "BFD", global -> global.processes().bfd());
        mapping.value("VRRP process name", global -> global.processes().vrrp().name())
                .value(
                        "LVS process name",
                        global -> global.processes().checker().name())
                .value("BFD process name", global -> global.processes().bfd().name())
                .value(
                        "Max auto priority",
                        global -> global.processes().maxAutoPriority() < 0
                                ? "Disabled"
                                : global.processes().maxAutoPriority())
                .value(
                        "Min auto priority delay",
                        Texts::time,
                        global -> global.processes().minAutoPriorityDelay());
        buffers(mapping, "vrrp_netlink_cmd_rcv_bufs", global -> global.vrrp().commandBuffers());
        buffers(
                mapping,
                "vrrp_netlink_monitor_rcv_bufs",
                global -> global.vrrp().monitorBuffers());
        buffers(mapping, "process_monitor_rcv_bufs", global -> global.vrrp().processMonitorBuffers());
    }

    private static void process(Mapping<GlobalSpec> mapping, String name, Function<GlobalSpec, ProcessTuning> tuning) {
        mapping.value(name + " process priority", global -> tuning.apply(global).nice())
                .value(name + " don't swap", global -> tuning.apply(global).lockMemory())
                .value(
                        name + " realtime priority",
                        global -> tuning.apply(global).realtimePriority())
                .value(
                        name + " realtime limit",
                        text -> Texts.time(text.matches("\\d+") ? text + " us" : text),
                        global -> tuning.apply(global).realtimeLimit());
    }

    private static void buffers(Mapping<GlobalSpec> mapping, String name, Function<GlobalSpec, SocketBuffers> buffers) {
        mapping.value(
                        name,
                        global ->
                                Objects.requireNonNullElse(buffers.apply(global).bytes(), 0L))
                .value(name + "_force", global -> buffers.apply(global).force() ? 1 : 0);
    }

    private static void remoteControl(Mapping<GlobalSpec> mapping) {
        mapping.choice(
                        "SNMP vrrp",
                        "enabled",
                        "disabled",
                        global -> global.snmp().vrrp())
                .choice(
                        "SNMP checker",
                        "enabled",
                        "disabled",
                        global -> global.snmp().checker())
                .choice(
                        "SNMP RFCv2",
                        "enabled",
                        "disabled",
                        global -> global.snmp().rfcV2())
                .choice(
                        "SNMP RFCv3",
                        "enabled",
                        "disabled",
                        global -> global.snmp().rfcV3())
                .choice(
                        "SNMP traps",
                        "enabled",
                        "disabled",
                        global -> global.snmp().traps())
                .value("SNMP socket", global -> orElse(global.snmp().socket(), "default (unix:/var/agentx/master)"))
                // Without a bus to talk to it says that it is disabled.
                .words(
                        "DBus (enabled|disabled)",
                        text -> text,
                        global -> global.dbus().enabled() ? null : "disabled")
                .whenSet()
                .value(
                        "DBus service name",
                        global -> global.dbus().serviceName().equals(DbusSettings.DEFAULT.serviceName())
                                ? ""
                                : global.dbus().serviceName());
    }

    private static void scripts(Mapping<GlobalSpec> mapping, WishedHost host, boolean vrrp, boolean first) {
        mapping.choice(
                        "Script security",
                        "enabled",
                        "disabled",
                        global -> global.scripts().security())
                .words("Default script uid:gid (.*)", text -> text, global -> {
                    String user = global.scripts().user();
                    if (user == null) {
                        return null;
                    }
                    return host.owner(user, global.scripts().group());
                })
                .whenSet()
                .value(
                        "FIFO write vrrp states on reload",
                        global -> global.fifos().statesOnReload());
        fifo(mapping, "Global", true, first, host, global -> global.fifos().all());
        fifo(mapping, "VRRP", vrrp, true, host, global -> global.fifos().vrrp());
        fifo(mapping, "LVS", !vrrp, true, host, global -> global.fifos().lvs());
    }

    /**
     * A FIFO without a user of its own belongs to {@code script_user}; its script gets the path as last argument.
     *
     * @param runs whether this process runs the script, and so shows that argument
     * @param shows whether this process knows the script at all
     */
    private static void fifo(
            Mapping<GlobalSpec> mapping,
            String name,
            boolean runs,
            boolean shows,
            WishedHost host,
            Function<GlobalSpec, @Nullable FifoSpec> fifo) {
        mapping.value(name + " notify fifo", global -> {
                    FifoSpec spec = fifo.apply(global);
                    if (spec == null) {
                        return null;
                    }
                    return spec.path() + ", uid:gid "
                            + (spec.user() == null
                                    ? host.owner(
                                            global.scripts().user(),
                                            global.scripts().group())
                                    : host.owner(spec.user(), spec.group()));
                })
                .value(name + " notify fifo script", global -> {
                    FifoSpec spec = fifo.apply(global);
                    ScriptCommand script = spec == null ? null : spec.script();
                    return spec == null || script == null || !shows
                            ? null
                            : Texts.script(runs ? script.withArguments(List.of(spec.path())) : script, host);
                });
    }

    private static void virtualServers(Mapping<GlobalSpec> mapping) {
        mapping.value("Checkers log all failures", global -> global.lvs().logAllFailures())
                .value("LVS flush", global -> global.lvs().flushAtStart())
                .value("LVS flush on stop", global -> switch (global.lvs().flushOnStop()) {
                    case OWN -> "disabled";
                    case OWN_AT_ONCE -> "VS";
                    case EVERYTHING -> "full";
                })
                // It calls the time for UDP one for TCP as well.
                .values("LVS TCP timeout", global -> timeouts(global, Timeouts::tcp, Timeouts::udp))
                .value("LVS TCP FIN timeout", global -> global.lvs().timeouts().tcpFin())
                .value("rs_init_notifies", global -> global.lvs().notifyFirstState() ? 1 : 0)
                .value("no_checker_emails", global -> global.lvs().onlyServerMails() ? 1 : 0)
                .value("LVS syncd interface", sync(SyncDaemon::interfaceName))
                .words("LVS syncd vrrp (?:instance|name) = (.*)", text -> text, sync(SyncDaemon::instance))
                .value("LVS syncd syncid", sync(SyncDaemon::id))
                .value("LVS syncd maxlen", sync(daemon -> daemon.maxLength() == 0 ? null : daemon.maxLength()))
                .value("LVS syncd mcast group", sync(SyncDaemon::group))
                .value("LVS syncd mcast port", sync(daemon -> daemon.port() == 0 ? null : daemon.port()))
                .value("LVS syncd mcast ttl", sync(daemon -> daemon.ttl() == 0 ? null : daemon.ttl()));
        buffers(mapping, "lvs_netlink_cmd_rcv_bufs", global -> global.lvs().commandBuffers());
        buffers(mapping, "lvs_netlink_monitor_rcv_bufs", global -> global.lvs().monitorBuffers());
    }

    @SafeVarargs
    private static List<String> timeouts(GlobalSpec global, Function<Timeouts, @Nullable Integer>... which) {
        return Arrays.stream(which)
                .map(one -> String.valueOf(one.apply(global.lvs().timeouts())))
                .filter(text -> !text.equals("null"))
                .toList();
    }

    private static Function<GlobalSpec, @Nullable Object> sync(Function<SyncDaemon, @Nullable Object> value) {
        return global -> {
            SyncDaemon daemon = global.lvs().syncDaemon();
            return daemon == null ? null : value.apply(daemon);
        };
    }

    /** The settings of the mail server are shown when something about mail is configured. */
    private static boolean mails(GlobalSpec global) {
        return global.mail().from() != null
                || !global.mail().recipients().isEmpty()
                || !global.mail().connectTimeout().equals(MailSettings.DEFAULT.connectTimeout());
    }

    private static String alert(@Nullable Boolean value) {
        return value == null ? "unset" : value ? "on" : "off";
    }

    private static @Nullable String prefix(String prefix) {
        return prefix.equals("vrrp") ? null : prefix;
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
