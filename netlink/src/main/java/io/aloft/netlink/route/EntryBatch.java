package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkOutcome;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What routes and rules have in common: one request for each entry, all in one batch, and what became of each; and the list of
 * both families.
 *
 * @param <T> an entry as it is configured
 */
final class EntryBatch<T> {

    /** Makes the payload of a request for one entry. */
    @FunctionalInterface
    interface Encoder<T> {
        /**
         * @throws UnusableEntryException when the entry cannot be said to the kernel now
         */
        byte[] payload(T entry) throws UnusableEntryException;
    }

    private final NetlinkConnection connection;
    private final String kind;
    private final Function<T, String> description;
    private long malformedReplies;

    /**
     * @param kind what an entry is called, such as {@code route}
     * @param description of one entry, as in {@code 10.1.0.0/16 via 10.0.0.1}
     */
    EntryBatch(NetlinkConnection connection, String kind, Function<T, String> description) {
        this.connection = connection;
        this.kind = kind;
        this.description = description;
    }

    /**
     * Outcomes of additions, in the order of the entries.
     *
     * @param verb what it is called, such as {@code replace}
     * @param flags NLM_F bits that say where it goes, by entry
     */
    List<EntryOutcome<T>> add(String verb, int type, ToIntFunction<T> flags, List<T> entries, Encoder<T> encoder) {
        return run(verb, type, flags, entries, encoder, EntryBatch::added);
    }

    /** Outcomes of removals, in the order of the entries. An interface that is gone took its entries with it. */
    List<EntryOutcome<T>> remove(int type, List<T> entries, Encoder<T> encoder) {
        return run("remove", type, entry -> 0, entries, encoder, EntryBatch::removed);
    }

    private List<EntryOutcome<T>> run(
            String verb,
            int type,
            ToIntFunction<T> flags,
            List<T> entries,
            Encoder<T> encoder,
            BiFunction<T, NetlinkOutcome, EntryOutcome<T>> meaning) {
        List<NetlinkRequest> requests = new ArrayList<>(entries.size());
        List<@Nullable NetlinkException> unusable = new ArrayList<>(entries.size());
        for (T entry : entries) {
            String operation = verb + " " + kind + " " + description.apply(entry);
            try {
                requests.add(NetlinkRequest.command(operation, type, flags.applyAsInt(entry), encoder.payload(entry)));
                unusable.add(null);
            } catch (UnusableEntryException e) {
                unusable.add(NetlinkException.refused(operation, e.errno(), e.reason()));
            }
        }
        List<NetlinkOutcome> answers = requests.isEmpty() ? List.of() : connection.executeAll(requests);
        List<EntryOutcome<T>> outcomes = new ArrayList<>(entries.size());
        int answer = 0;
        for (int i = 0; i < entries.size(); i++) {
            NetlinkException never = unusable.get(i);
            outcomes.add(meaning.apply(
                    entries.get(i), never == null ? answers.get(answer++) : new NetlinkOutcome.Failed(never)));
        }
        return outcomes;
    }

    private static <T> EntryOutcome<T> added(T entry, NetlinkOutcome outcome) {
        return switch (outcome) {
            case NetlinkOutcome.Done done -> new EntryOutcome.Added<>(entry);
            case NetlinkOutcome.Failed(NetlinkException reason)
            when reason.errno() == Errno.EEXIST -> new EntryOutcome.AlreadyPresent<>(entry);
            case NetlinkOutcome.Failed(NetlinkException reason) -> new EntryOutcome.Failed<>(entry, reason);
        };
    }

    private static <T> EntryOutcome<T> removed(T entry, NetlinkOutcome outcome) {
        return switch (outcome) {
            case NetlinkOutcome.Done done -> new EntryOutcome.Removed<>(entry);
            case NetlinkOutcome.Failed(NetlinkException reason)
            when reason.errno() == Errno.ESRCH || reason.errno() == Errno.ENOENT || reason.errno() == Errno.ENODEV ->
                new EntryOutcome.Absent<>(entry);
            case NetlinkOutcome.Failed(NetlinkException reason) -> new EntryOutcome.Failed<>(entry, reason);
        };
    }

    /**
     * The kernel's entries of both families. Replies that make no sense are counted and left out.
     *
     * @param type of the question
     * @param header of the question, whose first octet is the family and is set here
     * @param wanted whether a reply is about what was asked for
     */
    <K> List<K> list(
            int type, byte[] header, Predicate<NetlinkMessage> wanted, Function<NetlinkMessage, Optional<K>> decoder)
            throws NetlinkException {
        List<K> entries = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            byte[] question = header.clone();
            question[0] = (byte) family.kernelNumber();
            for (NetlinkMessage reply : connection.execute(NetlinkRequest.dump("list " + kind + "s", type, question))) {
                if (wanted.test(reply)) {
                    Optional<K> entry = decoder.apply(reply);
                    entry.ifPresent(entries::add);
                    malformedReplies += entry.isEmpty() ? 1 : 0;
                }
            }
        }
        return entries;
    }

    /** Replies that were skipped because their bytes made no sense. */
    long malformedReplies() {
        return malformedReplies;
    }
}
