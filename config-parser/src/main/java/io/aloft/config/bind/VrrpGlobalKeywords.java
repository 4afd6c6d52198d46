package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;
import static io.aloft.config.bind.Operands.number;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.global.ReceiveBufferPolicy;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Keywords of {@code global_defs} about VRRP. */
final class VrrpGlobalKeywords {

    private static final Operands.Operand BUFFERS =
            Operands.either(Operands.ignoringCase("MTU", "ADVERT"), number(0, 4_294_967_295L));

    private VrrpGlobalKeywords() {}

    static void addTo(BlockBinding<GlobalDraft> block) {
        addDefaults(block);
        addGarp(block);
        block.statement("dynamic_interfaces", VrrpGlobalKeywords::dynamicInterfaces)
                .word("default_interface", (global, name) -> global.defaultInterface = name)
                .flag("disable_local_igmp", global -> global.disableLocalIgmp = true)
                .duration(
                        "vrrp_startup_delay",
                        (global, delay) -> global.startupDelay = longer(global.startupDelay, delay))
                .duration(
                        "vrrp_delay_after_boot",
                        (global, delay) -> global.delayAfterBoot = longer(global.delayAfterBoot, delay))
                .flag("log_unknown_vrids", global -> global.logUnknownVrids = true)
                .word("vmac_prefix", (global, prefix) -> global.vmacPrefix = prefix)
                .word("vmac_addr_prefix", (global, prefix) -> global.vmacAddressPrefix = prefix)
                .statement("vrrp_rx_bufs_policy", VrrpGlobalKeywords::receiveBuffers)
                .number("vrrp_rx_bufs_multiplier", (global, factor) -> global.bufferMultiplier = factor);
        addBuffers(block, "vrrp_netlink_cmd_rcv_bufs", global -> global.commandBuffers);
        addBuffers(block, "vrrp_netlink_monitor_rcv_bufs", global -> global.monitorBuffers);
        addBuffers(block, "process_monitor_rcv_bufs", global -> global.processMonitorBuffers);
    }

    private static void addDefaults(BlockBinding<GlobalDraft> block) {
        block.number("vrrp_version", (global, version) -> global.version = (int) version)
                .statement(
                        "vrrp_mcast_group4",
                        (global, directive, statement, context) ->
                                global.group4 = group(AddressFamily.INET, global.group4, statement, context))
                .statement(
                        "vrrp_mcast_group6",
                        (global, directive, statement, context) ->
                                global.group6 = group(AddressFamily.INET6, global.group6, statement, context))
                .number("vrrp_down_timer_adverts", (global, count) -> global.downTimerAdverts = count)
                .bool("vrrp_skip_check_adv_addr", (global, on) -> global.skipCheckAdvertAddress = on)
                .bool("vrrp_lower_prio_no_advert", (global, on) -> global.lowerPrioNoAdvert = on)
                .bool("vrrp_higher_prio_send_advert", (global, on) -> global.higherPrioSendAdvert = on)
                .bool("vrrp_owner_ignore_adverts", (global, on) -> global.ownerIgnoresAdverts = on)
                .bool("vrrp_strict", (global, on) -> global.strict = on)
                .flag("vrrp_check_unicast_src", global -> global.checkUnicastSource = true)
                .flag("v3_checksum_as_v2", global -> global.checksumAsVersion2 = true)
                .bool("vrrp_notify_priority_changes", (global, on) -> global.notifyPriorityChanges = on)
                .number("#@aloft vip_lease", (global, intervals) -> global.vipLease = (int) intervals);
    }

    private static void addGarp(BlockBinding<GlobalDraft> block) {
        block.seconds("vrrp_garp_master_delay", (global, delay) -> global.garp.masterDelay = delay)
                .number("vrrp_garp_master_repeat", (global, count) -> global.garp.masterRepeat = count)
                .seconds("vrrp_garp_master_refresh", (global, period) -> global.garp.masterRefresh = period)
                .number("vrrp_garp_master_refresh_repeat", (global, count) -> global.garp.masterRefreshRepeat = count)
                .seconds("vrrp_garp_lower_prio_delay", (global, delay) -> global.garp.lowerPrioDelay = delay)
                .number("vrrp_garp_lower_prio_repeat", (global, count) -> global.garp.lowerPrioRepeat = count)
                .duration("vrrp_garp_interval", (global, interval) -> global.garpInterval = interval)
                .duration("vrrp_gna_interval", (global, interval) -> global.gnaInterval = interval)
                .bool("vrrp_min_garp", VrrpGlobalKeywords::minimalGarp)
                .statement("vrrp_garp_extra_if", VrrpGlobalKeywords::extraGarp)
                .statement("vrrp_vmac_garp_intvl", VrrpGlobalKeywords::extraGarp);
    }

    private static void extraGarp(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        global.extraGarp = RepeatedGarps.read(global.extraGarp, directive, statement, context);
    }

    private static void addBuffers(
            BlockBinding<GlobalDraft> block, String keyword, Function<GlobalDraft, SocketBuffersDraft> buffers) {
        block.number(keyword, (global, bytes) -> buffers.apply(global).bytes = bytes)
                .bool(keyword + "_force", (global, on) -> buffers.apply(global).force = on);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static IpAddress group(AddressFamily family, IpAddress known, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        Optional<IpAddress> group = IpAddress.parse(word.text());
        if (group.isPresent() && group.get().family() == family && group.get().isMulticast()) {
            return group.get();
        }
        context.error(
                Code.NOT_MULTICAST,
                word.location(),
                statement.keyword() + " " + word + " is not an "
                        + (family == AddressFamily.INET
                                ? "IPv4 multicast address (224.0.0.0/4)"
                                : "IPv6 multicast address (ff00::/8)")
                        + ", ignored");
        return known;
    }

    /** Acts when it is read, and only on what still has its default. */
    private static void minimalGarp(GlobalDraft global, boolean on) {
        if (!on) {
            return;
        }
        if (global.garp.masterRepeat == null) {
            global.garp.masterRepeat = 1L;
        }
        if (global.garp.masterRefreshRepeat == null) {
            global.garp.masterRefreshRepeat = 0L;
        }
        if (global.garp.masterDelay == null) {
            global.garp.masterDelay = Duration.ZERO;
        }
    }

    private static void dynamicInterfaces(
            GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        global.dynamicInterfaces = true;
        if (!statement.arguments().isEmpty()) {
            Word word = firstArgument(statement);
            if (word.text().equals("allow_if_changes")) {
                global.interfacesMayChange = true;
                context.notYet(directive, "dynamic_interfaces allow_if_changes", word.location());
            } else {
                context.error(
                        Code.UNKNOWN_OPTION,
                        word.location(),
                        "dynamic_interfaces " + word + ": only allow_if_changes may follow, ignored");
            }
        }
    }

    /** A number counts more than MTU, and MTU more than ADVERT, whatever their order. */
    private static void receiveBuffers(
            GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        for (Word word : statement.arguments()) {
            String expected = BUFFERS.expected(word.text(), context);
            if (expected != null) {
                context.error(
                        Code.NOT_A_CHOICE,
                        word.location(),
                        directive.keyword() + " " + word + " is ignored (expected: " + expected + ")");
                continue;
            }
            ReceiveBufferPolicy.Basis basis = switch (word.text().toUpperCase(Locale.ROOT)) {
                case "MTU" -> ReceiveBufferPolicy.Basis.MTU;
                case "ADVERT" -> ReceiveBufferPolicy.Basis.ADVERT;
                default -> {
                    global.bufferBytes = Operands.decimal(word.text());
                    yield ReceiveBufferPolicy.Basis.BYTES;
                }
            };
            global.bufferBases.add(basis);
        }
    }
}
