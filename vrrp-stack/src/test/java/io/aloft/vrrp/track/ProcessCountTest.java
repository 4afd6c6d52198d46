package io.aloft.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.track.TrackProcessSpec;
import io.aloft.model.track.TrackProcessSpec.ParameterMatch;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessCountTest {

    private static final long SECOND = 1_000_000_000;

    /** Seen in keepalived 2.2.7 with {@code process sleep 1234}. */
    @ParameterizedTest
    @CsvSource({
        "sleep 1234, true, true, true",
        "sleep 1234 5, false, true, true",
        "sleep 12345, false, true, false",
        "sleep 777, false, false, false",
        "sleep, false, false, false",
        "'', false, false, false",
    })
    void parametersAreCompared(String commandLine, boolean exact, boolean initial, boolean partial) {
        List<String> words = commandLine.isEmpty() ? List.of() : List.of(commandLine.split(" ", -1));
        List<String> wanted = List.of("sleep", "1234");
        assertThat(matches(wanted, ParameterMatch.EXACT, false, "x", words)).isEqualTo(exact);
        assertThat(matches(wanted, ParameterMatch.INITIAL, false, "x", words)).isEqualTo(initial);
        assertThat(matches(wanted, ParameterMatch.PARTIAL, false, "x", words)).isEqualTo(partial);
    }

    @Test
    void withoutParametersTheNameOfFifteenCharactersDecides() {
        List<String> name = List.of("a-very-long-program-name");
        assertThat(matches(name, ParameterMatch.EXACT, false, "a-very-long-pro", List.of("/bin/other")))
                .isTrue();
        assertThat(matches(List.of("/bin/x"), ParameterMatch.EXACT, false, "x", List.of("/bin/x")))
                .isFalse();
        assertThat(matches(List.of("/bin/x"), ParameterMatch.EXACT, true, "x", List.of("/bin/x")))
                .isTrue();
    }

    @Test
    void anExecCountsAtOnceAndAForkAfterItsDelay() {
        ProcessCount count = count(2, null, Set.of(10L));
        assertThat(count.reached()).isFalse();
        ProcessCount.Step fork = count.forked(10, 11, 0);
        assertThat(fork.changed()).isFalse();
        assertThat(fork.nextDeadlineNanos()).isEqualTo(2 * SECOND);
        assertThat(count.timePassed(2 * SECOND - 1).changed()).isFalse();
        ProcessCount.Step due = count.timePassed(2 * SECOND);
        assertThat(due.lines()).containsExactly("Quorum gained for tracked process p");
        assertThat(count.reached()).isTrue();

        ProcessCount other = count(1, null, Set.of());
        assertThat(other.began(20, true, 0).lines()).containsExactly("Quorum gained for tracked process p");
    }

    @Test
    void anExitCountsAfterItsDelayUnlessAnotherBeginsMeanwhile() {
        ProcessCount count = count(1, null, Set.of(10L));
        assertThat(count.ended(10, 0).nextDeadlineNanos()).isEqualTo(3 * SECOND);
        assertThat(count.began(11, true, SECOND).nextDeadlineNanos()).isEqualTo(ProcessCount.NEVER);
        assertThat(count.timePassed(9 * SECOND).changed()).isFalse();
        assertThat(count.ended(11, 10 * SECOND).changed()).isFalse();
        assertThat(count.timePassed(13 * SECOND).lines()).containsExactly("Quorum lost for tracked process p");
        assertThat(count.reached()).isFalse();
    }

    @Test
    void aShellThatForksForAnotherProgramIsNoProcessOfItsKind() {
        ProcessCount count = count(2, null, Set.of(10L));
        assertThat(count.forked(10, 11, 0).nextDeadlineNanos()).isEqualTo(2 * SECOND);
        assertThat(count.began(11, false, SECOND).nextDeadlineNanos()).isEqualTo(ProcessCount.NEVER);
        assertThat(count.size()).isEqualTo(1);
        assertThat(count.forked(99, 100, SECOND).changed()).isFalse();
        assertThat(count.size()).isEqualTo(1);
    }

    @Test
    void tooManyProcessesLoseTheQuorumToo() {
        ProcessCount count = count(1, 1, Set.of(10L));
        assertThat(count.reached()).isTrue();
        assertThat(count.began(11, true, 0).lines()).containsExactly("Quorum lost for tracked process p");
        assertThat(count(0, 0, Set.of()).reached()).isTrue();
        assertThat(count(0, 0, Set.of(1L)).reached()).isFalse();
    }

    @Test
    void afterLostEventsOnlyWhatIsThereCounts() {
        ProcessCount count = count(1, null, Set.of(10L));
        assertThat(count.looked(Set.of(12L), 0).changed()).isFalse();
        assertThat(count.looked(Set.of(), SECOND).nextDeadlineNanos()).isEqualTo(4 * SECOND);
        assertThat(count.looked(Set.of(13L), 2 * SECOND).nextDeadlineNanos()).isEqualTo(ProcessCount.NEVER);
    }

    private static boolean matches(
            List<String> wanted, ParameterMatch match, boolean full, String comm, List<String> words) {
        return ProcessMatch.matches(
                new TrackProcessSpec("p", wanted, match, 0, false, 1, null, Duration.ZERO, Duration.ZERO, full),
                comm,
                words);
    }

    private static ProcessCount count(int quorum, @Nullable Integer most, Set<Long> matching) {
        TrackProcessSpec spec = new TrackProcessSpec(
                "p",
                List.of("x"),
                ParameterMatch.EXACT,
                0,
                false,
                quorum,
                most,
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                false);
        return new ProcessCount(spec, matching);
    }
}
