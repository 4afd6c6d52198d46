package io.aloft.daemon.command;

import io.aloft.config.LoadOptions;
import io.aloft.config.host.HostFacts;
import io.aloft.config.host.OfflineHost;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For whom a file is read: options that the commands which read files share. */
final class FileOptions {

    @Option(
            names = {"-i", "--config-id"},
            paramLabel = "ID",
            description = "Read lines that begin with @ID, as the machine of that id does; the host name by default.")
    private @Nullable String configId;

    @Option(
            names = "--offline",
            description = "The file is for another machine: take its interfaces, users and scripts for present.")
    private boolean offline;

    boolean offline() {
        return offline;
    }

    HostFacts host(HostFacts here) {
        return offline ? new OfflineHost(here) : here;
    }

    LoadOptions options(HostFacts host) {
        LoadOptions defaults = LoadOptions.forHost(host);
        return configId == null ? defaults : defaults.withConfigId(configId);
    }
}
