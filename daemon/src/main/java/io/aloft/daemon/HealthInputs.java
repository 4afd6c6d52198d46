package io.aloft.daemon;

import io.aloft.checkers.runtime.HealthService;
import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.track.BfdSpec;
import io.aloft.model.track.TrackFileSpec;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.vrrp.bfd.runtime.BfdListener;
import io.aloft.vrrp.bfd.runtime.BfdLoop;
import io.aloft.vrrp.watch.FileWatcher;
import io.aloft.vrrp.watch.TrackedFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What health checking hears of besides its checks: numbers in files (FILE_CHECK), which have a watcher of their own here, BFD
 * sessions (BFD_CHECK), which are VRRP's where that runs, as there can be only one on each port, and addresses of this machine
 * ({@code ha_suspend}). Owned by the main thread; sessions are told on theirs.
 */
final class HealthInputs implements BfdListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HealthInputs.class);

    private final boolean vrrpRuns;
    private final Map<String, Boolean> sessions = new HashMap<>();
    private List<TrackFileSpec> watched = List.of();
    private @Nullable HealthService health;
    private @Nullable FileWatcher files;
    private @Nullable BfdLoop bfd;
    private @Nullable LocalAddresses addresses;

    /**
     * @param vrrpRuns whether a VRRP loop runs beside, which then makes the files of {@code init_file} and tells of sessions
     */
    HealthInputs(boolean vrrpRuns) {
        this.vrrpRuns = vrrpRuns;
    }

    /** Watches what the checkers of {@code image} need. The service must know the numbers before it starts or reloads. */
    void observe(ConfigImage image, HealthService service) {
        hand(service);
        observeFiles(needed(image, HealthInputs::fileOf, image.tracked().files(), TrackFileSpec::name), service);
        if (!vrrpRuns) {
            observeSessions(
                    needed(image, HealthInputs::sessionOf, image.tracked().bfdInstances(), BfdSpec::name));
        }
        if (addresses == null && image.virtualServers().stream().anyMatch(VirtualServerSpec::haSuspend)) {
            observeAddresses(service);
        }
    }

    /** What sessions have said before there was a service; from here on it remembers that itself. */
    private synchronized void hand(HealthService service) {
        health = service;
        sessions.forEach(service::bfdChanged);
        sessions.clear();
    }

    @Override
    public synchronized void sessionChanged(String name, boolean up, long eventNanos) {
        HealthService service = health;
        if (service != null) {
            service.bfdChanged(name, up);
        } else {
            sessions.put(name, up);
        }
    }

    private void observeFiles(List<TrackFileSpec> wanted, HealthService service) {
        if (wanted.equals(watched)) {
            return;
        }
        watched = wanted;
        if (files != null) {
            files.close();
            files = null;
        }
        if (!wanted.isEmpty()) {
            List<TrackFileSpec> specs =
                    vrrpRuns ? wanted.stream().map(HealthInputs::alreadyMade).toList() : wanted;
            TrackedFiles.prepare(specs).forEach((name, value) -> service.fileChanged(name, value));
            files = FileWatcher.start(specs, service::fileChanged);
        }
    }

    private void observeSessions(List<BfdSpec> wanted) {
        if (bfd != null) {
            bfd.reload(wanted);
        } else if (!wanted.isEmpty()) {
            bfd = new BfdLoop(this);
            bfd.start(wanted);
        }
    }

    private void observeAddresses(HealthService service) {
        try {
            addresses = LocalAddresses.watch(service::addressChanged);
        } catch (NetlinkException e) {
            LOG.error("ha_suspend cannot work, checks of its virtual servers rest: {}", e.getMessage());
        }
    }

    private static TrackFileSpec alreadyMade(TrackFileSpec file) {
        return new TrackFileSpec(file.name(), file.path(), file.weight(), file.reverse(), null);
    }

    private static <T> List<T> needed(
            ConfigImage image, Function<CheckerSpec, @Nullable String> use, List<T> all, Function<T, String> name) {
        Set<String> names = image.virtualServers().stream()
                .flatMap(service -> service.realServers().stream())
                .flatMap(server -> server.checkers().stream())
                .map(use)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        return all.stream().filter(each -> names.contains(name.apply(each))).toList();
    }

    private static @Nullable String fileOf(CheckerSpec checker) {
        return checker instanceof CheckerSpec.FileCheck file ? file.trackFile() : null;
    }

    private static @Nullable String sessionOf(CheckerSpec checker) {
        return checker instanceof CheckerSpec.BfdCheck session ? session.instance() : null;
    }

    /** Stops watching; sessions of the VRRP loop are not its own to end. */
    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
        if (bfd != null) {
            bfd.close();
        }
        if (addresses != null) {
            addresses.close();
        }
    }
}
