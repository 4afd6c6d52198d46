package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.model.vrrp.Conduct.UnicastChecksum;
import io.aloft.model.vrrp.RepeatedGarp;
import java.util.Map;

/** Keywords of {@code vrrp_instance} about interfaces, routes, and deviations from the protocol. */
final class InstanceKeywords {

    private static final int LATE_TIMER_PRIORITY = 254;

    private InstanceKeywords() {}

    static void addTo(BlockBinding<InstanceDraft> block) {
        addLink(block);
        addConduct(block);
        block.number("#@aloft vip_lease", (instance, intervals) -> instance.vipLease = (int) intervals);
        block.statement(
                        "virtual_routes",
                        (instance, directive, statement, context) ->
                                instance.routes.addAll(RouteEntries.read(directive, statement, context)))
                .statement(
                        "virtual_rules",
                        (instance, directive, statement, context) ->
                                instance.rules.addAll(RuleEntries.read(directive, statement, context)))
                .statement("notify_deleted", InstanceKeywords::deleted)
                .script(
                        "notify_master_rx_lower_pri",
                        (instance, script) -> instance.alerts.lowerPriorityReceived = script);
    }

    private static void addLink(BlockBinding<InstanceDraft> block) {
        block.statement("use_vmac", InstanceKeywords::virtualInterface)
                .statement("use_ipvlan", InstanceKeywords::virtualInterface)
                .flag("use_vmac_addr", instance -> instance.link.vmacForAddresses = true)
                .flag("vmac_xmit_base", instance -> instance.link.transmitOnBase = true)
                .word("vrf", (instance, name) -> instance.link.vrf = name)
                .flag("promote_secondaries", instance -> instance.link.promoteSecondaries = true)
                .flag("linkbeat_use_polling", instance -> instance.link.pollLink = true)
                .number("kernel_rx_buf_size", (instance, bytes) -> instance.link.receiveBuffer = bytes)
                .word("lvs_sync_daemon_interface", (instance, name) -> instance.link.ipvsSyncInterface = name);
    }

    private static void addConduct(BlockBinding<InstanceDraft> block) {
        block.flag("accept", instance -> instance.conduct.accept = true)
                .flag("no_accept", instance -> instance.conduct.accept = false)
                .bool("owner_ignore_adverts", (instance, on) -> instance.conduct.ownerIgnoresAdverts = on)
                .bool("v3_checksum_as_v2", (instance, on) -> instance.conduct.checksumAsVersion2 = on)
                .choice(
                        "old_unicast_checksum",
                        Map.of("", UnicastChecksum.OLD, "never", UnicastChecksum.STANDARD),
                        (instance, checksum) -> instance.conduct.unicastChecksum = checksum)
                .flag("track_src_ip", instance -> instance.conduct.trackSource = true)
                .statement("timer_expired_backup", InstanceKeywords::lateTimer)
                .statement("thread_timer_expired", InstanceKeywords::lateTimer)
                .statement("garp_extra_if", InstanceKeywords::extraGarp)
                .statement("vmac_garp_intvl", InstanceKeywords::extraGarp);
    }

    /** Options of several {@code use_vmac} add up. */
    private static void virtualInterface(
            InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        boolean vmac = directive.keyword().equals("use_vmac");
        VirtualInterfaceDraft known = instance.link.virtualInterface;
        if (known != null && known.vmac != vmac) {
            // The first one counts; that there are two is reported when the instance is complete.
            return;
        }
        VirtualInterfaceDraft draft = known == null ? new VirtualInterfaceDraft(vmac) : known;
        VirtualInterfaceOptions.read(draft, statement, context);
        instance.link.virtualInterface = draft;
    }

    private static void lateTimer(
            InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        if (statement.arguments().isEmpty()) {
            instance.conduct.lateTimerPriority = LATE_TIMER_PRIORITY;
            return;
        }
        Values.number(directive, firstArgument(statement), context)
                .ifPresent(priority -> instance.conduct.lateTimerPriority = (int) priority);
    }

    private static void extraGarp(
            InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        RepeatedGarp known = instance.conduct.extraGarp;
        instance.conduct.extraGarp =
                RepeatedGarps.read(known == null ? RepeatedGarp.NONE : known, directive, statement, context);
    }

    private static void deleted(InstanceDraft instance, Directive directive, Statement statement, BindContext context) {
        instance.alerts.tellDeletion = true;
        if (!statement.rawArguments().isEmpty()) {
            instance.alerts.deleted = ScriptBinder.notifyScript(directive, statement, context);
        }
    }
}
