package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two urls, /a and /b; delay_loop is 10 s, delay_before_retry 3 s, retry 2. */
class UrlStateTest {

    private static final CheckedServer SERVER = new CheckedServer(Fixtures.VS, Fixtures.A);
    private static final CheckResult PASS = new CheckResult.Passed("HTTP status code");
    private static final CheckResult FAIL = new CheckResult.Failed("HTTP status code error to");
    private static final String STATUS_A = "HTTP status code success to [10.1.1.11]:tcp:80 url(/a)";
    private static final String SUCCESS = "Remote Web server [10.1.1.11]:tcp:80 succeed on service.";

    /** Every row of the machine: the state before, a result, and what follows. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # row                                | up    | run   | n | url | failed | result | up'   | run'  | n' | url' | failed' | report | delay | line
            starting: first url passes           | true  | false | 2 | 0   | false  | pass   | true  | false | 2  | 1    | false   | NONE   | 10    | -
            starting: last url passes            | true  | false | 2 | 1   | false  | pass   | true  | true  | 0  | 0    | false   | UP     | 10    | Remote Web server [10.1.1.11]:tcp:80 succeed on service.
            running: first url passes            | true  | true  | 1 | 0   | false  | pass   | true  | true  | 0  | 1    | false   | NONE   | 10    | -
            running: last url passes             | true  | true  | 1 | 1   | false  | pass   | true  | true  | 0  | 0    | false   | NONE   | 10    | -
            starting: a single failure decides   | true  | false | 2 | 1   | false  | fail   | false | true  | 3  | 1    | true    | DOWN   | 10    | HTTP_CHECK on service [10.1.1.11]:tcp:80 failed after 2 retries.
            alpha: first failure is silent       | false | false | 2 | 0   | false  | fail   | false | true  | 3  | 0    | true    | NONE   | 10    | -
            running: failure is tolerated        | true  | true  | 1 | 1   | false  | fail   | true  | true  | 2  | 1    | false   | NONE   | 3     | -
            running: one failure too many        | true  | true  | 2 | 1   | false  | fail   | false | true  | 3  | 1    | true    | DOWN   | 10    | HTTP_CHECK on service [10.1.1.11]:tcp:80 failed after 2 retries.
            down: failed url fails again         | false | true  | 3 | 1   | true   | fail   | false | true  | 3  | 1    | true    | NONE   | 10    | -
            recovering: another url fails        | false | true  | 0 | 1   | false  | fail   | false | true  | 0  | 1    | false   | NONE   | 3     | -
            down: failed url passes              | false | true  | 3 | 0   | true   | pass   | false | true  | 0  | 0    | false   | NONE   | 10    | HTTP status code success to [10.1.1.11]:tcp:80 url(/a)
            recovering: first url passes         | false | true  | 0 | 0   | false  | pass   | false | true  | 0  | 1    | false   | NONE   | 10    | HTTP status code success to [10.1.1.11]:tcp:80 url(/a)
            """)
    void followsTheTable(
            String row,
            boolean up,
            boolean hasRun,
            long failures,
            int target,
            boolean failedUrl,
            String result,
            boolean upAfter,
            boolean hasRunAfter,
            long failuresAfter,
            int targetAfter,
            boolean failedUrlAfter,
            Report report,
            long delaySeconds,
            String line) {
        var before = new UrlState(
                SERVER, Fixtures.http(2, false, "/a", "/b"), up, hasRun, failures, target, failedUrl, null);
        CheckerStep step = before.on(result.equals("pass") ? PASS : FAIL, 1_000);
        assertThat(step.next())
                .isEqualTo(new UrlState(
                        SERVER, before.spec(), upAfter, hasRunAfter, failuresAfter, targetAfter, failedUrlAfter, null));
        assertThat(step.report()).isEqualTo(report);
        assertThat(step.nextCheckAt()).isEqualTo(1_000 + delaySeconds * 1_000_000_000);
        assertThat(step.lines()).isEqualTo(line == null ? List.of() : List.of(line));
    }

    @Test
    void serverWithOneUrlNeedsTwoPassesToComeBack() {
        CheckerState state = CheckerState.starting(SERVER, Fixtures.http(0, false, "/a"));
        var reports = new ArrayList<Report>();
        var lines = new ArrayList<String>();
        for (CheckResult result : List.of(PASS, FAIL, PASS, PASS)) {
            CheckerStep step = state.on(result, 0);
            reports.add(step.report());
            lines.addAll(step.lines());
            state = step.next();
        }
        assertThat(reports).containsExactly(Report.UP, Report.DOWN, Report.NONE, Report.UP);
        assertThat(lines)
                .containsExactly(
                        SUCCESS, "HTTP_CHECK on service [10.1.1.11]:tcp:80 failed.", STATUS_A, STATUS_A, SUCCESS);
    }

    @Test
    void longerRetryDelayWinsOverTheLoopDelay() {
        var spec = Fixtures.http(0, false, "/a");
        var slow = new CheckTiming(Duration.ofSeconds(2), 0, Duration.ofSeconds(5), Duration.ZERO, false, false);
        var state = CheckerState.starting(
                SERVER, new CheckerSpec.HttpGet(spec.connect(), slow, spec.urls(), spec.settings()));
        assertThat(state.on(FAIL, 0).nextCheckAt()).isEqualTo(5_000_000_000L);
    }

    @Test
    void checkThatCouldNotBeMadeLeavesTheVerdictAndIsToldOnce() {
        CheckerState before = CheckerState.starting(SERVER, Fixtures.http(2, false, "/a"));
        CheckerStep first = before.on(new CheckResult.NotChecked("no socket"), 0);
        CheckerStep second = first.next().on(new CheckResult.NotChecked("no socket"), 0);
        assertThat(first.lines()).containsExactly("no socket");
        assertThat(second.lines()).isEmpty();
        assertThat(second.next().up()).isTrue();
        assertThat(second.nextCheckAt()).isEqualTo(10_000_000_000L);
    }
}
