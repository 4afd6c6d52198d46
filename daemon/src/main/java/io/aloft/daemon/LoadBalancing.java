package io.aloft.daemon;

import io.aloft.checkers.health.HealthChange;
import io.aloft.checkers.health.HealthStatus;
import io.aloft.checkers.health.ServerOverride;
import io.aloft.checkers.kernel.KernelStatus;
import io.aloft.checkers.kernel.MarkFilter;
import io.aloft.checkers.runtime.HealthService;
import io.aloft.daemon.http.ControlServer;
import io.aloft.daemon.http.ServerControl;
import io.aloft.ipvs.genl.GenlIpvsClient;
import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;
import io.aloft.notify.Notifier;
import io.aloft.notify.script.ScriptRunner;
import io.aloft.vrrp.bfd.runtime.BfdListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything about virtual servers in the daemon: health checking, what it hears from outside of the network, and the control
 * socket. It begins with the first virtual server that a configuration has. The main thread owns it.
 */
final class LoadBalancing {

    private static final Logger LOG = LoggerFactory.getLogger(LoadBalancing.class);

    private final ScriptRunner scripts;
    private final Notifier notifier;
    private final HealthInputs inputs;
    private final Path socket;
    private final Supplier<@Nullable String> syncTrouble;
    private @Nullable HealthService service;
    private @Nullable ControlServer control;

    /**
     * @param vrrpRuns whether a VRRP loop runs beside, which then tells {@link #sessions}
     * @param socket where to listen for commands
     * @param syncTrouble why a sync daemon does not run as configured
     */
    LoadBalancing(
            ScriptRunner scripts,
            Notifier notifier,
            boolean vrrpRuns,
            Path socket,
            Supplier<@Nullable String> syncTrouble) {
        this.scripts = scripts;
        this.notifier = notifier;
        this.inputs = new HealthInputs(vrrpRuns);
        this.socket = socket;
        this.syncTrouble = syncTrouble;
    }

    /** Is to be told of BFD sessions by whoever has them. */
    BfdListener sessions() {
        return inputs;
    }

    /** Serves what the configuration says, instead of what was served before. */
    void serve(ConfigImage image) {
        HealthService running = service;
        if (running != null) {
            inputs.observe(image, running);
            running.reload(image);
        } else if (image.virtualServers().isEmpty()) {
            return;
        } else {
            running = new HealthService(
                    image, GenlIpvsClient::open, MarkFilter::nftables, new ScriptPrograms(scripts), this::changed);
            service = running;
            inputs.observe(image, running);
            running.start();
            control = listen(running);
        }
    }

    private void changed(HealthChange change) {
        if (change.script() != null) {
            notifier.run(change.script(), subject(change));
        }
    }

    private static String subject(HealthChange change) {
        return switch (change) {
            case HealthChange.RealServerChanged real ->
                "RS " + real.virtualServer().describe(real.realServer()) + " of VS " + real.virtualServer();
            case HealthChange.QuorumChanged quorum -> "VS " + quorum.virtualServer();
        };
    }

    private @Nullable ControlServer listen(HealthService running) {
        try {
            return ControlServer.open(socket, new ServerControl() {
                @Override
                public CompletionStage<HealthStatus> status() {
                    return running.status();
                }

                @Override
                public KernelStatus kernel() {
                    return running.kernelStatus();
                }

                @Override
                public @Nullable String syncDaemon() {
                    return syncTrouble.get();
                }

                @Override
                public CompletionStage<Boolean> override(
                        VirtualServerKey virtualServer, Endpoint realServer, ServerOverride override) {
                    return running.override(virtualServer, realServer, override);
                }
            });
        } catch (IOException e) {
            LOG.warn("aloft server cannot reach this daemon: {}", e.getMessage());
            return null;
        }
    }

    /** @param keepServices leaves the kernel's table as it is */
    void close(boolean keepServices) {
        if (control != null) {
            control.close();
        }
        inputs.close();
        if (service != null) {
            if (keepServices) {
                service.closeKeepingServices();
            } else {
                service.close();
            }
        }
    }
}
