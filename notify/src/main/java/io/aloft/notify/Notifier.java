package io.aloft.notify;

import io.aloft.model.event.StateChange;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.script.ScriptCommand;
import io.aloft.notify.script.ScriptRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scripts that belong to what happened.
 *
 * <p>Each virtual router, and each other subject, has a {@link NotifyLane} of its own: what one subject's scripts do never
 * touches another's. Reporting never blocks and never logs: it puts an errand into the lane and wakes the {@code notify}
 * thread, which owns everything else.
 */
public final class Notifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    /**
     * How long scripts of the next transition wait for those of the one before. Long enough for what scripts usually do
     * (restart a service, tell a switch), so that after a quick MASTER and BACKUP the last word is BACKUP's; short enough
     * that a hanging script does not keep the truth from the next one.
     */
    public static final Duration ORDER_LIMIT = Duration.ofSeconds(10);

    /** keepalived's limit for scripts that are told STOP. */
    public static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    /** What the end may take beyond the limit of the scripts. */
    private static final Duration CLOSING_MARGIN = Duration.ofMillis(500);

    private final ScriptRunner runner;
    private final Duration orderLimit;
    private final ConcurrentMap<String, NotifyLane> lanes = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor notify = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("notify").factory(), new ThreadPoolExecutor.DiscardPolicy());

    public Notifier(ScriptRunner runner) {
        this(runner, ORDER_LIMIT);
    }

    /**
     * With another limit for the order.
     *
     * @param orderLimit more than zero
     */
    Notifier(ScriptRunner runner, Duration orderLimit) {
        this.runner = runner;
        this.orderLimit = orderLimit;
        notify.setRemoveOnCancelPolicy(true);
        notify.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs {@code notify_master}, {@code notify_backup}, {@code notify_fault} or {@code notify_stop} of an instance, then its
     * {@code notify}. Returns at once.
     */
    public void stateChanged(StateChange change, NotifyScripts scripts) {
        tell(Kind.INSTANCE, change, scriptFor(change, scripts), scripts.any(), change.word());
    }

    /** The same for a sync group, whose {@code notify} is told priority 0. Returns at once. */
    public void groupChanged(StateChange change, NotifyScripts scripts) {
        tell(Kind.GROUP, change, scriptFor(change, scripts), scripts.any(), change.word());
    }

    /**
     * A reload removed an instance that has {@code notify_deleted}: runs that script if one is named, and {@code notify} with
     * the word DELETED. Returns at once.
     *
     * @param last how it left
     */
    public void deleted(StateChange last, NotifyScripts scripts, @Nullable ScriptCommand deleted) {
        tell(Kind.INSTANCE, last, deleted, scripts.any(), "DELETED");
    }

    /** Whom a change is about, in the word that {@code notify} gets as its first argument. */
    private enum Kind {
        INSTANCE,
        GROUP
    }

    private void tell(
            Kind kind, StateChange change, @Nullable ScriptCommand own, @Nullable ScriptCommand any, String word) {
        List<ScriptCommand> commands = new ArrayList<>(2);
        if (own != null) {
            commands.add(own);
        }
        if (any != null && isTold(change)) {
            int priority = kind == Kind.GROUP ? 0 : change.priority();
            commands.add(any.withArguments(List.of(kind.name(), change.instance(), word, Integer.toString(priority))));
        }
        if (!commands.isEmpty()) {
            Errand errand = new Errand("(" + change.instance() + ") " + word, commands, change.stopping());
            report(kind.name().toLowerCase(Locale.ROOT) + " " + change.instance(), errand);
        }
    }

    /**
     * Runs one script, such as {@code notify_up} of a real server. Returns at once.
     *
     * @param what the subject for messages; scripts of the same subject keep their order
     */
    public void run(ScriptCommand command, String what) {
        report(what, new Errand(what, List.of(command), false));
    }

    private static @Nullable ScriptCommand scriptFor(StateChange change, NotifyScripts scripts) {
        if (change.stopping()) {
            return scripts.stop();
        }
        return switch (change.to()) {
            case MASTER -> scripts.master();
            case BACKUP -> scripts.backup();
            case FAULT -> scripts.fault();
            case INIT -> null;
        };
    }

    /** keepalived has no word for a state that is not decided yet. */
    private static boolean isTold(StateChange change) {
        return change.stopping()
                || switch (change.to()) {
                    case MASTER, BACKUP, FAULT -> true;
                    case INIT -> false;
                };
    }

    private void report(String subject, Errand errand) {
        NotifyLane lane = lanes.computeIfAbsent(subject, name -> new NotifyLane(runner, notify, orderLimit));
        lane.add(errand);
    }

    /**
     * Gives scripts that are told STOP their time, at most {@link #STOP_LIMIT}, then sends SIGTERM to every notify script
     * that still runs. Later reports come to nothing. The {@link ScriptRunner} is closed by its owner.
     */
    @Override
    public void close() {
        if (notify.isShutdown()) {
            return;
        }
        try {
            CompletableFuture.supplyAsync(this::lastWords, notify)
                    .thenCompose(words -> words)
                    .completeOnTimeout(null, STOP_LIMIT.plus(CLOSING_MARGIN).toMillis(), TimeUnit.MILLISECONDS)
                    .thenRunAsync(() -> lanes.values().forEach(NotifyLane::terminate), notify)
                    .get(STOP_LIMIT.plus(CLOSING_MARGIN.multipliedBy(2)).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Notify scripts may still run: {}", String.valueOf(e.getMessage()));
        }
        notify.shutdown();
    }

    private CompletableFuture<Void> lastWords() {
        return CompletableFuture.allOf(
                lanes.values().stream().map(NotifyLane::lastWords).toArray(CompletableFuture[]::new));
    }
}
