package io.aloft.daemon;

import io.aloft.checkers.kernel.SyncDaemonKeeper;
import io.aloft.config.LoadOptions;
import io.aloft.config.LoadResult;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.daemon.http.SocketPath;
import io.aloft.daemon.lifecycle.PidFiles;
import io.aloft.daemon.lifecycle.SignalTable;
import io.aloft.ipvs.genl.GenlIpvsClient;
import io.aloft.model.ConfigImage;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.notify.Notifier;
import io.aloft.notify.script.ScriptOptions;
import io.aloft.notify.script.ScriptOutcome;
import io.aloft.notify.script.ScriptRunner;
import io.aloft.vrrp.bfd.runtime.BfdListener;
import io.aloft.vrrp.channel.PcapChannel;
import io.aloft.vrrp.channel.RawUnicastChannel;
import io.aloft.vrrp.runtime.VrrpLoop;
import io.aloft.vrrp.runtime.VrrpPorts;
import io.aloft.vrrp.runtime.VrrpStatus;
import io.aloft.vrrp.track.ScriptRun;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running daemon: wires the parts together, waits for signals, and takes everything down in the right order. The
 * main thread owns it.
 */
final class Daemon {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private static final long STATUS_LIMIT_SECONDS = 2;

    private final CommandLine line;
    private final Path file;
    private final LoadOptions options;
    private final BlockingQueue<SignalTable> signals = new ArrayBlockingQueue<>(16);
    private final SyncDaemonKeeper syncDaemons = new SyncDaemonKeeper(GenlIpvsClient::open);
    private @Nullable LoadResult running;

    Daemon(CommandLine line, Path file, LoadOptions options) {
        this.line = line;
        this.file = file;
        this.options = options;
    }

    /** Runs until told to stop. Returns the exit status. */
    int run() {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> LOG.error("defect, please report it: thread {} ended", thread.getName(), e));
        try (PidFiles pidFiles = new PidFiles()) {
            if (!takePidFiles(pidFiles)) {
                return ExitStatus.OK;
            }
            listenToSignals();
            LOG.info("Starting Aloft with {}", file);
            LoadResult loaded = Main.load(file, options);
            tell(loaded);
            ConfigImage image = loaded.runnable();
            if (image == null) {
                LOG.error("{} cannot be used, Aloft does not start", file);
                return loaded.testExitStatus() == ExitStatus.OK
                        ? ExitStatus.CONFIG_UNREADABLE
                        : loaded.testExitStatus();
            }
            running = loaded;
            return runWith(image);
        } catch (IOException e) {
            LOG.error("{}", e.getMessage());
            return e.getCause() instanceof AccessDeniedException ? ExitStatus.NO_PERMISSION : ExitStatus.FATAL;
        } catch (RuntimeException | Error e) {
            LOG.error("defect, please report it: Aloft ends", e);
            return ExitStatus.FATAL;
        }
    }

    private Path pidFile() {
        return line.value(Option.PID).map(Path::of).orElse(PidFiles.DEFAULT);
    }

    private boolean takePidFiles(PidFiles pidFiles) throws IOException {
        try {
            pidFiles.take(pidFile());
            for (Option other : List.of(Option.VRRP_PID, Option.CHECKERS_PID)) {
                if (line.value(other).isPresent()) {
                    pidFiles.take(line.value(other).map(Path::of).orElseThrow());
                }
            }
            return true;
        } catch (PidFiles.AlreadyRunning e) {
            LOG.warn("{}", e.getMessage());
            return false;
        }
    }

    private int runWith(ConfigImage image) throws NetlinkException {
        var scripts = new ScriptRunner(scriptOptions(image));
        var notifier = new Notifier(scripts);
        var balancing = new LoadBalancing(
                scripts, notifier, !line.has(Option.CHECK), SocketPath.of(pidFile()), syncDaemons::trouble);
        @Nullable VrrpLoop vrrp = null;
        try {
            syncDaemons.configure(image, !line.has(Option.VRRP));
            vrrp = line.has(Option.CHECK) ? null : startVrrp(image, scripts, notifier, balancing.sessions());
            if (!line.has(Option.VRRP)) {
                balancing.serve(image);
            }
            waitForStop(vrrp, balancing, scripts);
        } finally {
            stop(vrrp, balancing, notifier, scripts);
        }
        return ExitStatus.OK;
    }

    private void stop(@Nullable VrrpLoop vrrp, LoadBalancing balancing, Notifier notifier, ScriptRunner scripts) {
        LOG.info("Stopping");
        // The addresses go first: every millisecond that they stay after "stop" is one without service.
        if (vrrp != null) {
            if (line.has(Option.DONT_RELEASE_VRRP)) {
                vrrp.closeKeepingAddresses();
            } else {
                vrrp.close();
            }
        }
        balancing.close(line.has(Option.DONT_RELEASE_IPVS));
        syncDaemons.close();
        notifier.close();
        scripts.close();
        LOG.info("Stopped");
    }

    private static ScriptOptions scriptOptions(ConfigImage image) {
        return new ScriptOptions(image.global().scripts().security(), ScriptOptions.DEFAULT_UMASK);
    }

    private VrrpLoop startVrrp(ConfigImage image, ScriptRunner scripts, Notifier notifier, BfdListener sessions)
            throws NetlinkException {
        var ports = new VrrpPorts(
                PcapChannel::open,
                RawUnicastChannel::open,
                (script, whenDone) -> scripts.start(
                        script.command(), script.timeout(), outcome -> whenDone.accept(asRun(outcome)))::isRunning,
                Main::interfaceGroup,
                sessions);
        var loop = new VrrpLoop(image, ports, new VrrpNotices(notifier, syncDaemons));
        loop.start();
        return loop;
    }

    private static ScriptRun asRun(ScriptOutcome outcome) {
        return switch (outcome) {
            case ScriptOutcome.Exited exited -> new ScriptRun.Exited(exited.status());
            case ScriptOutcome.Signalled signalled -> new ScriptRun.Killed(signalled.signal());
            case ScriptOutcome.TimedOut timedOut -> new ScriptRun.TimedOut();
            case ScriptOutcome.NotStarted notStarted -> new ScriptRun.NotStarted(notStarted.reason());
        };
    }

    private void listenToSignals() {
        for (SignalTable entry : SignalTable.values()) {
            sun.misc.Signal.handle(new sun.misc.Signal(entry.signal()), signal -> signalled(entry));
        }
        sun.misc.Signal.handle(
                new sun.misc.Signal("INT"),
                line.has(Option.IGNORE_SIGINT)
                        ? sun.misc.SignalHandler.SIG_IGN
                        : signal -> signalled(SignalTable.STOP));
    }

    /** Nobody can be made to wait here, so more wishes than there is room for are dropped; the wish to end never is. */
    private void signalled(SignalTable entry) {
        if (entry == SignalTable.STOP) {
            signals.clear();
        }
        signals.offer(entry);
    }

    private void waitForStop(@Nullable VrrpLoop vrrp, LoadBalancing balancing, ScriptRunner scripts) {
        while (true) {
            try {
                switch (signals.take()) {
                    case STOP -> {
                        return;
                    }
                    case RELOAD -> reload(vrrp, balancing, scripts);
                    case DATA -> tellStatus(vrrp, false);
                    case STATS -> tellStatus(vrrp, true);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // The addresses are served by other threads; they do not go away because of what this one does.
                LOG.error("defect, please report it: Aloft goes on as it was", e);
            }
        }
    }

    /** A configuration that cannot be used leaves the running one untouched. */
    private void reload(@Nullable VrrpLoop vrrp, LoadBalancing balancing, ScriptRunner scripts) {
        LOG.info("Reloading ...");
        LoadResult loaded = Main.load(file, options);
        tell(loaded);
        ConfigImage image = loaded.runnable();
        Optional<String> objection = ReloadObjection.to(loaded, running);
        if (image == null || objection.isPresent()) {
            LOG.error("{} cannot be used, the running configuration stays: {}", file, objection.orElse("see above"));
            return;
        }
        running = loaded;
        scripts.configure(scriptOptions(image));
        syncDaemons.configure(image, !line.has(Option.VRRP));
        if (vrrp != null) {
            vrrp.reload(image);
        }
        if (!line.has(Option.VRRP)) {
            balancing.serve(image);
        }
        LOG.info("Reload complete");
    }

    private static void tell(LoadResult loaded) {
        for (Diagnostic diagnostic : loaded.diagnostics()) {
            switch (diagnostic.severity()) {
                case ERROR -> LOG.error("{}", diagnostic);
                case WARNING -> LOG.warn("{}", diagnostic);
                case NOTICE -> LOG.info("{}", diagnostic);
            }
        }
    }

    private static void tellStatus(@Nullable VrrpLoop vrrp, boolean counters) throws InterruptedException {
        if (vrrp == null) {
            return;
        }
        try {
            VrrpStatus status = vrrp.status().get(STATUS_LIMIT_SECONDS, TimeUnit.SECONDS);
            if (counters) {
                StatusLog.counters(status);
            } else {
                StatusLog.states(status);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("the VRRP loop does not answer: {}", e.toString());
        }
    }
}
