package io.aloft.config.bind;

import io.aloft.config.host.NameTable;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.EntryTracking;
import io.aloft.model.route.Realms;
import io.aloft.model.route.RuleAction;
import io.aloft.model.route.RuleSelector;
import io.aloft.model.route.RuleSelector.Mark;
import io.aloft.model.route.RuleSelector.NumberRange;
import io.aloft.model.route.RuleSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A routing rule while its words are read. Every value has passed its operand before it comes here. */
final class RuleDraft {

    private static final long ALL_ONES = 4_294_967_295L;

    @Nullable
    AddressFamily family;

    boolean inverted;

    @Nullable
    IpPrefix from;

    @Nullable
    IpPrefix to;

    private @Nullable Integer tos;
    private @Nullable Mark mark;
    private @Nullable String inputDevice;
    private @Nullable String outputDevice;
    private @Nullable Long tunnelId;
    private @Nullable NumberRange users;

    @Nullable
    String ipProtocol;

    @Nullable
    NumberRange sourcePorts;

    @Nullable
    NumberRange destinationPorts;

    @Nullable
    RuleAction action;

    @Nullable
    Long priority;

    private @Nullable Integer protocol;
    private @Nullable Integer suppressedLength;
    private @Nullable Long suppressedGroup;
    private @Nullable Realms realms;
    boolean tracked = true;

    @Nullable
    String group;

    void set(String option, String value, BindContext context) {
        switch (option) {
            case "tos", "dsfield" -> tos = (int) Operands.numberOf(NameTable.DSFIELDS, value, context);
            case "fwmark" -> mark = mark(value);
            case "realms" -> realms = Operands.realmsOf(value, context);
            case "suppress_prefixlength", "sup_pl" -> suppressedLength = Integer.valueOf(value);
            case "suppress_ifgroup", "sup_group" ->
                suppressedGroup = Operands.numberOf(NameTable.GROUPS, value, context);
            case "dev", "iif" -> inputDevice = value;
            case "oif" -> outputDevice = value;
            case "tunnel-id" -> tunnelId = Long.parseUnsignedLong(value);
            case "uidrange" -> users = range(value);
            case "protocol" -> protocol = (int) Operands.numberOf(NameTable.PROTOCOLS, value, context);
            default -> throw new IllegalArgumentException("no selector of a rule: " + option);
        }
    }

    private static Mark mark(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new Mark(Long.decode(text), ALL_ONES)
                : new Mark(Long.decode(text.substring(0, slash)), Long.decode(text.substring(slash + 1)));
    }

    static NumberRange range(String text) {
        int dash = text.indexOf('-');
        return new NumberRange(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    RuleSpec finish(RuleAction chosen) {
        return new RuleSpec(
                family,
                new RuleSelector(
                        inverted,
                        from,
                        to,
                        tos,
                        mark,
                        inputDevice,
                        outputDevice,
                        tunnelId,
                        users,
                        ipProtocol,
                        sourcePorts,
                        destinationPorts),
                chosen,
                priority,
                tracked ? RouteDraft.KEEPALIVED_PROTOCOL : Objects.requireNonNullElse(protocol, 0),
                new RuleSpec.Suppression(suppressedLength, suppressedGroup, realms),
                new EntryTracking(tracked, group));
    }
}
