package io.aloft.daemon.lifecycle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Pid files that stay locked for as long as the process lives, so that a second start notices the first. */
public final class PidFiles implements AutoCloseable {

    /** Where a daemon writes its number that is not told another place; keepalived's. */
    public static final Path DEFAULT = Path.of("/run/keepalived.pid");

    /** Another process holds the lock of this file. */
    public static final class AlreadyRunning extends Exception {
        private static final long serialVersionUID = 1;

        AlreadyRunning(Path file) {
            super("daemon is already running: " + file + " is locked");
        }
    }

    private record Held(Path path, FileChannel channel) {}

    private final List<Held> held = new ArrayList<>();

    /**
     * Creates and locks one file and writes this process's number and a newline.
     *
     * @throws AlreadyRunning when a living process holds it
     * @throws IOException when it cannot be written, or is a symbolic link, with a text that says what to do
     */
    public void take(Path path) throws IOException, AlreadyRunning {
        try {
            lock(path);
        } catch (IOException e) {
            String reason = switch (e) {
                case NoSuchFileException none -> "no such directory";
                case AccessDeniedException denied -> "permission denied";
                case FileSystemException other when other.getReason() != null -> other.getReason();
                default -> String.valueOf(e.getMessage());
            };
            throw new IOException(
                    "cannot write pid file " + path + ": " + reason + "; name another one with -p, -r or -c", e);
        }
    }

    private void lock(Path path) throws IOException, AlreadyRunning {
        // Opening must not follow a link: in a shared directory it might point at somebody's file.
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("two of -p, -r and -c name the file " + path, e);
        }
        if (lock == null) {
            channel.close();
            throw new AlreadyRunning(path);
        }
        channel.truncate(0);
        String text = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        held.add(new Held(path, channel));
    }

    /** Removes the files and releases the locks. */
    @Override
    public void close() {
        for (Held file : held) {
            try {
                Files.deleteIfExists(file.path());
                file.channel().close();
            } catch (IOException e) {
                // The process is about to end, and with it the lock; a leftover file harms nobody.
                continue;
            }
        }
        held.clear();
    }
}
