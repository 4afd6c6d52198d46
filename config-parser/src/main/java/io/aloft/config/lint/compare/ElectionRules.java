package io.aloft.config.lint.compare;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.lint.Findings;
import io.aloft.config.lint.PriorityRange;
import io.aloft.config.lint.Weight;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the priorities of the two decide, or cannot decide. */
final class ElectionRules {

    private ElectionRules() {}

    static void twoOwners(RouterPair pair, Findings findings) {
        if (pair.a().router().isOwner() && pair.b().router().isOwner()) {
            findings.error(
                    pair.a().at("priority"),
                    "both directors have priority 255, that of the owner of the addresses: both become Master at once; "
                            + pair.a().label(),
                    "write a priority up to 254 on at least one of them",
                    pair.b().at("priority"));
        }
    }

    /** RFC 5798 section 6.4.3: between equals the higher address wins, and only where both are Master. */
    static void prioritiesTie(RouterPair pair, Findings findings) {
        int priority = pair.a().router().priority();
        if (priority == pair.b().router().priority() && !pair.a().router().isOwner()) {
            findings.warning(
                    pair.a().at("priority"),
                    "both directors have priority " + priority + ": at a start together both become Master for a moment"
                            + " and the higher address wins; " + pair.a().label(),
                    "write different priorities",
                    pair.b().at("priority"));
        }
    }

    /** nopreempt keeps a director of higher priority from taking over; the lower one never does. */
    static void nopreemptOnLower(RouterPair pair, Findings findings) {
        VirtualRouterSpec higher = pair.higher().router();
        VirtualRouterSpec lower = pair.lower().router();
        if (higher.priority() > lower.priority()
                && higher.preempt()
                && !lower.preempt()
                && weights(pair).isEmpty()) {
            findings.warning(
                    pair.lower().at("nopreempt"),
                    "nopreempt has no effect on the director of lower priority: the other one, with priority "
                            + higher.priority() + " and without nopreempt, takes the addresses back when it returns; "
                            + pair.lower().label(),
                    "write nopreempt in the other file, with state BACKUP",
                    pair.higher().at());
        }
    }

    /** A switch needs the Master to fall below the Backup; with equal priorities the Master stays. */
    static void weightsNeverEnough(RouterPair pair, Findings findings) {
        VirtualRouterSpec higher = pair.higher().router();
        VirtualRouterSpec lower = pair.lower().router();
        List<Weight> weights = weights(pair);
        PriorityRange range = range(pair.higher());
        PriorityRange other = range(pair.lower());
        if (weights.isEmpty() || higher.isOwner() || range.lowest() < other.highest()) {
            return;
        }
        int apart = higher.priority() - lower.priority();
        findings.warning(
                place(pair),
                "the weights can never cause a switch: with everything tracked at its worst this director still has"
                        + " priority " + range.lowest() + ", the other never has more than " + other.highest() + "; "
                        + pair.higher().label(),
                "the weights must move the priorities by more than " + apart + ", such as weight -" + (apart + 10)
                        + " here, or bring them closer together",
                pair.lower().at("priority"));
    }

    /** Those of the director of higher priority, else those of the other. */
    private static List<Weight> weights(RouterPair pair) {
        List<Weight> own = weights(pair.higher());
        return own.isEmpty() ? weights(pair.lower()) : own;
    }

    private static List<Weight> weights(RouterPair.Side side) {
        return Weight.of(side.director().image(), side.router());
    }

    private static PriorityRange range(RouterPair.Side side) {
        return PriorityRange.of(side.director().image(), side.router());
    }

    private static @Nullable SourceLocation place(RouterPair pair) {
        RouterPair.Side side = pair.higher();
        List<Weight> weights = weights(side);
        if (weights.isEmpty()) {
            return side.at("priority");
        }
        Weight first = weights.getFirst();
        return side.director().origins().ofEntry(first.object(), first.keyword(), first.name()::equals);
    }
}
