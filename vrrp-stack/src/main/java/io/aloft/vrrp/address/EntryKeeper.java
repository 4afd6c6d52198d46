package io.aloft.vrrp.address;

import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.monitor.EntryEvent;
import io.aloft.netlink.route.EntryMatcher;
import io.aloft.netlink.route.EntryOutcome;
import io.aloft.netlink.route.RouteClient;
import io.aloft.netlink.route.RuleClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts routes and rules into the kernel's tables and takes them away, and says what the kernel refused. */
public final class EntryKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(EntryKeeper.class);

    private final RouteClient routes;
    private final RuleClient rules;
    private final EntryMatcher matcher;
    private final Refusals refusals;

    /** The clients have a connection of the owner's thread. */
    public EntryKeeper(RouteClient routes, RuleClient rules, EntryMatcher matcher) {
        this(routes, rules, matcher, LOG::error);
    }

    EntryKeeper(RouteClient routes, RuleClient rules, EntryMatcher matcher, Consumer<String> complaints) {
        this.routes = routes;
        this.rules = rules;
        this.matcher = matcher;
        this.refusals = new Refusals(complaints);
    }

    /**
     * Adds the routes in order, then the rules. Those that are there already are no error, so it may be asked again at any
     * time.
     *
     * @return those that are not there now, so that the caller can try again
     */
    public RoutingEntries add(RoutingEntries entries) {
        return new RoutingEntries(
                missing(routes.addAll(entries.routes()), RouteSpec::describe, "route"),
                missing(rules.addAll(entries.rules()), RuleSpec::describe, "rule"));
    }

    /** Removes the rules, then the routes, each in order. Those that are not there are no error. */
    public void remove(RoutingEntries entries) {
        entries.rules().forEach(refusals::settled);
        entries.routes().forEach(refusals::settled);
        rules.removeAll(entries.rules()).forEach(outcome -> complain(outcome, RuleSpec::describe, "rule"));
        routes.removeAll(entries.routes()).forEach(outcome -> complain(outcome, RouteSpec::describe, "route"));
    }

    /**
     * Makes {@code after} of what is there as {@code before}: what is in neither place different is not touched, and a route
     * that only changed is replaced, so that at no time there is none.
     *
     * @return those of {@code after} that are not there now
     */
    public RoutingEntries replace(RoutingEntries before, RoutingEntries after) {
        EntryChange change = EntryChange.between(before, after);
        remove(change.removed());
        List<RouteSpec> refused =
                new ArrayList<>(missing(routes.replaceAll(change.replaced()), RouteSpec::describe, "route"));
        RoutingEntries added = add(change.added());
        refused.addAll(added.routes());
        return new RoutingEntries(refused, added.rules());
    }

    /** Those of the tracked entries that are gone now, by what the kernel told. All of them may be, when it told nothing. */
    public RoutingEntries lost(EntryEvent event, RoutingEntries entries) {
        return switch (event) {
            case EntryEvent.RouteRemoved removed ->
                new RoutingEntries(
                        entries.routes().stream()
                                .filter(route -> route.tracking().tracked() && matcher.matches(route, removed.route()))
                                .toList(),
                        List.of());
            case EntryEvent.RuleRemoved removed ->
                new RoutingEntries(
                        List.of(),
                        entries.rules().stream()
                                .filter(rule -> rule.tracking().tracked() && EntryMatcher.matches(rule, removed.rule()))
                                .toList());
            case EntryEvent.MessagesLost lost ->
                new RoutingEntries(
                        entries.routes().stream()
                                .filter(route -> route.tracking().tracked())
                                .toList(),
                        entries.rules().stream()
                                .filter(rule -> rule.tracking().tracked())
                                .toList());
        };
    }

    private <T> List<T> missing(List<EntryOutcome<T>> outcomes, Function<T, String> text, String noun) {
        List<T> missing = new ArrayList<>();
        for (EntryOutcome<T> outcome : outcomes) {
            T target = outcome.target();
            if (outcome instanceof EntryOutcome.Failed<T> failed) {
                refusals.refused(target, noun + " " + text.apply(target), reason(failed.reason()));
                missing.add(target);
            } else {
                refusals.settled(target);
            }
        }
        return missing;
    }

    private <T> void complain(EntryOutcome<T> outcome, Function<T, String> text, String noun) {
        if (outcome instanceof EntryOutcome.Failed<T> failed) {
            refusals.kept(noun + " " + text.apply(failed.target()), reason(failed.reason()));
        }
    }

    private static String reason(NetlinkException refusal) {
        return String.valueOf(refusal.getMessage());
    }
}
