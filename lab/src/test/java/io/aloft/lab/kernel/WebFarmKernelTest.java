package io.aloft.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.kernel.FarmStory.Step;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * keepalived and Aloft manage the same farm with the same file, one after the other in one kernel; at every step the
 * kernel's table has to be the same, and the client's requests have to reach the right servers.
 */
@Tag("kernel")
class WebFarmKernelTest {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private static final WorkDirectory RESULTS = new WorkDirectory("kernel");

    /** Who answers at each step, by direct routing and by address translation. */
    private static final Map<Step, List<String>> ANSWERS = Map.of(
            Step.STARTED, List.of("client, by DR:   web-1 x 3, web-2 x 3", "client, by NAT:  web-1 x 2, web-2 x 4"),
            Step.ONE_DIED, List.of("client, by DR:   web-2 x 6", "client, by NAT:  web-2 x 6"),
            Step.ALL_DIED, List.of("client, by DR:   sorry x 6", "client, by NAT:  sorry x 6"),
            Step.ONE_RETURNED, List.of("client, by DR:   web-1 x 6", "client, by NAT:  web-1 x 6"),
            Step.ALL_RETURNED,
                    List.of("client, by DR:   web-1 x 3, web-2 x 3", "client, by NAT:  web-1 x 2, web-2 x 4"),
            Step.STOPPED, List.of());

    @BeforeAll
    static void playBothStories() {
        Path results = RESULTS.path();
        KernelRunner.Outcome outcome = KernelRunner.run(
                FarmMain.command(results, DirectorKind.KEEPALIVED, DirectorKind.ALOFT), results, LIMIT, line -> {});
        assertThat(outcome.status()).as(outcome.text()).isZero();
    }

    @AfterAll
    static void removeResults() {
        RESULTS.close();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void theKernelTableIsTheSameAsWithKeepalived(Step step) throws IOException {
        assertThat(seen(DirectorKind.ALOFT, step)).isEqualTo(seen(DirectorKind.KEEPALIVED, step));
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void requestsReachTheRightServers(Step step) throws IOException {
        for (DirectorKind kind : DirectorKind.values()) {
            assertThat(seen(kind, step).lines().map(String::strip).filter(line -> line.startsWith("client")))
                    .containsExactlyElementsOf(ANSWERS.get(step));
        }
    }

    private static String seen(DirectorKind kind, Step step) throws IOException {
        return Files.readString(FarmMain.file(RESULTS.path(), kind, step));
    }
}
