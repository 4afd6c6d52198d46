package io.aloft.vrrp.watch;

import io.aloft.model.track.TrackFileSpec;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the files of {@code track_file} by inotify on their directories, on the thread {@code file-watcher}.
 *
 * <p>Java tells of each write, not of the end of writing. So a file is read when nothing has happened to it for a moment,
 * and one that is empty gets a second look: it may only be on its way to its number. What inotify cannot watch (a
 * directory that is not there, a file system that other machines or the kernel write) is looked at once a second.
 */
public final class FileWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    /** File systems on which inotify says nothing, or not what others do. keepalived refuses them. */
    private static final Set<String> DEAF_FILE_SYSTEMS = Set.of(
            "proc",
            "sysfs",
            "cgroup",
            "cgroup2",
            "debugfs",
            "tracefs",
            "bpf",
            "efivarfs",
            "devpts",
            "mqueue",
            "selinuxfs",
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "romfs",
            "sysv",
            "securityfs",
            "pstore",
            "configfs",
            "9p",
            "ceph");

    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private static final long QUIET_NANOS = Duration.ofMillis(20).toNanos();
    private static final long EMPTY_NANOS = Duration.ofMillis(80).toNanos();
    private static final long LONGEST_WAIT_NANOS = Duration.ofMillis(200).toNanos();
    private static final long POLL_NANOS = Duration.ofSeconds(1).toNanos();

    /** How often the directories themselves are checked: one may have been moved away and made anew. */
    private static final int POLLS_PER_RENEWAL = 10;

    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    /** One file. */
    private static final class Entry {
        final TrackFileSpec spec;
        final Path path;
        final List<Path> directories = new ArrayList<>();
        boolean watched;
        boolean said;
        boolean known;
        int value;
        long dueNanos = NEVER;
        long firstEventNanos = NEVER;
        boolean secondLook;

        Entry(TrackFileSpec spec) {
            this.spec = spec;
            this.path = Path.of(spec.path()).toAbsolutePath();
        }
    }

    private final FileListener listener;
    private final @Nullable WatchService service;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<WatchKey, Path> keys = new HashMap<>();
    private final Thread thread = Thread.ofPlatform().name("file-watcher").unstarted(this::run);
    private volatile boolean stopping;

    private FileWatcher(List<TrackFileSpec> specs, FileListener listener, @Nullable WatchService service) {
        this.listener = listener;
        this.service = service;
        specs.forEach(spec -> entries.put(spec.name(), new Entry(spec)));
    }

    /**
     * Starts the thread. Every file is told once, then each change. A reload closes the watcher and starts another one.
     */
    public static FileWatcher start(List<TrackFileSpec> specs, FileListener listener) {
        WatchService service = null;
        try {
            service = FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            LOG.warn(
                    "track_file: inotify is not available ({}); files are looked at once a second."
                            + " A greater fs.inotify.max_user_instances may help",
                    e.getMessage());
        }
        FileWatcher watcher = new FileWatcher(specs, listener, service);
        watcher.thread.start();
        return watcher;
    }

    private void run() {
        entries.values().forEach(FileWatcher::create);
        long nextPoll = System.nanoTime();
        int polls = 0;
        while (!stopping) {
            try {
                long now = System.nanoTime();
                if (nextPoll <= now) {
                    // Before anything that may fail, or a defect would be met again at once and for ever.
                    nextPoll = now + POLL_NANOS;
                    poll(polls++ % POLLS_PER_RENEWAL == 0);
                }
                readDue(System.nanoTime());
                await(Math.min(nextPoll, nextDue()) - System.nanoTime());
            } catch (ClosedWatchServiceException e) {
                return;
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt this thread except at the end of the program.
                return;
            } catch (RuntimeException e) {
                LOG.error("defect in the watcher of track_file, please report it", e);
            }
        }
    }

    private static void create(Entry entry) {
        try {
            TrackedFiles.create(entry.spec);
        } catch (RuntimeException e) {
            LOG.error("defect in making the file of track_file {}, please report it", entry.spec.name(), e);
        }
    }

    private void await(long nanos) throws InterruptedException {
        if (service == null) {
            synchronized (this) {
                TimeUnit.NANOSECONDS.timedWait(this, nanos);
            }
            return;
        }
        WatchKey key = service.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        if (key != null) {
            heard(key, System.nanoTime());
        }
    }

    /** Looks at everything that is not watched, and now and then whether the watched directories are still the same. */
    private void poll(boolean all) {
        for (Entry entry : entries.values()) {
            if (all || !entry.watched) {
                entry.watched = watch(entry);
                read(entry);
            }
        }
    }

    private boolean watch(Entry entry) {
        WatchService inotify = service;
        entry.directories.clear();
        if (inotify == null) {
            return false;
        }
        try {
            List<Path> directories = new ArrayList<>(List.of(parent(entry.path)));
            if (Files.isSymbolicLink(entry.path) && Files.exists(entry.path)) {
                directories.add(parent(entry.path.toRealPath()));
            }
            for (Path directory : directories) {
                if (!isWatchable(entry, directory)) {
                    return false;
                }
                keys.put(directory.register(inotify, KINDS), directory);
                entry.directories.add(directory);
            }
            entry.said = false;
            return true;
        } catch (IOException e) {
            say(entry, "cannot watch the directory of " + entry.path + " (" + e + ")");
            return false;
        }
    }

    private boolean isWatchable(Entry entry, Path directory) throws IOException {
        String type = Files.getFileStore(directory).type();
        if (DEAF_FILE_SYSTEMS.contains(type) || type.startsWith("fuse")) {
            say(entry, "inotify does not work for " + entry.path + " on a file system of type " + type);
            return false;
        }
        return true;
    }

    private static void say(Entry entry, String what) {
        if (!entry.said) {
            entry.said = true;
            LOG.warn("track_file {}: {}; it is looked at once a second", entry.spec.name(), what);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private void heard(WatchKey key, long now) {
        Path directory = keys.get(key);
        List<WatchEvent<?>> events = key.pollEvents();
        boolean valid = key.reset();
        if (!valid) {
            keys.remove(key);
        }
        for (Entry entry : entries.values()) {
            if (directory == null || !entry.directories.contains(directory)) {
                continue;
            }
            if (!valid) {
                // The directory is gone, and the file with it.
                entry.watched = false;
            }
            if (!valid || events.stream().anyMatch(event -> concerns(entry, event))) {
                happened(entry, now);
            }
        }
    }

    private static boolean concerns(Entry entry, WatchEvent<?> event) {
        // A link can come to lead elsewhere by an event of any name, as where a directory of versions is swapped.
        return event.kind() == StandardWatchEventKinds.OVERFLOW
                || event.context() instanceof Path name && name.equals(entry.path.getFileName())
                || Files.isSymbolicLink(entry.path);
    }

    private static void happened(Entry entry, long now) {
        if (entry.firstEventNanos == NEVER) {
            entry.firstEventNanos = now;
        }
        entry.secondLook = false;
        entry.dueNanos = Math.min(now + QUIET_NANOS, entry.firstEventNanos + LONGEST_WAIT_NANOS);
    }

    private long nextDue() {
        long next = NEVER;
        for (Entry entry : entries.values()) {
            next = Math.min(next, entry.dueNanos);
        }
        return next;
    }

    private void readDue(long now) {
        for (Entry entry : entries.values()) {
            if (entry.dueNanos <= now) {
                if (!entry.secondLook && TrackedFiles.isEmpty(entry.spec)) {
                    entry.secondLook = true;
                    entry.dueNanos = now + EMPTY_NANOS;
                    continue;
                }
                read(entry);
            }
        }
    }

    private void read(Entry entry) {
        entry.dueNanos = NEVER;
        entry.firstEventNanos = NEVER;
        entry.secondLook = false;
        if (Files.isSymbolicLink(entry.path)) {
            entry.watched = watch(entry);
        }
        int value = TrackedFiles.read(entry.spec, entry.value);
        if (!entry.known || value != entry.value) {
            entry.known = true;
            entry.value = value;
            listener.fileChanged(entry.spec.name(), value);
        }
    }

    /** Ends the thread; nothing is told any more when this returns. */
    @Override
    public void close() {
        stopping = true;
        try {
            if (service != null) {
                service.close();
            }
            synchronized (this) {
                notifyAll();
            }
            if (Thread.currentThread() != thread && !thread.join(STOP_LIMIT)) {
                LOG.error("the watcher of track_file did not end within {} s", STOP_LIMIT.toSeconds());
            }
        } catch (IOException e) {
            LOG.warn("cannot close inotify: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
