package io.aloft.checkers.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PingGroupRangeTest {

    @TempDir
    private Path directory = Path.of(".");

    /** The kernel separates the bounds by a tab. */
    @ParameterizedTest
    @CsvSource({"'1\t0', '0 0'", "'100\t200', '0 200'"})
    void rangeIsWidenedToGroup0AndPutBack(String before, String widened) throws IOException {
        Path file = Files.writeString(directory.resolve("range"), before + "\n");
        try (var range = new PingGroupRange(file)) {
            assertThat(range.widen()).isTrue();
            assertThat(file).hasContent(widened);
            assertThat(range.widen()).as("a second time").isFalse();
        }
        assertThat(file).hasContent(before);
    }

    @Test
    void rangeThatHasGroup0IsLeftAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("range"), "0\t2147483647\n");
        try (var range = new PingGroupRange(file)) {
            assertThat(range.widen()).isFalse();
        }
        assertThat(file).hasContent("0\t2147483647");
    }

    @Test
    void whatSomebodyElseHasSetMeanwhileStays() throws IOException {
        Path file = Files.writeString(directory.resolve("range"), "1\t0\n");
        try (var range = new PingGroupRange(file)) {
            assertThat(range.widen()).isTrue();
            Files.writeString(file, "0\t1000\n");
        }
        assertThat(file).hasContent("0\t1000");
    }

    @Test
    void rangeThatCannotBeReadIsTriedOnce() {
        try (var range = new PingGroupRange(directory.resolve("missing"))) {
            assertThat(range.widen()).isFalse();
            assertThat(range.widen()).isFalse();
        }
    }
}
