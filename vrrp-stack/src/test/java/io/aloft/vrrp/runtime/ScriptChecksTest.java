package io.aloft.vrrp.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.script.ScriptCommand;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.vrrp.track.ScriptRun;
import io.aloft.vrrp.track.ScriptVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ScriptChecksTest {

    private static final long SECOND = 1_000_000_000;

    private final List<Consumer<ScriptRun>> running = new ArrayList<>();
    private final List<LoopInput> reports = new ArrayList<>();
    private boolean lingering;
    private final ScriptChecks checks = new ScriptChecks(
            (script, whenDone) -> {
                running.add(whenDone);
                return () -> lingering;
            },
            reports::add);

    @Test
    void resultOfAProgramThatAReloadReplacedDoesNotCountForItsSuccessor() {
        checks.configure(List.of(script("/bin/old")), 0);
        checks.timePassed(0);
        checks.configure(List.of(script("/bin/new")), 1);
        checks.timePassed(1);
        assertThat(end(0, new ScriptRun.Exited(1))).isFalse();
        assertThat(checks.verdicts()).containsEntry("chk", ScriptVerdict.UNKNOWN);
        assertThat(end(1, new ScriptRun.Exited(0))).isTrue();
        assertThat(checks.verdicts()).containsEntry("chk", ScriptVerdict.GOOD);
    }

    @Test
    void scriptThatDidNotChangeKeepsItsVerdictOverAReload() {
        checks.configure(List.of(script("/bin/old")), 0);
        checks.timePassed(0);
        end(0, new ScriptRun.Exited(0));
        checks.configure(List.of(script("/bin/old")), 1);
        assertThat(checks.verdicts()).containsEntry("chk", ScriptVerdict.GOOD);
    }

    @Test
    void scriptThatDoesNotDieAfterItsTimeGetsNoSecondCopy() {
        checks.configure(List.of(script("/bin/hangs")), 0);
        checks.timePassed(0);
        lingering = true;
        end(0, new ScriptRun.TimedOut());
        checks.timePassed(SECOND);
        checks.timePassed(2 * SECOND);
        assertThat(running).hasSize(1);
        assertThat(checks.nextDeadlineNanos()).isEqualTo(3 * SECOND);
        lingering = false;
        checks.timePassed(3 * SECOND);
        assertThat(running).hasSize(2);
    }

    private boolean end(int run, ScriptRun result) {
        running.get(run).accept(result);
        return checks.ended((LoopInput.ScriptEnded) reports.getLast(), 2);
    }

    private static CheckScriptSpec script(String program) {
        var command = new ScriptCommand(program, List.of(program), null, null);
        var second = Duration.ofSeconds(1);
        return new CheckScriptSpec("chk", command, second, second, 0, false, 1, 1, false);
    }
}
