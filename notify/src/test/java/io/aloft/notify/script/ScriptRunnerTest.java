package io.aloft.notify.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.script.ScriptCommand;
import io.aloft.notify.script.ScriptOutcome.Exited;
import io.aloft.notify.script.ScriptOutcome.NotStarted;
import io.aloft.notify.script.ScriptOutcome.Signalled;
import io.aloft.notify.script.ScriptOutcome.TimedOut;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptRunnerTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final ScriptRunner runner = new ScriptRunner(new ScriptOptions(false, ScriptOptions.DEFAULT_UMASK));
    private ScriptFolder folder;

    @BeforeEach
    void makeFolder(@TempDir Path path) {
        folder = new ScriptFolder(path);
    }

    @AfterEach
    void close() {
        runner.close();
    }

    private ScriptOutcome run(ScriptCommand command) {
        return run(command, null);
    }

    private ScriptOutcome run(ScriptCommand command, @Nullable Duration timeout) {
        CompletableFuture<ScriptOutcome> outcome = new CompletableFuture<>();
        runner.start(command, timeout, outcome::complete);
        return get(outcome);
    }

    private static ScriptOutcome get(CompletableFuture<ScriptOutcome> outcome) {
        return outcome.orTimeout(ScriptFolder.LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    @Test
    void argumentsArriveAsTheyAreBecauseNoShellReadsThem() {
        ScriptOutcome outcome =
                run(folder.shell("s", "printf '%s\\n' \"$@\" >$d/seen", "two words", "$HOME", "*", "a && b", "--x"));
        assertThat(outcome).isEqualTo(new Exited(0));
        assertThat(outcome.succeeded()).isTrue();
        assertThat(folder.lines("seen")).containsExactly("two words", "$HOME", "*", "a && b", "--x");
    }

    @Test
    void exitStatusAndSignalAreTold() {
        assertThat(run(folder.shell("three", "exit 3"))).isEqualTo(new Exited(3));
        assertThat(run(folder.shell("killed", "kill -KILL $$"))).isEqualTo(new Signalled(9));
    }

    @Test
    void scriptThatCannotBeExecutedIsAFailureThatSaysWhatToMend() {
        ScriptCommand plain = folder.shell("plain", "exit 0");
        folder.chmod(folder.file("plain"), "rw-r--r--");
        assertThat(run(plain)).isEqualTo(new NotStarted(folder.file("plain") + " is not executable: chmod +x it"));
        assertThat(run(command(folder.file("absent").toString())))
                .isEqualTo(new NotStarted(folder.file("absent") + " does not exist"));
        assertThat(run(folder.program("odd", "#!/no/such/interpreter -x\n")))
                .isEqualTo(new NotStarted(
                        folder.file("odd") + " names an interpreter that does not exist: /no/such/interpreter"));
        assertThat(run(command(folder.file(".").toString()))).isInstanceOf(NotStarted.class);
        assertThat(run(command("true"))).isEqualTo(new NotStarted("true is not a full path"));
        assertThat(run(new ScriptCommand("x", List.of("/bin/true"), "no-such-user", null)))
                .isEqualTo(new NotStarted("Script user 'no-such-user' does not exist"));
    }

    @Test
    void scriptWithoutFirstLineRunsThroughTheShell() {
        assertThat(run(folder.program("bare", "exit 4\n"))).isEqualTo(new Exited(4));
    }

    @Test
    void timeOutIsToldAtOnceAndThenTheScriptEnds() {
        CompletableFuture<ScriptOutcome> outcome = new CompletableFuture<>();
        ScriptHandle handle = runner.start(
                folder.shell("stubborn", "trap '' TERM; while :; do sleep 1; done"), SHORT, outcome::complete);
        assertThat(get(outcome)).isEqualTo(new TimedOut(SHORT));
        ScriptFolder.await("it is gone", () -> !handle.isRunning());
    }

    /** Starts a script that writes process numbers, and asks it to end as soon as so many are there. */
    private List<Long> terminateAfter(int numbers, ScriptCommand script) {
        ScriptHandle handle = runner.start(script, (Duration) null, outcome -> {});
        List<String> lines = folder.awaitLines("pids", numbers);
        handle.terminate();
        return lines.stream().map(Long::valueOf).toList();
    }

    @Test
    void childrenEndWithTheirScript() {
        terminateAfter(2, folder.shell("parent", "sleep 1000 & echo $! >>$d/pids; echo $$ >>$d/pids; wait"))
                .forEach(folder::awaitEndOf);
    }

    @Test
    void whatIgnoresTheFirstSignalIsKilled() {
        terminateAfter(1, folder.shell("stubborn", "trap '' TERM; echo $$ >$d/pids; while :; do sleep 1; done"))
                .forEach(folder::awaitEndOf);
    }

    @Test
    void childrenThatOutliveTheirScriptAreKilledToo() {
        String child = "(trap '' TERM; echo begun >$d/child; while :; do sleep 1; done) & echo $! >>$d/pids";
        String untilItIgnores = "while [ ! -e $d/child ]; do sleep 0.01; done";
        terminateAfter(2, folder.shell("parent", child + "\n" + untilItIgnores + "\necho $$ >>$d/pids; wait"))
                .forEach(folder::awaitEndOf);
    }

    @Test
    void killLimitDoesNotAskFirst() {
        CompletableFuture<ScriptOutcome> outcome = new CompletableFuture<>();
        ScriptHandle handle = runner.start(
                folder.shell("stubborn", "trap 'echo asked >$d/asked' TERM; while :; do sleep 0.1; done"),
                new TimeLimit(SHORT.multipliedBy(3), TimeLimit.FirstSignal.KILL),
                () -> {},
                outcome::complete);
        assertThat(get(outcome)).isInstanceOf(TimedOut.class);
        ScriptFolder.await("it is gone", () -> !handle.isRunning());
        assertThat(folder.file("asked")).doesNotExist();
    }

    @Test
    void hangingScriptsDelayNoOther() {
        ScriptCommand hanging = folder.shell("hanging", "exec sleep 1000");
        List<ScriptHandle> handles = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> runner.start(hanging, (Duration) null, outcome -> {}))
                .toList();
        assertThat(run(folder.shell("quick", "exit 0"))).isEqualTo(new Exited(0));
        assertThat(handles).allMatch(ScriptHandle::isRunning);
    }

    @Test
    void terminatedScriptTellsTheSignal() {
        CompletableFuture<ScriptOutcome> outcome = new CompletableFuture<>();
        ScriptHandle handle = runner.start(
                folder.shell("hanging", "echo $$ >$d/pid; exec sleep 1000"), (Duration) null, outcome::complete);
        folder.awaitLines("pid", 1);
        handle.terminate();
        assertThat(get(outcome)).isEqualTo(new Signalled(15));
        assertThat(handle.isRunning()).isFalse();
    }

    @Test
    void closingEndsWhatRuns() {
        runner.start(folder.shell("hanging", "echo $$ >$d/pid; exec sleep 1000"), (Duration) null, outcome -> {});
        long pid = Long.parseLong(folder.awaitLines("pid", 1).getFirst());
        runner.close();
        folder.awaitEndOf(pid);
    }

    @Test
    void floodOfOutputBlocksNothing() {
        assertThat(run(folder.shell("flood", "head -c 20000000 /dev/zero; head -c 20000000 /dev/zero >&2")))
                .isEqualTo(new Exited(0));
    }

    @Test
    void scriptInheritsOnlyEmptyDescriptors() throws Exception {
        try (var kept = new java.io.RandomAccessFile(folder.file("kept").toFile(), "rw")) {
            assertThat(kept.getChannel().isOpen()).isTrue();
            run(folder.shell("descriptors", "for f in /proc/$$/fd/*; do readlink $f; done >$d/targets"));
        }
        // The shell itself holds the script, and the file that takes the list.
        assertThat(folder.lines("targets"))
                .filteredOn(target -> !target.endsWith("/descriptors") && !target.endsWith("/targets"))
                .allMatch("/dev/null"::equals)
                .isNotEmpty();
    }

    @Test
    void scriptHasItsOwnGroupAndTheDocumentedMask() {
        run(folder.shell("self", "{ umask; cut -d' ' -f5 /proc/$$/stat; echo $$; } >$d/self"));
        List<String> self = folder.lines("self");
        assertThat(self.getFirst()).isEqualTo("0177");
        assertThat(self.get(1)).isEqualTo(self.get(2));
    }

    @Test
    void otherOptionsCountForTheScriptsThatStartAfterThem() {
        ScriptCommand script = folder.shell("mask", "umask >>$d/masks");
        run(script);
        runner.configure(new ScriptOptions(false, 0027));
        run(script);
        assertThat(folder.lines("masks")).containsExactly("0177", "0027");
    }

    /** The build sets these variables for the tests of this module. */
    @Test
    void variablesThatChangeWhatRootExecutesAreDropped() {
        assertThat(System.getenv()).containsKeys("IFS", "LD_LIBRARY_PATH", "LD_PRELOAD", "ALOFT_TEST");
        run(folder.shell("environment", "tr '\\0' '\\n' </proc/$$/environ >$d/environment"));
        assertThat(folder.lines("environment"))
                .anyMatch("ALOFT_TEST=kept"::equals)
                .noneMatch(line -> line.startsWith("IFS=") || line.startsWith("LD_"));
    }

    private static ScriptCommand command(String... argv) {
        return new ScriptCommand(String.join(" ", argv), List.of(argv), null, null);
    }
}
