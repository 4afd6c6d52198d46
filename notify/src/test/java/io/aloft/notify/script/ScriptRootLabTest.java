package io.aloft.notify.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.script.ScriptCommand;
import io.aloft.notify.script.ScriptOutcome.Exited;
import io.aloft.notify.script.ScriptOutcome.NotStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only root can try: other users, and files that other users own. */
@Tag("lab")
class ScriptRootLabTest {
    private static final int NOBODY = 65534;

    private final ScriptRunner runner = new ScriptRunner(new ScriptOptions(true, 0022));
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
        CompletableFuture<ScriptOutcome> outcome = new CompletableFuture<>();
        runner.start(command, null, outcome::complete);
        return outcome.orTimeout(ScriptFolder.LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static ScriptCommand as(ScriptCommand command, String user, @Nullable String group) {
        return new ScriptCommand(command.configured(), command.argv(), user, group);
    }

    @Test
    void scriptRunsAsItsUserWithoutRootsGroups() {
        ScriptCommand command = folder.shell("who", "grep -E '^(Uid|Gid|Groups):' /proc/$$/status >$d/out/$1", "named");
        makeOpenDirectory("out");
        assertThat(run(as(command, "nobody", null))).isEqualTo(new Exited(0));
        assertThat(folder.lines("out/named"))
                .containsExactly("Uid:\t65534\t65534\t65534\t65534", "Gid:\t65534\t65534\t65534\t65534", "Groups:\t ");
    }

    @Test
    void userAndGroupMayBeNumbers() {
        ScriptCommand command = folder.shell("who", "grep -E '^(Uid|Gid):' /proc/$$/status >$d/out/numbers");
        makeOpenDirectory("out");
        assertThat(run(as(command, "65534", "1"))).isEqualTo(new Exited(0));
        assertThat(folder.lines("out/numbers")).containsExactly("Uid:\t65534\t65534\t65534\t65534", "Gid:\t1\t1\t1\t1");
        assertThat(run(as(command, "54321", null)))
                .as("a number without an entry may run, but not write here")
                .isEqualTo(new Exited(2));
        assertThat(run(as(command, "nobody", "no-such-group")))
                .isEqualTo(new NotStarted("Script group 'no-such-group' does not exist"));
    }

    @Test
    void scriptsEndWhenTheProgramThatStartedThemIsKilled() throws IOException {
        ScriptCommand hanging = folder.shell("hanging", "echo $$ >$d/pid; exec sleep 1000");
        Process program = startProgram(hanging);
        try {
            long pid = Long.parseLong(folder.awaitLines("pid", 1).getFirst());
            program.destroyForcibly();
            folder.awaitEndOf(pid);
        } finally {
            program.destroyForcibly();
        }
    }

    /** A shell blocks signals for moments of its own, so another program looks. */
    @Test
    void scriptsInheritNeitherBlockedNorIgnoredSignals() throws IOException {
        ScriptCommand looking =
                folder.shell("looking", "grep -E 'SigBlk|SigIgn' /proc/self/status >$d/new; mv $d/new $d/signals");
        Process program =
                startProgram(looking, "/usr/bin/env", "--block-signal=36", "--block-signal=63", "--ignore-signal=HUP");
        try {
            List<String> signals = folder.awaitLines("signals", 2);
            assertThat(signals.getFirst()).matches("SigBlk:\\s+0+");
            assertThat(signals.get(1)).as("SIGHUP is the lowest bit").matches("SigIgn:\\s+[0-9a-f]*[02468ace]");
        } finally {
            program.destroyForcibly();
        }
    }

    private static Process startProgram(ScriptCommand script, String... prefix) throws IOException {
        List<String> argv = new ArrayList<>(List.of(prefix));
        argv.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OneScript.class.getName(),
                script.argv().getFirst()));
        return new ProcessBuilder(argv).inheritIO().start();
    }

    /** A program that runs one script and hangs until it is killed. */
    static final class OneScript {
        private OneScript() {}

        public static void main(String[] args) throws InterruptedException {
            CompletableFuture<ScriptOutcome> never = new CompletableFuture<>();
            new ScriptRunner(new ScriptOptions(false, 0022))
                    .start(new ScriptCommand(args[0], List.of(args[0]), null, null), null, never::complete);
            never.join();
        }
    }

    @Test
    void scriptThatSomebodyElseCouldChangeIsRefusedAtEachRun() throws IOException {
        ScriptCommand command = folder.shell("safe", "exit 0");
        assertThat(run(command)).isEqualTo(new Exited(0));

        Files.setAttribute(folder.file("safe"), "unix:gid", NOBODY);
        folder.chmod(folder.file("safe"), "rwxrwxr-x");
        assertThat(run(command))
                .isEqualTo(new NotStarted("Unsafe permissions found for script '" + folder.file("safe") + "': "
                        + folder.file("safe") + " is writable by group 65534"));
        assertThat(run(as(command, "nobody", null)))
                .as("a user may harm himself")
                .isEqualTo(new Exited(0));
    }

    @Test
    void everyElementOfThePathAndOfEveryLinkCounts() throws IOException {
        folder.shell("target", "exit 0");
        makeDirectory("weak");
        makeDirectory("strong");
        Files.createSymbolicLink(folder.file("weak/second"), folder.file("target"));
        Path link = Files.createSymbolicLink(folder.file("strong/first"), Path.of("../weak/second"));
        assertThat(PathTrust.firstWeakness(link)).isEmpty();

        Files.setAttribute(folder.file("weak"), "unix:uid", NOBODY);
        assertThat(PathTrust.firstWeakness(link).orElseThrow())
                .hasToString(folder.file("weak") + " is owned by uid 65534");

        Files.setAttribute(folder.file("weak"), "unix:uid", 0);
        folder.chmod(folder.file("weak"), "rwxrwxrwx");
        assertThat(PathTrust.firstWeakness(link).orElseThrow())
                .hasToString(folder.file("weak") + " is writable by everybody");
    }

    @Test
    void linksInACircleAreNoEndlessWay() throws IOException {
        Path a = folder.file("a");
        Files.createSymbolicLink(a, folder.file("b"));
        Files.createSymbolicLink(folder.file("b"), a);
        assertThat(PathTrust.firstWeakness(a).orElseThrow().problem()).contains("40 symbolic links");
    }

    private void makeDirectory(String name) {
        try {
            Files.createDirectory(folder.file(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        folder.chmod(folder.file(name), "rwxr-xr-x");
    }

    private void makeOpenDirectory(String name) {
        makeDirectory(name);
        folder.chmod(folder.file(name), "rwxrwxrwx");
    }
}
