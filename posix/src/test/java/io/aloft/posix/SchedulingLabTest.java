package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs root. */
@Tag("lab")
class SchedulingLabTest {

    /** Indices in {@code /proc/PID/task/TID/stat} behind the name, whose closing parenthesis ends field 2. */
    private static final int NICE = 19 - 3;

    private static final int REAL_TIME_PRIORITY = 40 - 3;
    private static final int POLICY = 41 - 3;

    @Test
    void niceIsThatOfTheCallingThreadOnly() throws Exception {
        String before = stat(Scheduling.threadId())[NICE];
        assertThat(onNewThread(() -> {
                    Scheduling.setNice(-7);
                    return stat(Scheduling.threadId())[NICE];
                }))
                .isEqualTo("-7");
        assertThat(stat(Scheduling.threadId())[NICE]).isEqualTo(before);
    }

    @Test
    void realTimePriorityIsNotInheritedByThreadsStartedLater() throws Exception {
        assertThat(onNewThread(() -> {
                    Scheduling.setRoundRobin(3);
                    String[] own = stat(Scheduling.threadId());
                    String[] child = onNewThread(() -> stat(Scheduling.threadId()));
                    return own[POLICY] + " " + own[REAL_TIME_PRIORITY] + ", " + child[POLICY] + " "
                            + child[REAL_TIME_PRIORITY];
                }))
                .isEqualTo("2 3, 0 0");
    }

    @Test
    void affinityNamesTheAllowedProcessors() throws Exception {
        assertThat(onNewThread(() -> {
                    Scheduling.setAffinity(Set.of(0, 900));
                    return status("Cpus_allowed_list", Scheduling.threadId());
                }))
                .isEqualTo("0");
    }

    @Test
    void lockedMemoryIsThatWhichIsTouched() throws Exception {
        assertThat(kibibytes("VmLck")).isZero();
        long resident = kibibytes("VmRSS");
        Scheduling.lockMemory();
        try {
            assertThat(kibibytes("VmLck")).isPositive();
            assertThat(kibibytes("VmRSS") - resident)
                    .as("a reserved heap stays reserved")
                    .isLessThan(50_000);
        } finally {
            Scheduling.unlockMemory();
        }
        assertThat(kibibytes("VmLck")).isZero();
    }

    private static long kibibytes(String field) throws Exception {
        return Long.parseLong(status(field, ProcessHandle.current().pid()).replace(" kB", ""));
    }

    private static String status(String field, long thread) throws Exception {
        return Files.readAllLines(Path.of("/proc/self/task/" + thread + "/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    private static String[] stat(long thread) throws Exception {
        String text = Files.readString(Path.of("/proc/self/task/" + thread + "/stat"));
        return text.substring(text.lastIndexOf(')') + 2).split(" ");
    }

    private static <T> T onNewThread(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread.ofPlatform().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
