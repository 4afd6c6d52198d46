package io.aloft.netlink.route;

import io.aloft.model.route.RuleSpec;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.message.Netlink;
import java.util.List;

/** Adds routing rules, removes them and lists them. */
public final class RuleClient {

    private final EntryBatch<RuleSpec> batch;

    /**
     * @param connection a connection of the owner's thread
     */
    public RuleClient(NetlinkConnection connection) {
        this.batch = new EntryBatch<>(connection, "rule", RuleSpec::describe);
    }

    /**
     * Adds rules in order, in as few system calls as possible; equals {@code ip rule add ...} for each.
     *
     * @return one outcome for each rule, in the same order
     */
    public List<EntryOutcome<RuleSpec>> addAll(List<RuleSpec> rules) {
        return batch.add(
                "add",
                RouteMessages.RTM_NEWRULE,
                rule -> Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL,
                rules,
                RuleEncoder::encode);
    }

    /**
     * Removes rules in order; equals {@code ip rule del ...} for each.
     *
     * @return one outcome for each rule, in the same order
     */
    public List<EntryOutcome<RuleSpec>> removeAll(List<RuleSpec> rules) {
        return batch.remove(RouteMessages.RTM_DELRULE, rules, RuleEncoder::encode);
    }

    /** All rules of both families; equals {@code ip rule show} and {@code ip -6 rule show}. */
    public List<KernelRule> rules() throws NetlinkException {
        return batch.list(
                RouteMessages.RTM_GETRULE,
                new byte[RuleNumbers.HEADER_BYTES],
                RuleDecoder::describes,
                RuleDecoder::decode);
    }

    /** Replies that were skipped because their bytes made no sense. */
    public long malformedReplies() {
        return batch.malformedReplies();
    }
}
