package io.aloft.lab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory of one's own, readable by nobody else, that is gone after closing. */
public final class WorkDirectory implements AutoCloseable {
    private final Path path;
    private final Runnable undo = this::delete;

    /** Makes the directory below the temporary directory. */
    public WorkDirectory(String name) {
        try {
            path = Files.createTempDirectory("aloft-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for " + name, e);
        }
        AtExit.undo(undo);
    }

    public Path path() {
        return path;
    }

    /** A file in it; not created. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** Writes a text file in it. */
    public Path write(String name, String text) {
        try {
            return Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete();
        AtExit.forget(undo);
    }

    private void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
