package io.aloft.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main file may be named by a pattern. */
class MainFilePatternTest {

    @TempDir
    private Path directory = Path.of(".");

    private final Diagnostics diagnostics = new Diagnostics();

    private @Nullable ConfigText read(String pattern) throws IOException {
        Files.writeString(directory.resolve("a.conf"), "first\n");
        Files.writeString(directory.resolve("b.conf"), "second\n");
        var options = new SourceOptions("id", Map.of(), (low, high) -> low, SourceLimits.DEFAULT);
        return TextStages.read(directory.resolve(pattern), options, diagnostics);
    }

    @Test
    void everyMatchIsReadInOrderWithAWarning() throws IOException {
        assertThat(Objects.requireNonNull(read("*.conf")).text()).containsSubsequence("first", "second");
        assertThat(diagnostics.worst()).isEqualTo(StatusClass.MULTIPLE_FILES);
        assertThat(diagnostics.list())
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(Code.SEVERAL_MAIN_FILES);
    }

    @Test
    void onlyMatchNeedsNoWarning() throws IOException {
        assertThat(Objects.requireNonNull(read("{b,c}.conf")).text()).contains("second");
        assertThat(diagnostics.list()).isEmpty();
    }

    @Test
    void patternWithoutMatchIsAFileThatIsMissing() throws IOException {
        assertThat(read("z*.conf")).isNull();
        assertThat(diagnostics.worst()).isEqualTo(StatusClass.STRICT_INCLUDE);
    }
}
