package io.aloft.vrrp.runtime;

import io.aloft.model.ConfigImage;
import io.aloft.model.track.BfdSpec;
import io.aloft.model.track.TrackFileSpec;
import io.aloft.model.track.TrackProcessSpec;
import io.aloft.model.vrrp.InterfaceSettings.PolledLink;
import io.aloft.vrrp.bfd.runtime.BfdListener;
import io.aloft.vrrp.bfd.runtime.BfdLoop;
import io.aloft.vrrp.watch.FileWatcher;
import io.aloft.vrrp.watch.LinkPoller;
import io.aloft.vrrp.watch.ProcessWatcher;
import io.aloft.vrrp.watch.TrackedFiles;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What looks at files, processes, links and BFD sessions on threads of its own and tells the VRRP loop; each is started only
 * when something is tracked. Owned by the thread that starts and reloads the loop, since it works with files.
 */
final class Observers implements AutoCloseable {

    private final Consumer<LoopInput> report;
    private final BfdListener alsoInterested;
    private List<TrackFileSpec> trackedFiles = List.of();
    private @Nullable FileWatcher files;
    private @Nullable ProcessWatcher processes;
    private @Nullable LinkPoller links;
    private @Nullable BfdLoop bfd;

    /**
     * @param report takes everything for the VRRP loop
     * @param alsoInterested is told of BFD sessions too
     */
    Observers(Consumer<LoopInput> report, BfdListener alsoInterested) {
        this.report = report;
        this.alsoInterested = alsoInterested;
    }

    /** Tells how tracked files and processes are, so that a router starts with what is true. */
    void look(ConfigImage image) {
        TrackedFiles.prepare(image.tracked().files())
                .forEach((name, value) -> report.accept(new LoopInput.FileChanged(name, value)));
        if (!image.tracked().processes().isEmpty()) {
            ProcessWatcher.look(image.tracked().processes())
                    .forEach((name, reached) -> report.accept(new LoopInput.ProcessChanged(name, reached)));
        }
    }

    /** Observes what {@code image} tracks, and nothing else any more. */
    void observe(ConfigImage image) {
        observeFiles(image.tracked().files());
        observeProcesses(image.tracked().processes());
        observeLinks(List.copyOf(PolledLinks.of(image).values()));
        observeSessions(image.tracked().bfdInstances());
    }

    private void observeFiles(List<TrackFileSpec> wanted) {
        if (wanted.equals(trackedFiles)) {
            return;
        }
        trackedFiles = wanted;
        if (files != null) {
            files.close();
            files = null;
        }
        if (!wanted.isEmpty()) {
            files = FileWatcher.start(wanted, (name, value) -> report.accept(new LoopInput.FileChanged(name, value)));
        }
    }

    private void observeProcesses(List<TrackProcessSpec> wanted) {
        if (processes != null) {
            processes.reload(wanted);
        } else if (!wanted.isEmpty()) {
            processes = ProcessWatcher.start(
                    wanted,
                    (name, reached) -> report.accept(new LoopInput.ProcessChanged(name, reached)),
                    ProcessWatcher.open());
        }
    }

    private void observeLinks(List<PolledLink> wanted) {
        if (links != null) {
            links.reload(wanted);
        } else if (!wanted.isEmpty()) {
            links = LinkPoller.start(wanted, (name, up) -> report.accept(new LoopInput.LinkBeat(name, up)));
        }
    }

    private void observeSessions(List<BfdSpec> wanted) {
        if (bfd != null) {
            bfd.reload(wanted);
        } else if (!wanted.isEmpty()) {
            bfd = new BfdLoop(this::sessionChanged);
            bfd.start(wanted);
        }
    }

    private void sessionChanged(String name, boolean up, long eventNanos) {
        report.accept(new LoopInput.BfdChanged(name, up, eventNanos));
        alsoInterested.sessionChanged(name, up, eventNanos);
    }

    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
        if (processes != null) {
            processes.close();
        }
        if (links != null) {
            links.close();
        }
        if (bfd != null) {
            bfd.close();
        }
    }
}
