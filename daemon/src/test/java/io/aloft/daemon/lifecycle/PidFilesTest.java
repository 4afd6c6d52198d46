package io.aloft.daemon.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFilesTest {

    @TempDir
    Path folder;

    @Test
    void fileHoldsTheNumberOfThisProcessAndIsGoneAtTheEnd() throws Exception {
        Path file = folder.resolve("pid");
        try (var pidFiles = new PidFiles()) {
            pidFiles.take(file);
            assertThat(file).hasContent(ProcessHandle.current().pid() + "\n");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void oneFileForTwoOptionsIsAnErrorThatNamesThem() throws Exception {
        Path file = folder.resolve("pid");
        try (var pidFiles = new PidFiles()) {
            pidFiles.take(file);
            assertThatThrownBy(() -> pidFiles.take(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("two of -p, -r and -c");
        }
    }

    @Test
    void symbolicLinkIsNotFollowed() throws Exception {
        Path target = Files.writeString(folder.resolve("somebodys"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("pid"), target);
        try (var pidFiles = new PidFiles()) {
            assertThatThrownBy(() -> pidFiles.take(link)).isInstanceOf(IOException.class);
        }
        assertThat(target).hasContent("precious");
    }
}
