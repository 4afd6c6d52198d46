package io.aloft.vrrp.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.track.TrackFileSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatcherTest {

    private final BlockingQueue<Integer> told = new LinkedBlockingQueue<>();

    @TempDir
    private Path directory;

    private @Nullable FileWatcher watcher;

    @AfterEach
    void close() {
        if (watcher != null) {
            watcher.close();
        }
    }

    @Test
    void writtenInPlaceRenamedAndDeletedFilesAreSeen() throws Exception {
        Path file = directory.resolve("f");
        watch(file, null);
        assertTold(0);
        Files.writeString(file, "5\n");
        assertTold(5);
        Files.writeString(file, "0x10");
        assertTold(16);
        Files.writeString(directory.resolve("new"), "7");
        Files.move(directory.resolve("new"), file, StandardCopyOption.ATOMIC_MOVE);
        assertTold(7);
        Files.move(file, directory.resolve("away"));
        assertTold(0);
        Files.writeString(file, "9");
        assertTold(9);
        Files.delete(file);
        assertTold(0);
    }

    /** A shell truncates the file before it writes; a router that saw the empty file would change its priority twice. */
    @Test
    void aFileOnItsWayToAnotherNumberIsNotTakenForEmpty() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "1");
        watch(file, null);
        assertTold(1);
        for (int value = 2; value < 30; value++) {
            Files.writeString(file, Integer.toString(value));
            assertTold(value);
        }
        Files.writeString(file, "");
        assertTold(0);
        assertThat(told).isEmpty();
    }

    @Test
    void aNumberThatDoesNotFitLeavesTheOldOne() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "4");
        watch(file, null);
        assertTold(4);
        Files.writeString(file, "99999999999");
        Files.writeString(directory.resolve("g"), "");
        Files.writeString(file, "6");
        assertTold(6);
    }

    @Test
    void aDirectoryThatComesLaterAndOneThatIsMadeAnewAreFound() throws Exception {
        Path below = directory.resolve("later");
        watch(below.resolve("f"), null);
        assertTold(0);
        Files.createDirectory(below);
        Files.writeString(below.resolve("f"), "3");
        assertTold(3);
        Files.delete(below.resolve("f"));
        Files.delete(below);
        assertTold(0);
        Files.createDirectory(below);
        Files.writeString(below.resolve("f"), "8");
        assertTold(8);
    }

    @Test
    void aLinkThatIsTurnedIsFollowed() throws Exception {
        Path one =
                Files.writeString(Files.createDirectory(directory.resolve("v1")).resolve("f"), "1");
        Path two =
                Files.writeString(Files.createDirectory(directory.resolve("v2")).resolve("f"), "2");
        Path link = Files.createSymbolicLink(directory.resolve("f"), one);
        watch(link, null);
        assertTold(1);
        Files.move(
                Files.createSymbolicLink(directory.resolve("l"), two),
                link,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        assertTold(2);
        Files.writeString(two, "22");
        assertTold(22);
    }

    @Test
    void whatIsNoFileCountsAsZero() throws Exception {
        Files.createDirectory(directory.resolve("f"));
        watch(directory.resolve("f"), null);
        assertTold(0);
    }

    @Test
    void aKernelFileIsLookedAtOnceASecond() throws Exception {
        Path file = Path.of("/proc/sys/kernel/pid_max");
        watch(file, null);
        // Such a file has no size and gives all of its text to the first read only.
        try (InputStream in = Files.newInputStream(file)) {
            assertTold(Integer.parseInt(new String(in.readNBytes(100), StandardCharsets.US_ASCII).strip()));
        }
    }

    @Test
    void initFileCreatesOverwritesAndLeavesAlone() throws Exception {
        Path file = directory.resolve("f");
        TrackedFiles.create(spec(file, new TrackFileSpec.Initial(12, false)));
        assertThat(file).hasContent("12\n");
        TrackedFiles.create(spec(file, new TrackFileSpec.Initial(3, false)));
        assertThat(file).hasContent("12\n");
        assertThat(TrackedFiles.prepare(List.of(spec(file, new TrackFileSpec.Initial(3, true)))))
                .containsEntry("f", 3);
        assertThat(file).hasContent("3\n");
    }

    @Test
    void initFileFollowsNoLink() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        Path link = Files.createSymbolicLink(directory.resolve("f"), victim);
        TrackedFiles.create(spec(link, new TrackFileSpec.Initial(1, true)));
        assertThat(victim).hasContent("precious");
        Path dangling = Files.createSymbolicLink(directory.resolve("g"), directory.resolve("nowhere"));
        TrackedFiles.create(spec(dangling, new TrackFileSpec.Initial(1, true)));
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    private void watch(Path file, TrackFileSpec.@Nullable Initial initial) {
        watcher = FileWatcher.start(List.of(spec(file, initial)), (name, value) -> told.add(value));
    }

    private void assertTold(int value) throws InterruptedException {
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(value);
    }

    private static TrackFileSpec spec(Path file, TrackFileSpec.@Nullable Initial initial) {
        return new TrackFileSpec("f", file.toString(), 1, false, initial);
    }
}
