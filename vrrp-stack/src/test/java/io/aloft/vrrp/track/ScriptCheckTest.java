package io.aloft.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.script.ScriptCommand;
import io.aloft.model.vrrp.CheckScriptSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptCheckTest {

    private static final long SECOND = 1_000_000_000;
    private static final ScriptRun GOOD = new ScriptRun.Exited(0);
    private static final ScriptRun BAD = new ScriptRun.Exited(1);

    private ScriptCheck check = check(1, 1, false);

    @Test
    void theFirstResultDecidesAtOnceWhateverRiseAndFallSay() {
        check = check(5, 5, false);
        assertThat(check.verdict()).isEqualTo(ScriptVerdict.UNKNOWN);
        assertThat(run(BAD).lines())
                .containsExactly("Script `chk` now returning 1", "VRRP_Script(chk) failed (exited with status 1)");
        assertThat(check.verdict()).isEqualTo(ScriptVerdict.BAD);
        check = check(5, 5, false);
        assertThat(run(GOOD).lines()).containsExactly("VRRP_Script(chk) succeeded");
        assertThat(check.verdict()).isEqualTo(ScriptVerdict.GOOD);
    }

    /** The sequence and the moments of change were recorded from keepalived 2.2.7. */
    @Test
    void riseAndFallCountResultsInARow() {
        check = check(2, 3, false);
        StringBuilder verdicts = new StringBuilder();
        for (char result : "FSSFFSFFFFSSSSFFFSSS".toCharArray()) {
            run(result == 'S' ? GOOD : BAD);
            verdicts.append(check.verdict() == ScriptVerdict.GOOD ? '+' : '-');
        }
        assertThat(verdicts).hasToString("--++++++--" + "-+++++--++");
    }

    @Test
    void everyWayToFailFails() {
        for (ScriptRun failure : List.of(
                new ScriptRun.Exited(127),
                new ScriptRun.Killed(9),
                new ScriptRun.TimedOut(),
                new ScriptRun.NotStarted("no such file"))) {
            check = check(1, 1, false);
            assertThat(run(failure).verdictChanged()).isTrue();
            assertThat(check.verdict()).isEqualTo(ScriptVerdict.BAD);
        }
    }

    @Test
    void aRunThatIsNotOverIsNotStartedTwice() {
        assertThat(check.timePassed(0, false).start()).isTrue();
        ScriptCheck.Step early = check.timePassed(SECOND - 1, false);
        assertThat(early.start()).isFalse();
        assertThat(early.lines()).isEmpty();
        ScriptCheck.Step due = check.timePassed(SECOND, false);
        assertThat(due.start()).isFalse();
        assertThat(due.lines()).containsExactly("Track script chk is already running, expect idle - skipping run");
        assertThat(due.nextDeadlineNanos()).isEqualTo(2 * SECOND);
        check.finished(GOOD, SECOND + 1);
        assertThat(check.timePassed(2 * SECOND, false).start()).isTrue();
    }

    @Test
    void initFailCountsAsFailedUntilTheFirstSuccess() {
        check = check(1, 1, true);
        assertThat(check.verdict()).isEqualTo(ScriptVerdict.BAD);
        assertThat(run(GOOD).verdictChanged()).isTrue();
        assertThat(check.verdict()).isEqualTo(ScriptVerdict.GOOD);
    }

    @Test
    void aReloadCarriesTheVerdictOverAndTheNextResultDecidesAtOnce() {
        run(GOOD);
        check = new ScriptCheck(check(5, 5, false).spec(), check.verdict(), 0);
        assertThat(check.carriedOverLine()).contains("VRRP_Script(chk) considered successful on reload");
        assertThat(check.verdict()).isEqualTo(ScriptVerdict.GOOD);
        run(BAD);
        assertThat(check.verdict()).isEqualTo(ScriptVerdict.BAD);
        assertThat(check.carriedOverLine()).contains("VRRP_Script(chk) considered unsuccessful on reload");
        assertThat(check.lastRun()).contains(BAD);
        assertThat(check(1, 1, false).carriedOverLine()).isEmpty();
    }

    @Test
    void aRunOverItsTimeIsSaidInKeepalivedsWord() {
        assertThat(run(new ScriptRun.TimedOut()).lines()).containsExactly("VRRP_Script(chk) timed_out");
    }

    private ScriptCheck.Step run(ScriptRun result) {
        return check.finished(result, 0);
    }

    private static ScriptCheck check(int rise, int fall, boolean initFail) {
        return new ScriptCheck(
                new CheckScriptSpec(
                        "chk",
                        new ScriptCommand("/bin/chk", List.of("/bin/chk"), null, null),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        0,
                        false,
                        rise,
                        fall,
                        initFail),
                0);
    }
}
