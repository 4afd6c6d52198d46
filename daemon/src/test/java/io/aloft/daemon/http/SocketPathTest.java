package io.aloft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketPathTest {

    @TempDir
    private Path directory = Path.of(".");

    @ParameterizedTest
    @CsvSource({
        "/run/keepalived.pid, /run/aloft/control.sock",
        "/run/lb1.pid, /run/lb1.control/control.sock",
        "/run/lb1, /run/lb1.control/control.sock",
    })
    void daemonWithItsOwnPidFileHasItsOwnSocket(Path pidFile, Path socket) {
        assertThat(SocketPath.of(pidFile)).isEqualTo(socket);
    }

    @Test
    void onlyTheOwnerMayEnter() throws IOException {
        Path socket = directory.resolve("run").resolve("control.sock");
        try (SocketPath path = SocketPath.take(socket)) {
            assertThat(permissions(directory.resolve("run"))).isEqualTo("rwx------");
            Files.createFile(socket);
            path.restrict();
            assertThat(permissions(socket)).isEqualTo("rw-------");
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void whatAKilledDaemonLeftIsRemoved() throws IOException {
        Path run = Files.createDirectory(
                directory.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path socket = Files.createFile(run.resolve("control.sock"));
        try (SocketPath path = SocketPath.take(socket)) {
            assertThat(path.socket()).isEqualTo(socket).doesNotExist();
        }
    }

    @Test
    void placeOfALivingDaemonIsLeftAlone() throws IOException {
        Path socket = directory.resolve("run").resolve("control.sock");
        try (SocketPath first = SocketPath.take(socket)) {
            Files.createFile(first.socket());
            assertThatThrownBy(() -> SocketPath.take(socket)).isInstanceOf(IOException.class);
            assertThat(socket).exists();
        }
    }

    @Test
    void directoryThatOthersMayEnterIsRefused() throws IOException {
        Path run = Files.createDirectory(directory.resolve("run"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> SocketPath.take(run.resolve("control.sock")))
                .isInstanceOf(IOException.class)
                .hasMessage(run + " is open to others: chmod 700 " + run);
    }

    @Test
    void linkInThePlaceOfTheDirectoryOrTheLockIsNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(
                directory.resolve("elsewhere"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path link = Files.createSymbolicLink(directory.resolve("run"), elsewhere);
        assertThatThrownBy(() -> SocketPath.take(link.resolve("control.sock")))
                .isInstanceOf(IOException.class)
                .hasMessage(link + " is no directory: move it away");
        Files.createSymbolicLink(elsewhere.resolve("control.lock"), directory.resolve("somebodys"));
        assertThatThrownBy(() -> SocketPath.take(elsewhere.resolve("control.sock")))
                .isInstanceOf(IOException.class);
        assertThat(directory.resolve("somebodys")).doesNotExist();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
