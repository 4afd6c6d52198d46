package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code global_defs}. */
final class GlobalBinding {

    static final BlockBinding<GlobalDraft> BLOCK = new BlockBinding<GlobalDraft>("global_defs")
            .word("router_id", (global, name) -> global.routerId = name)
            .statement("notification_email", GlobalBinding::mailAddresses)
            .flag("enable_script_security", global -> global.scriptSecurity = true)
            .statement("script_user", GlobalBinding::scriptUser)
            .number("vrrp_version", (global, version) -> global.version = (int) version)
            .statement("vrrp_mcast_group4", GlobalBinding::group4)
            .seconds("vrrp_garp_master_delay", (global, delay) -> global.garp.masterDelay = delay)
            .number("vrrp_garp_master_repeat", (global, count) -> global.garp.masterRepeat = count)
            .seconds("vrrp_garp_master_refresh", (global, period) -> global.garp.masterRefresh = period)
            .number("vrrp_garp_master_refresh_repeat", (global, count) -> global.garp.masterRefreshRepeat = count)
            .seconds("vrrp_garp_lower_prio_delay", (global, delay) -> global.garp.lowerPrioDelay = delay)
            .number("vrrp_garp_lower_prio_repeat", (global, count) -> global.garp.lowerPrioRepeat = count)
            .duration("vrrp_garp_interval", (global, interval) -> global.garpInterval = interval)
            .bool("vrrp_min_garp", GlobalBinding::minimalGarp)
            .number("vrrp_down_timer_adverts", (global, count) -> global.downTimerAdverts = count)
            .bool("vrrp_skip_check_adv_addr", (global, on) -> global.skipCheckAdvertAddress = on)
            .bool("vrrp_lower_prio_no_advert", (global, on) -> global.lowerPrioNoAdvert = on)
            .bool("vrrp_higher_prio_send_advert", (global, on) -> global.higherPrioSendAdvert = on)
            .bool("vrrp_strict", (global, on) -> global.strict = on)
            .statement("include_check", GlobalOptions::includeCheck)
            .statement("dynamic_interfaces", GlobalBinding::dynamicInterfaces);

    private GlobalBinding() {}

    private static void mailAddresses(
            GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        List<String> words = ListBlock.words(statement).stream().map(Word::text).toList();
        global.mailAddresses.addAll(words);
    }

    private static void scriptUser(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        ScriptUser user = ScriptBinder.user(
                words.getFirst().text(),
                words.size() > 1 ? words.get(1).text() : null,
                words.getFirst().location(),
                context);
        global.scriptUser = user;
        global.scriptUserUnknown = user == null;
        if (user == null) {
            context.error(
                    Code.SCRIPT_USER_UNKNOWN,
                    words.getFirst().location(),
                    "script_user " + words.getFirst() + " is unknown; scripts without a user of their own are not run");
        }
    }

    private static void group4(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        Optional<IpAddress> group = IpAddress.parse(word.text());
        if (group.isEmpty() || !group.get().isIpv4() || !group.get().isMulticast()) {
            context.error(
                    Code.NOT_MULTICAST,
                    word.location(),
                    "vrrp_mcast_group4 " + word + " is not an IPv4 multicast address (224.0.0.0/4), ignored");
            return;
        }
        global.group4 = group.get();
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
                context.notYet(directive, "dynamic_interfaces allow_if_changes", word.location(), false);
            } else {
                context.error(
                        Code.UNKNOWN_OPTION,
                        word.location(),
                        "dynamic_interfaces " + word + ": only allow_if_changes may follow, ignored");
            }
        }
    }
}
