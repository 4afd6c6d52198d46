package io.aloft.config.resolve;

import io.aloft.config.bind.GarpDraft;
import io.aloft.model.vrrp.GarpPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fills in what a set of {@code garp_*} keywords leaves open. */
final class GarpResolver {

    private GarpResolver() {}

    /** The schedule; what follows a lower priority is as what follows becoming Master unless it is written. */
    static GarpPolicy policy(GarpDraft draft, Duration interval) {
        GarpPolicy standard = GarpPolicy.DEFAULT;
        Duration delay = draft.masterDelay == null ? standard.masterDelay() : draft.masterDelay;
        int repeat = count(draft.masterRepeat, standard.masterRepeat());
        return new GarpPolicy(
                delay,
                repeat,
                draft.masterRefresh == null ? standard.refresh() : draft.masterRefresh,
                count(draft.masterRefreshRepeat, standard.refreshRepeat()),
                draft.lowerPrioDelay == null ? delay : draft.lowerPrioDelay,
                count(draft.lowerPrioRepeat, repeat),
                interval);
    }

    /** In strict mode a lower priority is not answered, so nothing follows it. */
    static GarpPolicy strictPolicy(GarpDraft draft, Duration interval) {
        GarpPolicy policy = policy(draft, interval);
        return new GarpPolicy(
                policy.masterDelay(),
                policy.masterRepeat(),
                policy.refresh(),
                policy.refreshRepeat(),
                Duration.ZERO,
                0,
                interval);
    }

    private static int count(@Nullable Long written, int otherwise) {
        return written == null ? otherwise : (int) Math.min(written, Integer.MAX_VALUE);
    }
}
