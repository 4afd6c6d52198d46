package io.aloft.netlink.route;

import io.aloft.netlink.exchange.NetlinkException;

/**
 * What became of the wish to add or remove one route or rule.
 *
 * @param <T> {@link io.aloft.model.route.RouteSpec} or {@link io.aloft.model.route.RuleSpec}
 */
public sealed interface EntryOutcome<T> {

    /** What it is about. */
    T target();

    /** The kernel has it now. */
    record Added<T>(T target) implements EntryOutcome<T> {}

    /** The kernel had it already (EEXIST). */
    record AlreadyPresent<T>(T target) implements EntryOutcome<T> {}

    /** The kernel had it and has not now. */
    record Removed<T>(T target) implements EntryOutcome<T> {}

    /** There was nothing to remove: no such entry (ESRCH, ENOENT), or no such interface any more (ENODEV). */
    record Absent<T>(T target) implements EntryOutcome<T> {}

    /** The kernel refused, or did not answer, or an interface that the entry names does not exist (ENODEV). */
    record Failed<T>(T target, NetlinkException reason) implements EntryOutcome<T> {}
}
