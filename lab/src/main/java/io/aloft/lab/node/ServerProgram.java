package io.aloft.lab.node;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.process.Program;
import io.aloft.lab.process.Signal;
import io.aloft.lab.process.WorkDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server of the distribution on a test host, in the foreground, with a configuration of the test's. */
public final class ServerProgram implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    /** Which server. */
    public enum Kind {
        NGINX,
        HAPROXY,
        /** DNS. */
        DNSMASQ,
        /** SMTP. */
        OPENSMTPD;

        private List<String> command(Path directory, Path config) {
            String file = config.toString();
            return switch (this) {
                case NGINX -> List.of("nginx", "-e", "stderr", "-p", directory.toString(), "-c", file);
                case HAPROXY -> List.of("haproxy", "-db", "-f", file);
                case DNSMASQ -> List.of("dnsmasq", "--keep-in-foreground", "--conf-file=" + file);
                case OPENSMTPD -> List.of("smtpd", "-d", "-f", file);
            };
        }
    }

    private final Kind kind;
    private final TestHost host;
    private final WorkDirectory directory;
    private @Nullable Program program;

    /** Starts nothing yet. */
    public ServerProgram(Kind kind, TestHost host) {
        this.kind = kind;
        this.host = host;
        directory = new WorkDirectory("server");
    }

    /** A file beside its configuration, such as a key. */
    public Path write(String name, String text) {
        return directory.write(name, text);
    }

    /** Where its files lie; the configuration may name it. */
    public Path directory() {
        return directory.path();
    }

    /**
     * Starts it, after the end of the one before.
     *
     * @param configuration in the server's own language
     */
    public void start(String configuration) {
        stop();
        Path config = directory.write("server.conf", configuration);
        program = Program.start(kind + "@" + host, host.builder(kind.command(directory.path(), config)), line -> {});
    }

    /** Ends it; whoever asks is refused from then on. */
    public void stop() {
        if (program != null && program.isAlive()) {
            program.signal(Signal.TERM);
            program.awaitEnd(STOP_LIMIT);
        }
    }

    /** The end of what it printed, for a message. */
    public String tail() {
        return program == null ? "not started" : program.tail();
    }

    @Override
    public void close() {
        stop();
        directory.close();
    }
}
