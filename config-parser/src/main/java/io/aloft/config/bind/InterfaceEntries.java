package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.vrrp.InterfaceSettings.Delay;
import io.aloft.model.vrrp.InterfaceSettings.Method;
import io.aloft.model.vrrp.InterfaceSettings.PolledLink;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Lines that begin with an interface: {@code linkbeat_interfaces}, {@code interface_up_down_delays}, {@code garp_group}. */
final class InterfaceEntries {

    private static final int LONGEST_DELAY = 255;

    private InterfaceEntries() {}

    /** {@code IF [MII|ETHTOOL|IOCTL]}. */
    static void linkbeat(Statement entry, BindContext context) {
        if (!exists(entry.keyword(), StatusClass.FATAL, "linkbeat_interfaces", context)) {
            return;
        }
        Method chosen = null;
        for (Word word : entry.arguments()) {
            boolean method = word == entry.arguments().getFirst()
                    && List.of("MII", "ETHTOOL", "IOCTL").contains(word.text());
            if (!method) {
                context.error(
                        Code.UNKNOWN_OPTION,
                        word.location(),
                        "linkbeat_interfaces: '" + word + "' is ignored (expected: MII, ETHTOOL or IOCTL)");
            } else {
                chosen = Method.valueOf(word.text());
            }
        }
        context.config().polledLinks().add(new PolledLink(entry.keyword().text(), chosen));
    }

    /** {@code IF DOWN [UP]}; keepalived only logs what is wrong with the numbers. */
    static void delays(Statement entry, BindContext context) {
        if (!exists(entry.keyword(), StatusClass.FATAL, "interface_up_down_delays", context)) {
            return;
        }
        List<Word> delays = entry.arguments();
        boolean good =
                !delays.isEmpty() && delays.size() <= 2 && delays.stream().allMatch(InterfaceEntries::isDelay);
        if (!good) {
            context.caution(
                    Code.INTERFACE_DELAYS,
                    entry.location(),
                    "interface_up_down_delays: '" + entry.rawText() + "' is not INTERFACE DOWN [UP] with delays of 0.."
                            + LONGEST_DELAY + " seconds",
                    null);
            return;
        }
        Duration up = delays.size() > 1 ? duration(delays.get(1)) : Duration.ZERO;
        context.config().delays().add(new Delay(entry.keyword().text(), duration(delays.getFirst()), up));
    }

    private static boolean isDelay(Word word) {
        return word.text().matches("[0-9]{1,3}(\\.[0-9]{0,6})?") && Double.parseDouble(word.text()) <= LONGEST_DELAY;
    }

    private static Duration duration(Word word) {
        return Values.ofMicros(new BigDecimal(word.text().replaceFirst("\\.$", ""))
                .movePointRight(6)
                .longValueExact());
    }

    /** Whether the word can be a member of a {@code garp_group}. */
    static boolean isMember(Word word, BindContext context) {
        if (!exists(word, StatusClass.GENERAL_ERROR, "garp_group", context)) {
            return false;
        }
        SourceLocation other = context.config().names().claim(Names.Kind.PACED_INTERFACE, word);
        if (other != null) {
            context.diagnostics()
                    .add(Diagnostic.error(
                                    Code.DUPLICATE_NAME,
                                    StatusClass.GENERAL_ERROR,
                                    word.location(),
                                    "garp_group: interface " + word + " is in a garp_group already, ignored")
                            .withRelated(other));
        }
        return other == null;
    }

    private static boolean exists(Word word, StatusClass statusClass, String keyword, BindContext context) {
        boolean exists = context.host().hasInterface(word.text()) || context.global().dynamicInterfaces;
        if (!exists) {
            context.error(
                    Code.INTERFACE_MISSING,
                    word.location(),
                    statusClass,
                    keyword + ": interface " + word + " does not exist, entry ignored");
        }
        return exists;
    }
}
