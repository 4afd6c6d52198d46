package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.route.RuleSpec;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds routing rules, removes them and lists them. */
public final class RuleClient {

    private final NetlinkConnection connection;
    private long malformedReplies;

    /**
     * @param connection a connection of the owner's thread
     */
    public RuleClient(NetlinkConnection connection) {
        this.connection = connection;
    }

    /**
     * Adds rules in order, in as few system calls as possible; equals {@code ip rule add ...} for each.
     *
     * @return one outcome for each rule, in the same order
     */
    public List<EntryOutcome<RuleSpec>> addAll(List<RuleSpec> rules) {
        return EntryBatch.add(
                connection,
                rules,
                RuleClient::addition,
                rule -> NetlinkRequest.command(
                        addition(rule),
                        RouteMessages.RTM_NEWRULE,
                        Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL,
                        RuleEncoder.encode(rule)));
    }

    /**
     * Removes rules in order; equals {@code ip rule del ...} for each.
     *
     * @return one outcome for each rule, in the same order
     */
    public List<EntryOutcome<RuleSpec>> removeAll(List<RuleSpec> rules) {
        return EntryBatch.remove(
                connection,
                rules,
                RuleClient::removal,
                rule -> NetlinkRequest.command(removal(rule), RouteMessages.RTM_DELRULE, 0, RuleEncoder.encode(rule)));
    }

    /** All rules of both families; equals {@code ip rule show} and {@code ip -6 rule show}. */
    public List<KernelRule> rules() throws NetlinkException {
        List<KernelRule> rules = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            byte[] header = new byte[RuleNumbers.HEADER_BYTES];
            header[0] = (byte) family.kernelNumber();
            NetlinkRequest request = NetlinkRequest.dump("list rules", RouteMessages.RTM_GETRULE, header);
            for (NetlinkMessage reply : connection.execute(request)) {
                if (!RuleDecoder.describes(reply)) {
                    continue;
                }
                Optional<KernelRule> rule = RuleDecoder.decode(reply);
                rule.ifPresent(rules::add);
                malformedReplies += rule.isEmpty() ? 1 : 0;
            }
        }
        return rules;
    }

    /** Replies that were skipped because their bytes made no sense. */
    public long malformedReplies() {
        return malformedReplies;
    }

    private static String addition(RuleSpec rule) {
        return "add rule " + rule.describe();
    }

    private static String removal(RuleSpec rule) {
        return "remove rule " + rule.describe();
    }
}
