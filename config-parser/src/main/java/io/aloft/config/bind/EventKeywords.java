package io.aloft.config.bind;

import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.List;
import java.util.function.Function;

/** Keywords of {@code global_defs} about who else learns of events: FIFOs, SNMP, D-Bus. */
final class EventKeywords {

    private EventKeywords() {}

    static void addTo(BlockBinding<GlobalDraft> block) {
        addFifo(block, "notify_fifo", global -> global.fifo);
        addFifo(block, "vrrp_notify_fifo", global -> global.vrrpFifo);
        addFifo(block, "lvs_notify_fifo", global -> global.lvsFifo);
        block.flag("fifo_write_vrrp_states_on_reload", global -> global.statesOnReload = true)
                .word("snmp_socket", (global, socket) -> global.snmp.socket = socket)
                .flag("enable_traps", global -> global.snmp.traps = true)
                .flag("enable_snmp_vrrp", global -> global.snmp.vrrp = true)
                .flag("enable_snmp_keepalived", global -> global.snmp.vrrp = true)
                .flag("enable_snmp_checker", global -> global.snmp.checker = true)
                .flag("enable_snmp_rfcv2", global -> global.snmp.rfcV2 = true)
                .flag("enable_snmp_rfcv3", global -> global.snmp.rfcV3 = true)
                .flag("enable_snmp_rfc", global -> {
                    global.snmp.rfcV2 = true;
                    global.snmp.rfcV3 = true;
                })
                .duration("snmp_vs_stats_update_interval", (global, time) -> global.snmp.virtualServerStatistics = time)
                .duration("snmp_rs_stats_update_interval", (global, time) -> global.snmp.realServerStatistics = time)
                .flag("enable_dbus", global -> global.dbusEnabled = true)
                .word("dbus_service_name", (global, name) -> global.dbusServiceName = name)
                .word("dbus_no_interface_name", (global, name) -> global.dbusNoInterfaceName = name);
    }

    private static void addFifo(
            BlockBinding<GlobalDraft> block, String keyword, Function<GlobalDraft, FifoDraft> fifo) {
        block.statement(
                        keyword,
                        (global, directive, statement, context) -> readFifo(fifo.apply(global), statement, context))
                .script(keyword + "_script", (global, script) -> fifo.apply(global).script = script);
    }

    /** {@code NAME [USER [GROUP]]}: of nobody there is no FIFO. */
    private static void readFifo(FifoDraft fifo, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        if (words.size() > 1) {
            fifo.user = ScriptBinder.user(
                    words.get(1).text(),
                    words.size() > 2 ? words.get(2).text() : null,
                    words.get(1).location(),
                    context);
            if (fifo.user == null) {
                return;
            }
        }
        fifo.path = words.getFirst().text();
    }
}
