package io.aloft.netlink.monitor;

import io.aloft.netlink.route.KernelRoute;
import io.aloft.netlink.route.KernelRule;

/** What befalls routes and rules that keepalived or this program made. */
public sealed interface EntryEvent {

    /** A route is gone. Those that go with their interface's state are not told of by IPv4. */
    record RouteRemoved(KernelRoute route) implements EntryEvent {}

    /** A rule is gone. */
    record RuleRemoved(KernelRule rule) implements EntryEvent {}

    /** The kernel dropped messages, so entries may be gone that nobody was told of. Adding them again is harmless. */
    record MessagesLost() implements EntryEvent {}
}
