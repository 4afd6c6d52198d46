package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckerStep.Report;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BfdStateTest {

    /** Every row: the state before, what the session says, and what follows. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # row                | up    | hasRun | session | report | line
        first word is down   | true  | false  | down    | DOWN   | BFD check of [peer] RS([10.1.1.11]:tcp:80) is DOWN
        first word is up     | true  | false  | up      | UP     | BFD check of [peer] RS([10.1.1.11]:tcp:80) is UP
        alpha: first is down | false | false  | down    | DOWN   | BFD check of [peer] RS([10.1.1.11]:tcp:80) is DOWN
        alpha: first is up   | false | false  | up      | UP     | BFD check of [peer] RS([10.1.1.11]:tcp:80) is UP
        goes down            | true  | true   | down    | DOWN   | BFD check of [peer] RS([10.1.1.11]:tcp:80) is DOWN
        comes up             | false | true   | up      | UP     | BFD check of [peer] RS([10.1.1.11]:tcp:80) is UP
        stays up             | true  | true   | up      | NONE   | -
        stays down           | false | true   | down    | NONE   | -
        """)
    void followsTheTable(String row, boolean up, boolean hasRun, String session, Report report, String line) {
        var before = new BfdState(new CheckedServer(Fixtures.VS, Fixtures.A), Fixtures.bfd(!up), up, hasRun);
        boolean sessionUp = session.equals("up");
        CheckerStep step = before.on(sessionUp ? new CheckResult.Passed("BFD") : new CheckResult.Failed("BFD"), 0, 0);
        assertThat(step.next().up()).isEqualTo(sessionUp);
        assertThat(step.next().hasRun()).isTrue();
        assertThat(step.report()).isEqualTo(report);
        assertThat(step.lines()).isEqualTo(line == null ? List.of() : List.of(line));
    }
}
