package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckerSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** delay_loop is 10 s, delay_before_retry 3 s, retry 2. */
class SmtpStateTest {

    private static final CheckedServer SERVER = new CheckedServer(Fixtures.VS, Fixtures.A);
    private static final CheckResult PASS = new CheckResult.Passed("SMTP");
    private static final CheckResult FAIL = new CheckResult.Failed("Bad greeting banner from server [10.1.1.11]:25");
    private static final String FAILURE = "SMTP_CHECK Bad greeting banner from server [10.1.1.11]:25";

    /** Every row of the machine: the state before, a result, and what follows. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # row                              | up    | hasRun | n | result | up'   | hasRun' | n' | report | delay | line
        first check passes                 | true  | false  | 0 | pass   | true  | true    | 0  | UP     | 10    | Remote SMTP server [10.1.1.11]:tcp:80 succeed on service.
        alpha: first check passes          | false | false  | 0 | pass   | true  | true    | 0  | UP     | 10    | Remote SMTP server [10.1.1.11]:tcp:80 succeed on service.
        down server passes                 | false | true   | 2 | pass   | true  | true    | 0  | UP     | 10    | Remote SMTP server [10.1.1.11]:tcp:80 succeed on service.
        up server passes                   | true  | true   | 1 | pass   | true  | true    | 0  | NONE   | 10    | -
        first check is retried             | true  | false  | 0 | fail   | true  | false   | 1  | NONE   | 3     | -
        alpha: first check is retried      | false | false  | 1 | fail   | false | false   | 2  | NONE   | 3     | -
        first checks used up their retries | true  | false  | 2 | fail   | false | true    | 0  | DOWN   | 10    | SMTP_CHECK Bad greeting banner from server [10.1.1.11]:25
        alpha: the same                    | false | false  | 2 | fail   | false | true    | 0  | DOWN   | 10    | SMTP_CHECK Bad greeting banner from server [10.1.1.11]:25
        up server is retried               | true  | true   | 1 | fail   | true  | true    | 2  | NONE   | 3     | -
        up server used up its retries      | true  | true   | 2 | fail   | false | true    | 0  | DOWN   | 10    | SMTP_CHECK Bad greeting banner from server [10.1.1.11]:25
        down server is retried, too        | false | true   | 0 | fail   | false | true    | 1  | NONE   | 3     | -
        down server used up its retries    | false | true   | 2 | fail   | false | true    | 0  | NONE   | 10    | -
        """)
    void followsTheTable(
            String row,
            boolean up,
            boolean hasRun,
            long failures,
            String result,
            boolean upAfter,
            boolean hasRunAfter,
            long failuresAfter,
            Report report,
            long delaySeconds,
            String line) {
        var spec = new CheckerSpec.SmtpCheck(Fixtures.connect(), Fixtures.timing(2, false), "helo");
        CheckerStep step = state(spec, up, hasRun, failures).on(result.equals("pass") ? PASS : FAIL, 0, 1_000);
        assertThat(step.next()).isEqualTo(state(spec, upAfter, hasRunAfter, failuresAfter));
        assertThat(step.report()).isEqualTo(report);
        assertThat(step.nextCheckAt()).isEqualTo(1_000 + delaySeconds * 1_000_000_000);
        assertThat(step.lines()).isEqualTo(line == null ? List.of() : List.of(line));
    }

    @Test
    void everyFailureIsLoggedWhileUpWhenAllShallBe() {
        var spec =
                new CheckerSpec.SmtpCheck(Fixtures.connect(), Fixtures.loggingAll(Fixtures.timing(2, false)), "helo");
        assertThat(state(spec, true, true, 0).on(FAIL, 0, 0).lines()).containsExactly(FAILURE);
        assertThat(state(spec, true, false, 0).on(FAIL, 0, 0).lines()).containsExactly(FAILURE);
        assertThat(state(spec, false, true, 0).on(FAIL, 0, 0).lines()).isEmpty();
    }

    private static SmtpState state(CheckerSpec.SmtpCheck spec, boolean up, boolean hasRun, long failures) {
        return new SmtpState(SERVER, spec, spec.timing(), new Standing(up, hasRun, failures, null));
    }
}
