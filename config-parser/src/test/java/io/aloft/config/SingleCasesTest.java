package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake, or one thing that only looks like one, at a time: the exit status of {@code -t} tells which it is. */
class SingleCasesTest {

    @TempDir
    Path directory;

    static Stream<SingleCase> cases() throws IOException {
        return SingleCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void exitStatusTellsWhetherItIsAMistake(SingleCase each) throws IOException {
        FakeHost host = FakeHost.usual().withProgram("/usr/bin/false");
        Path file = Files.writeString(directory.resolve("keepalived.conf"), each.text());
        LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host).forTest(), host);
        assertThat("exit " + result.testExitStatus())
                .as(result.diagnostics().toString())
                .isEqualTo(each.status());
    }
}
