package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckerStep.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileStateTest {

    private static final CheckedServer SERVER = new CheckedServer(Fixtures.VS, Fixtures.A);

    @ParameterizedTest(name = "value {2} at weight {0}, reverse {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # weight    | reverse | value       | up    | adds
        0           | false   | 0           | true  | 0
        0           | false   | 1           | false | 0
        0           | false   | -1          | false | 0
        0           | true    | 0           | false | 0
        0           | true    | 1           | true  | 0
        0           | true    | -5          | true  | 0
        1           | false   | 0           | true  | 0
        1           | false   | 7           | true  | 7
        3           | false   | -7          | true  | -21
        3           | true    | -7          | true  | 21
        3           | true    | 7           | true  | -21
        -2          | false   | 5           | true  | -10
        -2          | true    | 5           | true  | 10
        2147483647  | false   | 2147483648  | true  | 2147483647
        2147483647  | false   | 2           | true  | 2147483647
        1           | false   | 2147483648  | true  | 2147483647
        1           | false   | -2147483648 | false | 0
        1           | true    | 2147483648  | false | 0
        1           | true    | 2147483647  | true  | -2147483647
        2           | false   | -1073741824 | false | 0
        2147483647  | false   | -2          | false | 0
        -2147483647 | true    | -2147483648 | false | 0
        """)
    void valueFailsTheServerOrChangesItsWeight(int weight, boolean reverse, long value, boolean up, long adds) {
        var state = new FileState(SERVER, Fixtures.file(weight, reverse), value);
        assertThat(state.up()).isEqualTo(up);
        assertThat(state.hasRun()).isTrue();
        assertThat(state.contribution()).isEqualTo(adds);
    }

    @Test
    void onlyTheWayIntoAFaultAndOutOfItIsTold() {
        CheckerState state = Fixtures.starting(Fixtures.file(0, false));
        CheckerStep into = state.on(new CheckResult.FileValue(1), 0, 0);
        assertThat(into.report()).isEqualTo(Report.DOWN);
        assertThat(into.lines()).containsExactly("([10.1.1.11]:tcp:80): tracked file load now FAULT state");
        CheckerStep within = into.next().on(new CheckResult.FileValue(2), 0, 0);
        assertThat(within.report()).isEqualTo(Report.NONE);
        assertThat(within.lines()).isEmpty();
        CheckerStep out = within.next().on(new CheckResult.FileValue(0), 0, 0);
        assertThat(out.report()).isEqualTo(Report.UP);
        assertThat(out.lines()).containsExactly("([10.1.1.11]:tcp:80): tracked file load leaving FAULT state");
        CheckerStep same = out.next().on(new CheckResult.FileValue(0), 0, 0);
        assertThat(same).isEqualTo(new CheckerStep(out.next(), List.of(), Report.NONE, Long.MAX_VALUE));
        assertThat(same.next()).isSameAs(out.next());
    }
}
