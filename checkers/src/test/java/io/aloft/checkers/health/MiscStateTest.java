package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckerSpec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** delay_loop is 10 s, delay_before_retry 3 s, retry 2, the server's weight 10; each run begins at 1 s and takes 2 s. */
class MiscStateTest {

    private static final CheckedServer SERVER = new CheckedServer(Fixtures.VS, Fixtures.A);
    private static final String NAME = "Misc check for [[10.1.1.11]:tcp:80 VS [10.9.9.9]:tcp:80] by [/bin/check]";
    private static final long STARTED = TimeUnit.SECONDS.toNanos(1);
    private static final long ENDED = TimeUnit.SECONDS.toNanos(3);

    /** Every row of the machine: the state before, how the program ended, and what follows; delay counts from the start. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # row                           | up    | hasRun | n | end       | up'   | n' | report | delay | line
        first run passes                | true  | false  | 2 | exit 0    | true  | 0  | UP     | 10    | succeeded.
        alpha: first run passes         | false | false  | 2 | exit 0    | true  | 0  | UP     | 10    | succeeded.
        down server passes              | false | true   | 0 | exit 0    | true  | 0  | UP     | 10    | succeeded.
        up server passes                | true  | true   | 1 | exit 0    | true  | 0  | NONE   | 10    | -
        first run fails                 | true  | false  | 2 | exit 1    | false | 0  | DOWN   | 10    | failed after 2 retries (exited with status 1).
        alpha: first run fails          | false | false  | 2 | exit 1    | false | 0  | DOWN   | 10    | failed after 2 retries (exited with status 1).
        first failure is tolerated      | true  | true   | 0 | exit 3    | true  | 1  | NONE   | 3     | failed, will do 2 retries (exited with status 3).
        retry fails                     | true  | true   | 1 | signal 9  | true  | 2  | NONE   | 3     | failed on retry 1/2 (due to signal 9).
        last retry fails                | true  | true   | 2 | timeout   | false | 0  | DOWN   | 10    | timed out after 2 retries.
        last retry dies                 | true  | true   | 2 | signal 11 | false | 0  | DOWN   | 10    | failed after 2 retries (due to signal 11).
        down server fails               | false | true   | 0 | exit 1    | false | 0  | NONE   | 10    | -
        """)
    void followsTheTable(
            String row,
            boolean up,
            boolean hasRun,
            long failures,
            String end,
            boolean upAfter,
            long failuresAfter,
            Report report,
            long delaySeconds,
            String line) {
        CheckerSpec.MiscCheck quiet = Fixtures.misc(2, false);
        var spec = new CheckerSpec.MiscCheck(
                Fixtures.loggingAll(quiet.timing()), quiet.command(), quiet.timeout(), quiet.dynamic());
        CheckerStep step = state(spec, up, hasRun, failures, 0).on(result(end), STARTED, ENDED);
        assertThat(step.next()).isEqualTo(state(spec, upAfter, true, failuresAfter, 0));
        assertThat(step.report()).isEqualTo(report);
        assertThat(step.nextCheckAt()).isEqualTo(STARTED + TimeUnit.SECONDS.toNanos(delaySeconds));
        assertThat(step.lines()).isEqualTo(line == null ? List.of() : List.of(NAME + " " + line));
    }

    @ParameterizedTest(name = "{0} of a {1} checker")
    @CsvSource(delimiter = '|', textBlock = """
        # end     | kind    | up'   | adds
        exit 0    | plain   | true  | 0
        exit 1    | plain   | false | 0
        exit 2    | plain   | false | 0
        exit 255  | plain   | false | 0
        timeout   | plain   | false | 0
        exit 0    | dynamic | true  | 0
        exit 1    | dynamic | false | 0
        exit 2    | dynamic | true  | -10
        exit 3    | dynamic | true  | -9
        exit 12   | dynamic | true  | 0
        exit 255  | dynamic | true  | 243
        signal 15 | dynamic | false | 0
        timeout   | dynamic | false | 0
        """)
    void exitStatusesMeanWhatTheyShall(String end, String kind, boolean up, long contribution) {
        CheckerSpec.MiscCheck spec = Fixtures.misc(0, kind.equals("dynamic"));
        CheckerState after = state(spec, true, true, 0, kind.equals("dynamic") ? 7 : 0)
                .on(result(end), STARTED, ENDED)
                .next();
        assertThat(after.up()).isEqualTo(up);
        assertThat(after.contribution()).isEqualTo(contribution);
    }

    @Test
    void toleratedFailuresAreSilentAndTheLastOneSaysThatThereAreNoRetries() {
        CheckerSpec.MiscCheck once = Fixtures.misc(1, false);
        assertThat(state(once, true, true, 0, 0).on(result("exit 1"), 0, 0).lines())
                .isEmpty();
        CheckerSpec.MiscCheck never = Fixtures.misc(0, false);
        assertThat(state(never, true, true, 0, 0).on(result("exit 1"), 0, 0).lines())
                .containsExactly(NAME + " failed with retry disabled (exited with status 1).");
    }

    @Test
    void runThatTookLongerThanItsPeriodIsFollowedAtOnce() {
        CheckerSpec.MiscCheck spec = Fixtures.misc(2, false);
        long late = TimeUnit.SECONDS.toNanos(60);
        assertThat(state(spec, true, true, 0, 0).on(result("exit 0"), 0, late).nextCheckAt())
                .isEqualTo(late);
        assertThat(state(spec, true, true, 0, 0).on(result("timeout"), 0, late).nextCheckAt())
                .isEqualTo(late);
    }

    private static CheckResult result(String end) {
        String[] words = end.split(" ");
        return switch (words[0]) {
            case "exit" -> new CheckResult.ProgramExited(Integer.parseInt(words[1]));
            case "signal" -> new CheckResult.ProgramKilled(Integer.parseInt(words[1]));
            default -> new CheckResult.ProgramTimedOut();
        };
    }

    private static MiscState state(
            CheckerSpec.MiscCheck spec, boolean up, boolean hasRun, long failures, int dynamicStatus) {
        return new MiscState(SERVER, spec, spec.timing(), new Standing(up, hasRun, failures, null), 10, dynamicStatus);
    }
}
