package io.aloft.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static Program shell(String script) {
        return Program.start("shell", new ProcessBuilder("sh", "-c", script), line -> {});
    }

    @Test
    void eachExpectationLooksBehindTheLineFoundBefore() {
        Program program = shell("echo one; echo two; echo one again");
        assertThat(program.await("one", LIMIT).text()).isEqualTo("one");
        assertThat(program.await("one", LIMIT).text()).isEqualTo("one again");
        assertThat(program.awaitEnd(LIMIT)).isZero();
        assertThat(program.lines()).extracting(LogLine::text).isEqualTo(List.of("one", "two", "one again"));
    }

    @Test
    void aProgramThatEndsWithoutTheLineIsNotWaitedFor() {
        assertThatThrownBy(() -> shell("echo this instead; exit 3").await("that", Duration.ofHours(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ended before printing: that")
                .hasMessageContaining("this instead");
    }

    @Test
    void aFailedCommandShowsItsStatusAndOutput() {
        assertThatThrownBy(() -> Command.run("sh", "-c", "echo what went wrong; exit 7"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("status 7 from: sh -c")
                .hasMessageContaining("what went wrong");
    }

    @Test
    void whatTheConditionLacksIsSaidWhenTheLimitPasses() {
        assertThatThrownBy(() -> Await.until("the impossible", Duration.ofMillis(1), () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not within 1 ms: the impossible");
    }
}
