package io.aloft.daemon.http;

import io.aloft.daemon.lifecycle.PidFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The place of a control socket: a directory that only its owner may enter, locked by the daemon that listens there. Whoever
 * holds the lock may remove a socket that a killed daemon has left.
 */
public final class SocketPath implements AutoCloseable {

    private static final Path DEFAULT_DIRECTORY = Path.of("/run/aloft");

    private static final String SOCKET = "control.sock";
    private static final String LOCK = "control.lock";

    private final Path socket;
    private final FileChannel lock;

    private SocketPath(Path socket, FileChannel lock) {
        this.socket = socket;
        this.lock = lock;
    }

    /**
     * Where a daemon listens: {@code /run/aloft}, or for one with a pid file of its own beside it, so that several daemons of
     * one machine do not meet: {@code /run/lb.control} for {@code /run/lb.pid}.
     *
     * @param pidFile of the daemon
     */
    public static Path of(Path pidFile) {
        Path file = pidFile.toAbsolutePath();
        if (file.equals(PidFiles.DEFAULT)) {
            return DEFAULT_DIRECTORY.resolve(SOCKET);
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.pid$", "");
        return file.resolveSibling(name + ".control").resolve(SOCKET);
    }

    /**
     * Takes the place for this process. Nothing is at the path of the socket afterwards.
     *
     * @throws IOException when another daemon has it, or the directory is not ours alone, with a text that says so
     */
    static SocketPath take(Path socket) throws IOException {
        Path directory = socket.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("a socket needs a directory: " + socket);
        }
        prepare(directory);
        FileChannel channel = FileChannel.open(
                directory.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                only("rw-------"));
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("another daemon listens at " + socket);
            }
            Files.deleteIfExists(socket);
            return new SocketPath(socket, channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("this process listens already at " + socket, e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void prepare(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, only("rwx------"));
        } catch (FileAlreadyExistsException e) {
            // Looked at below, as the new one is.
        }
        Map<String, Object> found =
                Files.readAttributes(directory, "unix:isDirectory,uid,permissions", LinkOption.NOFOLLOW_LINKS);
        if (!Boolean.TRUE.equals(found.get("isDirectory"))) {
            throw new IOException(directory + " is no directory: move it away");
        }
        if (!ownUid().equals(found.get("uid"))) {
            throw new IOException(directory + " belongs to somebody else: remove it");
        }
        if (found.get("permissions") instanceof Set<?> permissions && mayBeEnteredByOthers(permissions)) {
            throw new IOException(directory + " is open to others: chmod 700 " + directory);
        }
    }

    private static boolean mayBeEnteredByOthers(Set<?> permissions) {
        Set<PosixFilePermission> others = EnumSet.complementOf(EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        return permissions.stream().anyMatch(others::contains);
    }

    private static Object ownUid() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    Path socket() {
        return socket;
    }

    /** Leaves the socket that was made there to its owner. The directory did so already; this is the second door. */
    void restrict() throws IOException {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    }

    /** Removes the socket and gives the place up; the lock file stays, as a new one could be locked beside it. */
    @Override
    public void close() throws IOException {
        try (lock) {
            Files.deleteIfExists(socket);
        }
    }
}
