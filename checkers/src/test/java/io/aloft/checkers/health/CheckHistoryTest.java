package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each check takes from 5 to 7. */
class CheckHistoryTest {

    private static CheckHistory after(CheckerState state, CheckResult result) {
        return CheckHistory.NONE.on(result, state, 5, 7);
    }

    private static @Nullable String reason(CheckHistory history) {
        CheckHistory.Failure failure = history.lastFailure();
        return failure == null ? null : failure.reason();
    }

    @Test
    void failureIsKeptWhenTheServerComesBack() {
        CheckerState state = Fixtures.starting(Fixtures.tcp(false));
        CheckHistory failed = after(state, new CheckResult.Failed("refused"));
        assertThat(failed).isEqualTo(new CheckHistory(2, new CheckHistory.Failure("refused", 2, 7)));
        CheckHistory passed = failed.on(new CheckResult.Passed("TCP"), state, 10, 13);
        assertThat(passed).isEqualTo(new CheckHistory(3, new CheckHistory.Failure("refused", 2, 7)));
        CheckHistory notChecked = passed.on(new CheckResult.NotChecked("no socket"), state, 20, 21);
        assertThat(notChecked.lastFailure()).isEqualTo(failed.lastFailure());
    }

    @Test
    void endOfAProgramIsAFailureUnlessItSetsTheWeight() {
        CheckerState plain = Fixtures.starting(Fixtures.misc(0, false));
        CheckerState dynamic = Fixtures.starting(Fixtures.misc(0, true));
        assertThat(reason(after(plain, new CheckResult.ProgramExited(0)))).isNull();
        assertThat(reason(after(plain, new CheckResult.ProgramExited(3)))).isEqualTo("exited with status 3");
        assertThat(reason(after(dynamic, new CheckResult.ProgramExited(3)))).isNull();
        assertThat(reason(after(dynamic, new CheckResult.ProgramExited(1)))).isEqualTo("exited with status 1");
        assertThat(reason(after(dynamic, new CheckResult.ProgramKilled(9)))).isEqualTo("ended by signal 9");
        assertThat(reason(after(plain, new CheckResult.ProgramTimedOut()))).isEqualTo("timed out");
    }

    @Test
    void numberInAFileIsAFailureWhenItFailsTheServer() {
        var server = new CheckedServer(Fixtures.VS, Fixtures.A);
        var fault = new FileState(server, Fixtures.file(0, false), 3);
        CheckHistory history = after(fault, new CheckResult.FileValue(3));
        assertThat(reason(history)).isEqualTo("tracked file load says 3");
        assertThat(history.latencyNanos()).as("nobody asked").isEqualTo(-1);
        var fine = new FileState(server, Fixtures.file(1, false), 3);
        assertThat(reason(after(fine, new CheckResult.FileValue(3)))).isNull();
    }
}
