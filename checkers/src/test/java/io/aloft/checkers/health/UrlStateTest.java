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
        UrlState before = state(Fixtures.http(2, false, "/a", "/b"), up, hasRun, failures, target, failedUrl);
        CheckerStep step = before.on(result.equals("pass") ? PASS : FAIL, 0, 1_000);
        assertThat(step.next())
                .isEqualTo(state(before.spec(), upAfter, hasRunAfter, failuresAfter, targetAfter, failedUrlAfter));
        assertThat(step.report()).isEqualTo(report);
        assertThat(step.nextCheckAt()).isEqualTo(1_000 + delaySeconds * 1_000_000_000);
        assertThat(step.lines()).isEqualTo(line == null ? List.of() : List.of(line));
    }

    @Test
    void serverWithOneUrlNeedsTwoPassesToComeBack() {
        CheckerState state = Fixtures.starting(Fixtures.http(0, false, "/a"));
        var reports = new ArrayList<Report>();
        var lines = new ArrayList<String>();
        for (CheckResult result : List.of(PASS, FAIL, PASS, PASS)) {
            CheckerStep step = state.on(result, 0, 0);
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
        var state = Fixtures.starting(new CheckerSpec.HttpGet(spec.connect(), slow, spec.urls(), spec.settings()));
        assertThat(state.on(FAIL, 0, 0).nextCheckAt()).isEqualTo(5_000_000_000L);
    }

    @Test
    void checkThatCouldNotBeMadeLeavesTheVerdictAndIsToldOnce() {
        CheckerState before = Fixtures.starting(Fixtures.http(2, false, "/a"));
        CheckerStep first = before.on(new CheckResult.NotChecked("no socket"), 0, 0);
        CheckerStep second = first.next().on(new CheckResult.NotChecked("no socket"), 0, 0);
        assertThat(first.lines()).containsExactly("no socket");
        assertThat(second.lines()).isEmpty();
        assertThat(second.next().up()).isTrue();
        assertThat(second.nextCheckAt()).isEqualTo(10_000_000_000L);
    }

    /** With fast_recovery: the state before, and how many seconds later the next url is asked for. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # row                                      | up    | run   | url | failed | result | delay
        starting: first url passes                 | true  | false | 0   | false  | pass   | 0
        starting: last url passes                  | true  | false | 1   | false  | pass   | 10
        alpha: first url passes                    | false | false | 0   | false  | pass   | 0
        alpha: last url passes                     | false | false | 1   | false  | pass   | 10
        running: first url passes                  | true  | true  | 0   | false  | pass   | 10
        down: failed url passes                    | false | true  | 1   | true   | pass   | 0
        recovering: first url passes               | false | true  | 0   | false  | pass   | 0
        recovering: last url passes                | false | true  | 1   | false  | pass   | 10
        recovering: a url fails, and does not spin | false | true  | 1   | false  | fail   | 3
        down: failed url fails again               | false | true  | 1   | true   | fail   | 10
        running: failure is retried                | true  | true  | 0   | false  | fail   | 3
        starting: first failure decides            | true  | false | 0   | false  | fail   | 10
        """)
    void recoversFastWithoutSpinning(
            String row, boolean up, boolean hasRun, int target, boolean failedUrl, String result, long delaySeconds) {
        CheckerSpec.HttpGet plain = Fixtures.http(2, false, "/a", "/b");
        var settings = new CheckerSpec.WebSettings(CheckerSpec.HttpProtocol.HTTP_1_0, null, true, false, null, false);
        var fast = new CheckerSpec.HttpGet(plain.connect(), plain.timing(), plain.urls(), settings);
        long failures = hasRun ? 0 : 2;
        CheckerStep step =
                state(fast, up, hasRun, failures, target, failedUrl).on(result.equals("pass") ? PASS : FAIL, 0, 1_000);
        assertThat(step.nextCheckAt()).isEqualTo(1_000 + delaySeconds * 1_000_000_000);
    }

    @Test
    void everyFailureIsLoggedWhileUpWhenAllShallBe() {
        CheckerSpec.HttpGet quiet = Fixtures.http(1, false, "/a");
        var spec = new CheckerSpec.HttpGet(
                quiet.connect(), Fixtures.loggingAll(quiet.timing()), quiet.urls(), quiet.settings());
        String reason = "HTTP status code error to server [10.1.1.11]:tcp:80.";
        CheckerStep first = state(spec, true, true, 0, 0, false).on(FAIL, 0, 0);
        assertThat(first.lines()).containsExactly(reason);
        CheckerStep second = first.next().on(FAIL, 0, 0);
        assertThat(second.lines())
                .containsExactly(reason, "HTTP_CHECK on service [10.1.1.11]:tcp:80 failed after 1 retries.");
        assertThat(second.next().on(FAIL, 0, 0).lines()).isEmpty();
    }

    @Test
    void checkOverTlsHasANameOfItsOwn() {
        CheckerSpec.HttpGet http = Fixtures.http(0, false, "/a");
        var ssl = new CheckerSpec.SslGet(http.connect(), http.timing(), http.urls(), http.settings());
        assertThat(Fixtures.starting(ssl).on(FAIL, 0, 0).lines())
                .containsExactly("SSL_CHECK on service [10.1.1.11]:tcp:80 failed.");
    }

    private static UrlState state(
            CheckerSpec.Web spec, boolean up, boolean hasRun, long failures, int target, boolean failedUrl) {
        return new UrlState(SERVER, spec, spec.timing(), new Standing(up, hasRun, failures, null), target, failedUrl);
    }
}
