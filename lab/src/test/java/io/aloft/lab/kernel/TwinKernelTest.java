package io.aloft.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.node.TlsIdentity;
import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * keepalived and Aloft run side by side on one file in a kernel with IPVS, before the same servers. After every event the
 * two tables have to be the same text, and requests have to reach the same servers.
 */
@Tag("kernel")
class TwinKernelTest {
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private static final WorkDirectory RESULTS = new WorkDirectory("twins");

    private static KernelRunner.Outcome outcome;

    @BeforeAll
    static void playAll() {
        TlsIdentity.create(RESULTS.file("identity.p12"), "lab.example");
        outcome = KernelRunner.run(
                KernelRunner.java(TwinMain.class, List.of(RESULTS.path().toString())),
                RESULTS.path(),
                LIMIT,
                line -> {});
    }

    @AfterAll
    static void removeResults() {
        RESULTS.close();
    }

    @TestFactory
    Stream<DynamicNode> theTablesAreTheSame() {
        assertThat(outcome.status()).as(outcome.text()).isZero();
        return Sittings.ALL.stream().map(TwinKernelTest::sitting);
    }

    private static DynamicNode sitting(Sitting sitting) {
        Stream<DynamicNode> scenarios = sitting.scenarios().stream()
                .map(scenario -> dynamicContainer(scenario.title(), steps(sitting, scenario)));
        return dynamicContainer(
                sitting.name(),
                Stream.concat(
                        scenarios,
                        Stream.of(dynamicTest("nothing unexpected is in Aloft's log", () -> logIsClean(sitting)))));
    }

    /** Whatever goes wrong inside shows a stack trace at least. */
    private static void logIsClean(Sitting sitting) throws IOException {
        assertThat(Files.readAllLines(sitting.log(RESULTS.path(), DirectorKind.ALOFT)))
                .isNotEmpty()
                .noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
    }

    private static Stream<DynamicNode> steps(Sitting sitting, Scenario scenario) {
        List<DynamicNode> tests = new ArrayList<>();
        for (int step = 0; step < scenario.steps().size(); step++) {
            int number = step;
            tests.add(dynamicTest(scenario.steps().get(step).title(), () -> judge(sitting, scenario, number)));
        }
        tests.add(dynamicTest("the director stops", () -> judge(sitting, scenario, sitting.rounds())));
        return tests.stream();
    }

    private static void judge(Sitting sitting, Scenario scenario, int step) throws IOException {
        Names names = new Names(scenario.number(), Path.of(""));
        Seen keepalived = Seen.read(sitting.record(RESULTS.path(), scenario, step, DirectorKind.KEEPALIVED));
        Seen aloft = Seen.read(sitting.record(RESULTS.path(), scenario, step, DirectorKind.ALOFT));
        String theirs = scenario.table(step, DirectorKind.KEEPALIVED);
        String ours = scenario.table(step, DirectorKind.ALOFT);
        assertThat(Listing.shorten(keepalived.table(), names)).as("keepalived").isEqualTo(theirs);
        assertThat(Listing.shorten(aloft.table(), names)).as("Aloft").isEqualTo(ours);
        if (ours.equals(theirs)) {
            assertThat(aloft.table()).isEqualTo(keepalived.table());
        }
        List<String> answers =
                scenario.requests(step).stream().map(Step.Requests::answers).toList();
        assertThat(keepalived.answers()).as("answers behind keepalived").isEqualTo(answers);
        assertThat(aloft.answers()).as("answers behind Aloft").isEqualTo(answers);
    }
}
