package io.aloft.lab.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A page about the code is believed only as long as its names can be found. */
class ArchitecturePageTest {

    @Test
    void everyClassThatThePageNamesExists() throws IOException {
        Path page = SourceTree.root().resolve("docs/architecture.md");
        // Class names in backticks, the outermost for nested ones: at least two capitals tell them from other words.
        List<String> named = SourceTree.matches(Files.readString(page), "`([A-Z][a-z]+[A-Z]\\w*)(?:\\.\\w+)?`");
        Set<String> existing = SourceTree.files(".java").stream()
                .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
                .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(40);
        assertThat(named).isSubsetOf(existing);
    }
}
