package io.aloft.checkers.netty;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.net.Endpoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs single checks on a loop of its own and waits for their results. */
public final class OneCheck implements AutoCloseable {

    private static final long LIMIT_SECONDS = 30;

    private final CheckEventLoop loop;
    private final AtomicInteger reports = new AtomicInteger();

    private OneCheck(CheckEventLoop loop) {
        this.loop = loop;
    }

    public static OneCheck withEpoll() {
        return new OneCheck(CheckEventLoop.epoll());
    }

    public static OneCheck withSelector() {
        return new OneCheck(CheckEventLoop.selector());
    }

    public Connector connector(Endpoint target, Duration timeout) {
        return connector(ConnectSpec.to(target, timeout));
    }

    public Connector connector(ConnectSpec spec) {
        return new Connector(loop, spec);
    }

    /** Starts a check; the future is completed with its result. */
    public CompletableFuture<CheckResult> start(HealthChecker checker, int target) {
        var result = new CompletableFuture<CheckResult>();
        loop.loop()
                .execute(() -> checker.check(target, reported -> {
                    reports.incrementAndGet();
                    if (!loop.loop().inEventLoop()) {
                        result.completeExceptionally(new AssertionError("reported on " + Thread.currentThread()));
                    }
                    result.complete(reported);
                }));
        return result;
    }

    public CheckResult result(HealthChecker checker) throws Exception {
        return start(checker, 0).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** How many results were reported in all. */
    public int reports() {
        return reports.get();
    }

    /** The reason or test of a result, in a form that assertions show well. */
    public static String textOf(@Nullable CheckResult result) {
        return switch (result) {
            case CheckResult.Passed(String test) -> "passed: " + test;
            case CheckResult.Failed(String reason) -> "failed: " + reason;
            case CheckResult.NotChecked(String line) -> "not checked: " + line;
            case CheckResult.ProgramExited(int status) -> "exited with status " + status;
            case CheckResult.ProgramKilled(int signal) -> "killed by signal " + signal;
            case CheckResult.ProgramTimedOut() -> "timed out";
            case CheckResult.FileValue(long value) -> "value " + value;
            case null -> "nothing";
        };
    }

    @Override
    public void close() {
        loop.close();
    }
}
