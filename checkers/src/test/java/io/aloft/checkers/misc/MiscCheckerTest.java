package io.aloft.checkers.misc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.netty.OneCheck;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.ScriptCommand;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MiscCheckerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final CheckerSpec.MiscCheck SPEC = new CheckerSpec.MiscCheck(
            new CheckTiming(LIMIT, 0, LIMIT, Duration.ZERO, false, false),
            new ScriptCommand("/bin/check", List.of("/bin/check"), null, null),
            Duration.ofSeconds(3),
            false);

    private final BlockingQueue<FakeRun> runs = new LinkedBlockingQueue<>();

    private static final class FakeRun implements ProgramRunner.ProgramRun {
        private final Duration timeout;
        private final Consumer<CheckResult> report;
        private volatile boolean running = true;
        private volatile boolean terminated;

        FakeRun(Duration timeout, Consumer<CheckResult> report) {
            this.timeout = timeout;
            this.report = report;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public void terminate() {
            terminated = true;
        }
    }

    private static EventLoop loop(OneCheck check) {
        return check.connector(new Endpoint(IpAddress.of("127.0.0.1"), 1), LIMIT)
                .loop();
    }

    private MiscChecker checker(OneCheck check) {
        return new MiscChecker(SPEC, loop(check), (_, timeout, report) -> {
            var run = new FakeRun(timeout, report);
            runs.add(run);
            return run;
        });
    }

    @Test
    void howTheProgramEndedIsReportedOnTheLoop() throws Exception {
        try (var check = OneCheck.withEpoll()) {
            CompletableFuture<CheckResult> result = check.start(checker(check), 0);
            FakeRun run = runs.take();
            assertThat(run.timeout).isEqualTo(Duration.ofSeconds(3));
            run.report.accept(new CheckResult.ProgramExited(7));
            assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(new CheckResult.ProgramExited(7));
        }
    }

    @Test
    void programThatHangsBeyondItsTimeIsNotStartedASecondTime() throws Exception {
        try (var check = OneCheck.withEpoll()) {
            MiscChecker checker = checker(check);
            CompletableFuture<CheckResult> first = check.start(checker, 0);
            FakeRun hanging = runs.take();
            hanging.report.accept(new CheckResult.ProgramTimedOut());
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(new CheckResult.ProgramTimedOut());
            check.start(checker, 0);
            assertThat(runs.poll(300, TimeUnit.MILLISECONDS))
                    .as("while it hangs")
                    .isNull();
            hanging.running = false;
            assertThat(runs.poll(20, TimeUnit.SECONDS)).as("when it is gone").isNotNull();
        }
    }

    @Test
    void closingEndsTheProgram() throws Exception {
        try (var check = OneCheck.withEpoll()) {
            MiscChecker checker = checker(check);
            check.start(checker, 0);
            FakeRun run = runs.take();
            loop(check).submit(checker::close).get();
            assertThat(run.terminated).isTrue();
        }
    }
}
