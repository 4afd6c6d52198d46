package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** delay_loop is 10 s, delay_before_retry 3 s, retry 2 unless a test says otherwise. */
class PassFailStateTest {

    private static final CheckedServer SERVER = new CheckedServer(Fixtures.VS, Fixtures.A);
    private static final CheckResult PASS = new CheckResult.Passed("TCP connection");
    private static final CheckResult FAIL = new CheckResult.Failed("refused");

    /** Every row of the machine: the state before, a result, and what follows. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # row                                    | up    | hasRun | failures | result | up'   | failures' | report | delay | line
        first check passes                       | true  | false  | 2        | pass   | true  | 0         | UP     | 10    | TCP connection to [10.1.1.11]:tcp:80 success.
        down server passes                       | false | true   | 0        | pass   | true  | 0         | UP     | 10    | TCP connection to [10.1.1.11]:tcp:80 success.
        alpha: first check passes                | false | false  | 2        | pass   | true  | 0         | UP     | 10    | TCP connection to [10.1.1.11]:tcp:80 success.
        up server passes again                   | true  | true   | 0        | pass   | true  | 0         | NONE   | 10    | -
        up server passes after a tolerated fault | true  | true   | 2        | pass   | true  | 0         | NONE   | 10    | -
        first check fails                        | true  | false  | 2        | fail   | false | 0         | DOWN   | 10    | TCP_CHECK on service [10.1.1.11]:tcp:80 failed.
        alpha: first check fails                 | false | false  | 2        | fail   | false | 0         | DOWN   | 10    | TCP_CHECK on service [10.1.1.11]:tcp:80 failed.
        first fault is tolerated                 | true  | true   | 0        | fail   | true  | 1         | NONE   | 3     | -
        last fault is tolerated                  | true  | true   | 1        | fail   | true  | 2         | NONE   | 3     | -
        one fault too many                       | true  | true   | 2        | fail   | false | 0         | DOWN   | 10    | TCP_CHECK on service [10.1.1.11]:tcp:80 failed after 2 retries.
        down server fails again                  | false | true   | 0        | fail   | false | 0         | NONE   | 10    | -
        """)
    void followsTheTable(
            String row,
            boolean up,
            boolean hasRun,
            long failures,
            String result,
            boolean upAfter,
            long failuresAfter,
            Report report,
            long delaySeconds,
            String line) {
        var before = state(Fixtures.network("TCP_CHECK", Fixtures.timing(2, false)), up, hasRun, failures);
        CheckerStep step = before.on(result.equals("pass") ? PASS : FAIL, 0, 1_000);
        var after = (PassFailState) step.next();
        assertThat(after.standing()).isEqualTo(new Standing(upAfter, true, failuresAfter, null));
        assertThat(step.report()).isEqualTo(report);
        assertThat(step.nextCheckAt()).isEqualTo(1_000 + delaySeconds * 1_000_000_000);
        assertThat(step.lines()).isEqualTo(line == null ? List.of() : List.of(line));
    }

    @Test
    void runningServerGoesDownAfterItsRetriesAndReturnsWithTheFirstPass() {
        CheckerState state = Fixtures.starting(Fixtures.tcp(false));
        var reports = new ArrayList<Report>();
        for (CheckResult result : List.of(PASS, FAIL, PASS, FAIL, FAIL, FAIL, PASS)) {
            CheckerStep step = state.on(result, 0, 0);
            reports.add(step.report());
            state = step.next();
        }
        assertThat(reports)
                .containsExactly(Report.UP, Report.NONE, Report.NONE, Report.NONE, Report.DOWN, Report.NONE, Report.UP);
    }

    @Test
    void checkThatCouldNotBeMadeLeavesTheVerdictAndIsToldOnce() {
        CheckerState before = Fixtures.starting(Fixtures.tcp(false));
        CheckerStep first = before.on(new CheckResult.NotChecked("no socket"), 0, 0);
        CheckerStep second = first.next().on(new CheckResult.NotChecked("no socket"), 0, 0);
        CheckerStep other = second.next().on(new CheckResult.NotChecked("no address"), 0, 0);
        assertThat(first.lines()).containsExactly("no socket");
        assertThat(second.lines()).isEmpty();
        assertThat(other.lines()).containsExactly("no address");
        assertThat(other.next().up()).isTrue();
        assertThat(other.next().hasRun()).isFalse();
        assertThat(other.report()).isEqualTo(Report.NONE);
        assertThat(other.nextCheckAt()).isEqualTo(10_000_000_000L);
    }

    @Test
    void settledCheckerKeepsItsState() {
        CheckerState settled =
                Fixtures.starting(Fixtures.tcp(false)).on(PASS, 0, 0).next();
        assertThat(settled.on(PASS, 0, 0).next()).isSameAs(settled);
    }

    /** What each kind says about the first pass, a tolerated failure, the first check that fails and the last retry. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        TCP_CHECK  | TCP connection to [10.1.1.11]:tcp:80 success.  | refused                                   | TCP_CHECK on service [10.1.1.11]:tcp:80 failed.   | TCP_CHECK on service [10.1.1.11]:tcp:80 failed after 2 retries.
        UDP_CHECK  | UDP connection to [10.1.1.11]:tcp:80 success.  | refused                                   | UDP_CHECK on service [10.1.1.11]:tcp:80 failed.   | UDP_CHECK on service [10.1.1.11]:tcp:80 failed after 2 retries.
        PING_CHECK | ICMP connection to [10.1.1.11]:tcp:80 success. | refused                                   | ICMP CHECK on service [10.1.1.11]:tcp:80 failed.  | ICMP CHECK on service [10.1.1.11]:tcp:80 of [10.9.9.9]:tcp:80 failed after 2 retries.
        DNS_CHECK  | -                                              | DNS_CHECK ([10.1.1.11]:tcp:80) refused    | DNS_CHECK ([10.1.1.11]:tcp:80) refused            | DNS_CHECK ([10.1.1.11]:tcp:80) refused after 2 retries
        """)
    void saysItInTheWordsOfItsKind(String keyword, String success, String tolerated, String first, String last) {
        var spec = Fixtures.network(keyword, Fixtures.loggingAll(Fixtures.timing(2, false)));
        CheckerState fresh = Fixtures.starting(spec);
        assertThat(fresh.on(PASS, 0, 0).lines()).isEqualTo(success == null ? List.of() : List.of(success));
        boolean apart = !keyword.equals("DNS_CHECK");
        assertThat(fresh.on(FAIL, 0, 0).lines()).isEqualTo(apart ? List.of(tolerated, first) : List.of(first));
        assertThat(state(spec, true, true, 1).on(FAIL, 0, 0).lines()).containsExactly(tolerated);
        assertThat(state(spec, true, true, 2).on(FAIL, 0, 0).lines())
                .isEqualTo(apart ? List.of(tolerated, last) : List.of(last));
        assertThat(state(spec, false, false, 2).on(FAIL, 0, 0).lines())
                .as("alpha: it never was up")
                .containsExactly(first);
        assertThat(state(spec, false, true, 0).on(FAIL, 0, 0).lines())
                .as("down already")
                .isEmpty();
    }

    @Test
    void toleratedFailuresAreLoggedWhenTheWholeProgramShallLogThem() {
        var spec = Fixtures.network("TCP_CHECK", Fixtures.timing(2, false));
        var all = new HealthContext(true, false, Map.of());
        CheckerState passed =
                CheckerState.starting(SERVER, 1, spec, all).on(PASS, 0, 0).next();
        assertThat(passed.on(FAIL, 0, 0).lines()).containsExactly("refused");
        CheckerState silent = Fixtures.starting(spec).on(PASS, 0, 0).next();
        assertThat(silent.on(FAIL, 0, 0).lines()).isEmpty();
    }

    private static PassFailState state(CheckerSpec.Network spec, boolean up, boolean hasRun, long failures) {
        return new PassFailState(SERVER, spec, spec.timing(), new Standing(up, hasRun, failures, null));
    }
}
