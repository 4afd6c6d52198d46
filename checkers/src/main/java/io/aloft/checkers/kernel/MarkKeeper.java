package io.aloft.checkers.kernel;

import io.aloft.checkers.marking.MarkRuleset;
import io.aloft.posix.NftablesException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the nftables rules that mark the packets of groups ({@code nftables_ipvs}). Belongs to one thread. */
final class MarkKeeper {

    private static final Logger log = LoggerFactory.getLogger(MarkKeeper.class);

    private final MarkFilter.Opener opener;
    private final Backoff backoff = new Backoff();
    private @Nullable MarkFilter filter;
    private @Nullable MarkRuleset wanted;
    private @Nullable MarkRuleset installed;
    private @Nullable String trouble;
    private boolean libraryMissing;

    MarkKeeper(MarkFilter.Opener opener) {
        this.opener = opener;
    }

    /** @param ruleset null for no tables at all */
    void want(@Nullable MarkRuleset ruleset) {
        wanted = ruleset;
        libraryMissing = false;
        backoff.reset();
    }

    /** Why packets are not marked as they should be; null while they are. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** When {@link #apply} is to be called again even if nothing changes; {@link Long#MAX_VALUE} for never. */
    long retryAt() {
        return trouble == null || libraryMissing ? Long.MAX_VALUE : backoff.at();
    }

    /** Makes the kernel have what is wanted. */
    void apply(long now) {
        MarkRuleset target = wanted;
        MarkRuleset present = installed;
        if (Objects.equals(target, present)) {
            // What was refused on the way here is not wanted any more.
            trouble = null;
            return;
        }
        if (libraryMissing || now < backoff.at()) {
            return;
        }
        try {
            MarkFilter open = open();
            if (target == null) {
                removeTables(open, present);
            } else if (present == null) {
                open.run(target.install());
            } else {
                change(open, present, target);
            }
            installed = target;
            if (trouble != null) {
                log.info("nftables marks the packets of virtual server groups again");
            }
            trouble = null;
            backoff.reset();
        } catch (NftablesException e) {
            complain(e, now);
        }
    }

    private MarkFilter open() throws NftablesException {
        MarkFilter open = filter;
        if (open == null) {
            open = opener.open();
            filter = open;
        }
        return open;
    }

    private static void removeTables(MarkFilter open, @Nullable MarkRuleset present) throws NftablesException {
        if (present != null) {
            open.run(present.removal());
        }
    }

    /** A change fails when somebody has removed what it changes, for instance all tables; then everything is made anew. */
    private static void change(MarkFilter open, MarkRuleset present, MarkRuleset target) throws NftablesException {
        try {
            open.run(present.changeTo(target));
        } catch (NftablesException e) {
            log.warn("the tables of nftables_ipvs were changed by somebody else, they are made anew");
            open.run(target.install());
        }
    }

    private void complain(NftablesException e, long now) {
        String reason = e.oneLine();
        libraryMissing = e.isLibraryMissing();
        backoff.fail(now);
        if (!reason.equals(trouble)) {
            log.error(
                    "nftables_ipvs: packets of virtual server groups are not marked and not balanced: {}{}",
                    reason,
                    libraryMissing
                            ? "; then reload"
                            : "; trying again, at least every " + Backoff.LONGEST_SECONDS + " s");
        }
        trouble = reason;
    }

    /** The last word: the tables go, unless {@code keep}. */
    void close(boolean keep) {
        MarkFilter open = filter;
        if (open == null) {
            return;
        }
        MarkRuleset present = installed != null ? installed : wanted;
        if (!keep && present != null) {
            try {
                open.run(present.removal());
            } catch (NftablesException e) {
                log.error("cannot remove the tables {} of nftables_ipvs: {}", present.table(), e.oneLine());
            }
        }
        open.close();
        filter = null;
    }
}
