package io.aloft.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.event.StateChange;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.script.ScriptCommand;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.notify.script.ScriptFolder;
import io.aloft.notify.script.ScriptOptions;
import io.aloft.notify.script.ScriptRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
    /** Long enough never to pass in a test. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final ScriptRunner runner = new ScriptRunner(new ScriptOptions(false, ScriptOptions.DEFAULT_UMASK));
    private Notifier notifier = new Notifier(runner, NEVER);
    private ScriptFolder folder;

    /** Each says what it does in {@code log}; begins and ends are told by those that can hang. */
    private ScriptCommand log;

    private ScriptCommand untilReleased;

    @BeforeEach
    void writeScripts(@TempDir Path path) {
        folder = new ScriptFolder(path);
        log = folder.shell("say", "echo \"$*\" >>$d/log");
        untilReleased = folder.shell(
                "until-released",
                "echo begin >>$d/log; while [ ! -e $d/release ]; do sleep 0.02; done; echo end >>$d/log");
    }

    @AfterEach
    void close() {
        notifier.close();
        runner.close();
    }

    private static StateChange change(String instance, VrrpState to) {
        return new StateChange(instance, VrrpState.INIT, to, 100, false, "test");
    }

    private static StateChange stop(String instance) {
        return new StateChange(instance, VrrpState.MASTER, VrrpState.INIT, 100, true, "test");
    }

    private void say(String instance, VrrpState state) {
        notifier.stateChanged(change(instance, state), new NotifyScripts(null, null, null, null, log));
    }

    private void hang(String instance) {
        notifier.stateChanged(
                change(instance, VrrpState.MASTER), new NotifyScripts(untilReleased, null, null, null, null));
        folder.awaitLines("log", 1);
    }

    private ScriptCommand log(String word) {
        return log.withArguments(List.of(word));
    }

    @Test
    void ownScriptStartsBeforeTheGenericOneWhichGetsFourArguments() {
        ScriptCommand slowGeneric = folder.shell(
                "generic", "while [ ! -s $d/log ]; do sleep 0.02; done; echo \"$*\" >>$d/log", "configured");
        NotifyScripts scripts = new NotifyScripts(log("master"), log("backup"), log("fault"), log("stop"), slowGeneric);
        notifier.stateChanged(change("VI_1", VrrpState.MASTER), scripts);
        notifier.stateChanged(change("VI_1", VrrpState.BACKUP), scripts);
        notifier.stateChanged(change("VI_1", VrrpState.FAULT), scripts);
        folder.awaitLines("log", 6);
        notifier.stateChanged(stop("VI_1"), scripts);
        List<String> lines = folder.awaitLines("log", 8);
        assertThat(lines.subList(0, 2)).containsExactly("master", "configured INSTANCE VI_1 MASTER 100");
        assertThat(lines.subList(2, 4)).contains("backup", "configured INSTANCE VI_1 BACKUP 100");
        assertThat(lines.subList(4, 6)).contains("fault", "configured INSTANCE VI_1 FAULT 100");
        assertThat(lines.subList(6, 8)).contains("stop", "configured INSTANCE VI_1 STOP 100");
    }

    @Test
    void groupIsToldWithPriorityZeroAndADeletedInstanceByItsOwnWord() {
        NotifyScripts scripts = new NotifyScripts(log("master"), null, log("fault"), null, log);
        notifier.groupChanged(change("G1", VrrpState.MASTER), scripts);
        assertThat(folder.awaitLines("log", 2)).containsExactlyInAnyOrder("master", "GROUP G1 MASTER 0");
        notifier.deleted(change("VI_1", VrrpState.FAULT), scripts, log("deleted"));
        assertThat(folder.awaitLines("log", 4).subList(2, 4))
                .containsExactlyInAnyOrder("deleted", "INSTANCE VI_1 DELETED 100");
    }

    @Test
    void nothingIsToldWhileTheStateIsNotDecided() {
        say("VI_1", VrrpState.INIT);
        say("VI_1", VrrpState.BACKUP);
        assertThat(folder.awaitLines("log", 1)).containsExactly("INSTANCE VI_1 BACKUP 100");
    }

    @Test
    void nextTransitionWaitsForTheScriptsOfTheOneBeforeButOtherInstancesDoNot() {
        hang("VI_1");
        say("VI_1", VrrpState.BACKUP);
        say("VI_2", VrrpState.BACKUP);
        assertThat(folder.awaitLines("log", 2)).containsExactly("begin", "INSTANCE VI_2 BACKUP 100");
        folder.create("release");
        assertThat(folder.awaitLines("log", 4))
                .containsExactly("begin", "INSTANCE VI_2 BACKUP 100", "end", "INSTANCE VI_1 BACKUP 100");
    }

    @Test
    void quickFlipsAreToldInOrder() {
        List<String> expected = IntStream.range(0, NotifyLane.MOST_WAITING)
                .mapToObj(i -> {
                    VrrpState state = i % 2 == 0 ? VrrpState.MASTER : VrrpState.BACKUP;
                    say("VI_1", state);
                    return "INSTANCE VI_1 " + state + " 100";
                })
                .toList();
        assertThat(folder.awaitLines("log", expected.size())).isEqualTo(expected);
    }

    @Test
    void hangingScriptDoesNotKeepTheNewestStateFromTheNext() {
        notifier.close();
        notifier = new Notifier(runner, Duration.ofMillis(500));
        notifier.stateChanged(
                change("VI_1", VrrpState.MASTER), new NotifyScripts(untilReleased, null, null, null, null));
        say("VI_1", VrrpState.BACKUP);
        say("VI_1", VrrpState.MASTER);
        say("VI_1", VrrpState.FAULT);
        assertThat(folder.awaitLines("log", 2)).containsExactlyInAnyOrder("begin", "INSTANCE VI_1 FAULT 100");
    }

    @Test
    void scriptThatRunsForEverIsWaitedForOnlyOnce() {
        notifier.close();
        notifier = new Notifier(runner, Duration.ofMillis(500));
        hang("VI_1");
        say("VI_1", VrrpState.BACKUP);
        folder.awaitLines("log", 2);
        say("VI_1", VrrpState.MASTER);
        assertThat(folder.awaitLines("log", 3))
                .containsExactly("begin", "INSTANCE VI_1 BACKUP 100", "INSTANCE VI_1 MASTER 100");
    }

    @Test
    void fullInboxKeepsTheNewestOnly() {
        hang("VI_1");
        for (int i = 0; i < NotifyLane.MOST_WAITING; i++) {
            say("VI_1", VrrpState.BACKUP);
        }
        say("VI_1", VrrpState.FAULT);
        folder.create("release");
        assertThat(folder.awaitLines("log", 3)).containsExactly("begin", "end", "INSTANCE VI_1 FAULT 100");
    }

    @Test
    void scriptThatCannotRunHoldsUpNeitherTheGenericOneNorTheNextTransition() {
        ScriptCommand absent = new ScriptCommand("/no/such", List.of("/no/such"), null, null);
        NotifyScripts scripts = new NotifyScripts(absent, null, null, null, log);
        notifier.stateChanged(change("VI_1", VrrpState.MASTER), scripts);
        notifier.stateChanged(change("VI_1", VrrpState.BACKUP), scripts);
        assertThat(folder.awaitLines("log", 2)).containsExactly("INSTANCE VI_1 MASTER 100", "INSTANCE VI_1 BACKUP 100");
    }

    @Test
    void stopIsToldAtOnceAndReplacesWhatStillWaits() {
        hang("VI_1");
        say("VI_1", VrrpState.BACKUP);
        notifier.stateChanged(stop("VI_1"), new NotifyScripts(null, null, null, log("stopped"), null));
        notifier.close();
        assertThat(folder.lines("log")).containsExactly("begin", "stopped");
    }

    @Test
    void scriptThatIsToldStopHasOneSecondAndClosingEndsEverythingElse() {
        ScriptCommand hanging = folder.shell("hanging", "trap '' TERM; echo $$ >>$d/pids; while :; do sleep 1; done");
        ScriptCommand polite = folder.shell("polite", "echo $$ >>$d/pids; exec sleep 1000");
        notifier.run(polite, "real server");
        folder.awaitLines("pids", 1);
        notifier.stateChanged(stop("VI_1"), new NotifyScripts(null, null, null, hanging, null));
        notifier.close();
        for (String pid : folder.lines("pids")) {
            folder.awaitEndOf(Long.parseLong(pid));
        }
    }

    @Test
    void scriptsOfOneSubjectKeepTheirOrder() {
        for (String word : List.of("down", "up", "down")) {
            notifier.run(log(word), "real server [127.0.0.1]:tcp:80");
        }
        assertThat(folder.awaitLines("log", 3)).containsExactly("down", "up", "down");
    }
}
