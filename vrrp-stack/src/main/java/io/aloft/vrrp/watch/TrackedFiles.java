package io.aloft.vrrp.watch;

import io.aloft.model.track.TrackFileSpec;
import io.aloft.vrrp.track.TrackedFileContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reading and creating the files of {@code track_file}. */
public final class TrackedFiles {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    private TrackedFiles() {}

    /**
     * Creates what {@code init_file} asks for and reads every file: what holds before a watcher has told anything. For the
     * start, since it works with files on the calling thread.
     *
     * @return number by name
     */
    public static Map<String, Integer> prepare(List<TrackFileSpec> specs) {
        Map<String, Integer> values = new HashMap<>();
        for (TrackFileSpec spec : specs) {
            create(spec);
            values.put(spec.name(), read(spec, 0));
        }
        return values;
    }

    /** The number in the file; 0 when there is no file or no number, {@code before} when it cannot be told. */
    static int read(TrackFileSpec spec, int before) {
        Path path = Path.of(spec.path());
        // A FIFO or a device would keep the reader waiting, or never end.
        if (!Files.isRegularFile(path)) {
            return 0;
        }
        try (InputStream in = Files.newInputStream(path)) {
            // Latin-1 has a character for each byte, so that no byte can make this fail.
            String text = new String(in.readNBytes(TrackedFileContent.MOST_BYTES), StandardCharsets.ISO_8859_1);
            OptionalInt number = TrackedFileContent.parse(text);
            if (number.isEmpty()) {
                // Whoever may write the file must not write lines of the log.
                LOG.warn(
                        "Invalid number {} read from {} - ignoring",
                        text.strip().replaceAll("\\p{Cntrl}", "?"),
                        path);
            }
            return number.orElse(before);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            LOG.warn("cannot read track_file {} ({}): {}; it counts as 0", spec.name(), path, e.toString());
            return 0;
        }
    }

    /** True for a file that is there and has nothing in it, as one that is just being written. */
    static boolean isEmpty(TrackFileSpec spec) {
        try {
            return Files.size(Path.of(spec.path())) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Writes the initial number when {@code init_file} asks for it. A link in the place of the file is left alone: in a
     * directory that everybody may write to it could lead anywhere.
     */
    static void create(TrackFileSpec spec) {
        TrackFileSpec.Initial initial = spec.initial();
        if (initial == null) {
            return;
        }
        Path path = Path.of(spec.path());
        byte[] text = (initial.value() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            // CREATE_NEW is O_EXCL, which follows no link.
            write(path, text, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (FileAlreadyExistsException there) {
            if (initial.overwrite()) {
                overwrite(spec, path, text);
            }
        } catch (IOException e) {
            LOG.warn("cannot create track_file {} ({}): {}", spec.name(), path, e.toString());
        }
    }

    private static void overwrite(TrackFileSpec spec, Path path, byte[] text) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            LOG.warn("track_file {} is not overwritten: {} is no regular file", spec.name(), path);
            return;
        }
        try {
            write(
                    path,
                    text,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            LOG.warn("cannot overwrite track_file {} ({}): {}", spec.name(), path, e.toString());
        }
    }

    private static void write(Path path, byte[] text, Set<? extends OpenOption> options) throws IOException {
        try (SeekableByteChannel out = Files.newByteChannel(
                path, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                int written = out.write(bytes);
                assert written >= 0;
            }
        }
    }
}
