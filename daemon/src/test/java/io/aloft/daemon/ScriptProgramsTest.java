package io.aloft.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.misc.ProgramRunner.ProgramRun;
import io.aloft.model.script.ScriptCommand;
import io.aloft.notify.script.ScriptOptions;
import io.aloft.notify.script.ScriptRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MISC_CHECK with real programs, however they behave. */
@Timeout(60)
class ScriptProgramsTest {

    @TempDir
    private Path directory = Path.of(".");

    private ScriptCommand script(String body) throws IOException {
        Path file = Files.writeString(directory.resolve("check.sh"), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new ScriptCommand(file.toString(), List.of(file.toString()), null, null);
    }

    private static CheckResult run(ScriptCommand command, Duration timeout) throws Exception {
        try (var scripts = new ScriptRunner(new ScriptOptions(false, ScriptOptions.DEFAULT_UMASK))) {
            var result = new CompletableFuture<CheckResult>();
            new ScriptPrograms(scripts).start(command, timeout, result::complete);
            return result.get(40, TimeUnit.SECONDS);
        }
    }

    /** What the program does, and what the checker hears. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 0|ProgramExited[status=0]",
                "exit 1|ProgramExited[status=1]",
                "exit 120|ProgramExited[status=120]",
                "kill -9 $$|ProgramKilled[signal=9]",
                "kill -TERM $$|ProgramKilled[signal=15]",
                // Its output goes nowhere, however much it is: no pipe that fills up.
                "head -c 50000000 /dev/zero; exit 3|ProgramExited[status=3]",
                "head -c 50000000 /dev/zero >&2; exit 4|ProgramExited[status=4]",
                // A child that stays does not hold up the verdict.
                "sleep 30 & exit 5|ProgramExited[status=5]",
                "read line; exit 6|ProgramExited[status=6]",
                "[ -z \"$LD_PRELOAD\" ] && exit 7|ProgramExited[status=7]",
            })
    void checkerHearsHowTheProgramEnded(String body, String expected) throws Exception {
        assertThat(run(script(body), Duration.ofSeconds(20))).hasToString(expected);
    }

    @Test
    void programThatHangsIsTimedOut() throws Exception {
        assertThat(run(script("sleep 30"), Duration.ofMillis(200))).isEqualTo(new CheckResult.ProgramTimedOut());
    }

    @Test
    void programThatIgnoresSigtermRunsUntilSigkill() throws Exception {
        try (var scripts = new ScriptRunner(new ScriptOptions(false, ScriptOptions.DEFAULT_UMASK))) {
            var result = new CompletableFuture<CheckResult>();
            ProgramRun run = new ScriptPrograms(scripts)
                    .start(script("trap '' TERM; while :; do sleep 1; done"), Duration.ofMillis(500), result::complete);
            assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(new CheckResult.ProgramTimedOut());
            assertThat(run.isRunning()).as("after SIGTERM").isTrue();
            while (run.isRunning()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void programThatIsNotThereSaysNothingAboutTheServer() throws Exception {
        String missing = directory.resolve("missing").toString();
        assertThat(run(new ScriptCommand(missing, List.of(missing), null, null), Duration.ofSeconds(5)))
                .isEqualTo(new CheckResult.NotChecked(
                        "Misc check by [" + missing + "] not run: " + missing + " does not exist"));
    }
}
