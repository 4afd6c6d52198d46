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

    private final List<Consumer<ScriptRun>> running = new ArrayList<>();
    private final List<LoopInput> reports = new ArrayList<>();
    private final ScriptChecks checks = new ScriptChecks((script, whenDone) -> running.add(whenDone), reports::add);

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
