package io.aloft.lab.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.hostile.KernelStory.Chapter;
import io.aloft.lab.kernel.KernelRunner;
import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A kernel that loses its IPVS, lacks schedulers, and is given hundreds of services at once; one boot for all. */
@Tag("kernel")
class LostIpvsKernelTest {

    private static final Duration LIMIT = Duration.ofMinutes(6);

    private static final List<String> FIRST =
            List.of("-A -t 10.9.9.9:80 -s rr", "-a -t 10.9.9.9:80 -r 10.77.0.2:80 -m -w 1");

    private static final List<String> BOTH =
            List.of(FIRST.get(0), FIRST.get(1), "-A -t 10.9.9.9:82 -s lc", "-a -t 10.9.9.9:82 -r 10.77.0.2:80 -m -w 1");

    private static final WorkDirectory RESULTS = new WorkDirectory("lost");

    @BeforeAll
    static void playTheStory() {
        Path results = RESULTS.path();
        KernelRunner.Outcome outcome = KernelRunner.run(
                KernelRunner.java(KernelStory.class, List.of(results.toString())), results, LIMIT, line -> {});
        assertThat(outcome.status()).as(outcome.text()).isZero();
    }

    @AfterAll
    static void removeResults() {
        RESULTS.close();
    }

    private static List<String> seen(Chapter chapter) throws IOException {
        return Files.readAllLines(chapter.file(RESULTS.path()));
    }

    @Test
    void tableIsMadeWhenTheModuleIsLoadedAfterTheStart() throws IOException {
        assertThat(seen(Chapter.WITHOUT_MODULE)).asString().contains("Can't initialize ipvs");
        assertThat(seen(Chapter.MODULE_LOADED)).containsExactlyElementsOf(FIRST);
    }

    @Test
    void missingSchedulerIsNamedAndCostsOnlyItsOwnService() throws IOException {
        assertThat(seen(Chapter.LOG))
                .anyMatch(line -> line.contains("Scheduler or persistence engine not found(2) (10.9.9.9:tcp:81)"));
        assertThat(seen(Chapter.STATUS))
                .startsWith("DEGRADED", "the kernel refuses 1 of 3 services")
                .anyMatch(line -> line.startsWith("  10.9.9.9:tcp:81: "));
        assertThat(seen(Chapter.SCHEDULER_LOADED)).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void schedulerThatIsLoadedLaterIsTriedAgain() throws IOException {
        assertThat(seen(Chapter.LOG)).anyMatch(line -> line.contains("IPVS accepts service 10.9.9.9:tcp:82 now"));
    }

    @Test
    void reloadOfHundredsOfServicesLeavesTheCountersOfOthersAlone() throws IOException {
        List<String> counted = seen(Chapter.TRAFFIC);
        assertThat(counted).hasSize(1).first().asString().startsWith("TCP 10.9.9.9:80 1 ");
        assertThat(seen(Chapter.MANY_MORE)).first().asString().startsWith("TCP 10.9.9.9:80 1 ");
        assertThat(seen(Chapter.MANY_MORE)).endsWith("services 202");
        assertThat(seen(Chapter.MANY_LESS)).first().asString().startsWith("TCP 10.9.9.9:80 1 ");
    }

    @Test
    void tableComesBackWithTheModule() throws IOException {
        assertThat(seen(Chapter.MODULE_GONE)).asString().contains("Can't initialize ipvs");
        assertThat(seen(Chapter.MODULE_BACK)).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void lossIsToldOnceEachTimeAndTheEndIsClean() throws IOException {
        assertThat(seen(Chapter.LOG))
                .filteredOn(line -> line.contains("Can't initialize ipvs"))
                .hasSize(2);
        assertThat(seen(Chapter.LOG)).noneMatch(line -> line.contains("Exception") || line.contains("defect"));
        assertThat(seen(Chapter.LOG)).endsWith("exit status 0, table []");
    }
}
