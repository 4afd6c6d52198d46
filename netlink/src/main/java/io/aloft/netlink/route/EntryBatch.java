package io.aloft.netlink.route;

import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkOutcome;
import io.aloft.netlink.exchange.NetlinkRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends one request for each entry, all in one batch, and says what became of each. */
final class EntryBatch {

    /** Makes the request for one entry. */
    @FunctionalInterface
    interface Maker<T> {
        /**
         * @throws UnusableEntryException when the entry cannot be said to the kernel now
         */
        NetlinkRequest request(T target) throws UnusableEntryException;
    }

    private EntryBatch() {}

    /** Outcomes of additions, in the order of the targets. */
    static <T> List<EntryOutcome<T>> add(
            NetlinkConnection connection, List<T> targets, Function<T, String> operation, Maker<T> maker) {
        return run(connection, targets, operation, maker, EntryBatch::added);
    }

    /** Outcomes of removals, in the order of the targets. An interface that is gone took its entries with it. */
    static <T> List<EntryOutcome<T>> remove(
            NetlinkConnection connection, List<T> targets, Function<T, String> operation, Maker<T> maker) {
        return run(connection, targets, operation, maker, EntryBatch::removed);
    }

    private static <T> List<EntryOutcome<T>> run(
            NetlinkConnection connection,
            List<T> targets,
            Function<T, String> operation,
            Maker<T> maker,
            BiFunction<T, NetlinkOutcome, EntryOutcome<T>> meaning) {
        List<NetlinkRequest> requests = new ArrayList<>(targets.size());
        List<@Nullable NetlinkException> unusable = new ArrayList<>(targets.size());
        for (T target : targets) {
            try {
                requests.add(maker.request(target));
                unusable.add(null);
            } catch (UnusableEntryException e) {
                unusable.add(NetlinkException.refused(operation.apply(target), e.errno(), e.reason()));
            }
        }
        List<NetlinkOutcome> answers = requests.isEmpty() ? List.of() : connection.executeAll(requests);
        List<EntryOutcome<T>> outcomes = new ArrayList<>(targets.size());
        int answer = 0;
        for (int i = 0; i < targets.size(); i++) {
            NetlinkException never = unusable.get(i);
            outcomes.add(meaning.apply(
                    targets.get(i), never == null ? answers.get(answer++) : new NetlinkOutcome.Failed(never)));
        }
        return outcomes;
    }

    private static <T> EntryOutcome<T> added(T target, NetlinkOutcome outcome) {
        return switch (outcome) {
            case NetlinkOutcome.Done done -> new EntryOutcome.Added<>(target);
            case NetlinkOutcome.Failed(NetlinkException reason)
            when reason.errno() == Errno.EEXIST -> new EntryOutcome.AlreadyPresent<>(target);
            case NetlinkOutcome.Failed(NetlinkException reason) -> new EntryOutcome.Failed<>(target, reason);
        };
    }

    private static <T> EntryOutcome<T> removed(T target, NetlinkOutcome outcome) {
        return switch (outcome) {
            case NetlinkOutcome.Done done -> new EntryOutcome.Removed<>(target);
            case NetlinkOutcome.Failed(NetlinkException reason)
            when reason.errno() == Errno.ESRCH || reason.errno() == Errno.ENOENT || reason.errno() == Errno.ENODEV ->
                new EntryOutcome.Absent<>(target);
            case NetlinkOutcome.Failed(NetlinkException reason) -> new EntryOutcome.Failed<>(target, reason);
        };
    }
}
