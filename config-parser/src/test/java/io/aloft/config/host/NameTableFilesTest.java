package io.aloft.config.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameTableFilesTest {

    @TempDir
    private Path directory = Path.of(".");

    private Path file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    private NameTableFiles tables() {
        return new NameTableFiles(List.of(directory.resolve("usr"), directory.resolve("etc")));
    }

    @Test
    void fileOfTheAdministratorTakesThePlaceOfTheDistributions() throws IOException {
        file("usr/rt_tables", "7 distribution\n");
        file("etc/rt_tables", "# comment\n0x10 office # ours\n");
        assertThat(tables().read(NameTable.TABLES))
                .containsEntry("office", 16)
                .containsEntry("main", 254)
                .doesNotContainKey("distribution");
    }

    @Test
    void furtherFilesAreAddedAndOverriddenByName() throws IOException {
        file("usr/rt_protos.d/a.conf", "71 first\n");
        file("usr/rt_protos.d/b.conf", "72 second\n");
        file("etc/rt_protos.d/b.conf", "73 third\n");
        assertThat(tables().read(NameTable.PROTOCOLS))
                .containsEntry("first", 71)
                .containsEntry("third", 73)
                .containsEntry("bird", 12)
                .doesNotContainKey("second");
    }

    @Test
    void missingDirectoriesLeaveTheBuiltInNames() {
        assertThat(tables().read(NameTable.SCOPES)).isEqualTo(NameTable.SCOPES.builtIn());
    }
}
