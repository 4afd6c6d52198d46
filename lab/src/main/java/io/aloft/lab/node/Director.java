package io.aloft.lab.node;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.LogLine;
import io.aloft.lab.process.Program;
import io.aloft.lab.process.Signal;
import io.aloft.lab.process.WorkDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A VRRP daemon in a test host, run as its users run it: a process with a configuration file, seen through its log, the
 * host's addresses and the wire. Used by one thread.
 */
public abstract class Director implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final TestHost host;
    private final Path config;
    private final Consumer<LogLine> listener;
    private final WorkDirectory directory;
    private @Nullable Program program;

    /** Starts nothing yet. */
    protected Director(TestHost host, Path config, Consumer<LogLine> listener) {
        this.host = host;
        this.config = config.toAbsolutePath();
        this.listener = listener;
        this.directory = new WorkDirectory(host.name());
    }

    /** The program and the options that come before those both kinds understand. */
    protected abstract List<String> program();

    /** What the program is called in a log or a table. */
    public abstract String kind();

    /** Where the daemon runs. */
    public final TestHost host() {
        return host;
    }

    /**
     * Starts the daemon in the foreground with its log on standard error and its own pid files.
     *
     * @param options further options of the command line
     */
    public final void start(String... options) {
        List<String> all = new ArrayList<>(List.of("-D"));
        all.addAll(List.of(options));
        launch(all);
    }

    /** As {@link #start}, without the details in the log: a measurement of it would be one of its log. */
    public final void startQuietly() {
        launch(List.of());
    }

    private void launch(List<String> options) {
        if (isRunning()) {
            throw new IllegalStateException(this + " runs already");
        }
        List<String> argv = new ArrayList<>(program());
        argv.addAll(List.of("-n", "-l", "-f", config.toString()));
        argv.addAll(List.of(
                "-p", pidFile("parent"), "-r", pidFile("vrrp"), "-c", pidFile("checkers"), "-b", pidFile("bfd")));
        argv.addAll(options);
        ProcessBuilder builder = host.builder(argv);
        prepare(builder);
        program = Program.start(toString(), builder, listener);
    }

    /** What the kind wants changed in its environment; nothing by default. */
    protected void prepare(ProcessBuilder builder) {}

    private String pidFile(String process) {
        return directory.file(process + ".pid").toString();
    }

    /** The pid file of the process that operators know, by which Aloft's commands find it. */
    public final Path pidFile() {
        return Path.of(pidFile("parent"));
    }

    /** Whether it has been started at least once. */
    public final boolean wasStarted() {
        return program != null;
    }

    public final boolean isRunning() {
        return program != null && program.isAlive();
    }

    /** Stops it as an operator does: SIGTERM, so that it says good-bye with priority 0. */
    public final void stopGently() {
        running().signal(Signal.TERM);
    }

    /**
     * Waits for the end after {@link #stopGently}.
     *
     * @return exit status
     */
    public final int awaitStopped() {
        return awaitStopped(STOP_LIMIT);
    }

    /** As {@link #awaitStopped()}, with another limit. */
    public final int awaitStopped(Duration limit) {
        return started().awaitEnd(limit);
    }

    /** Reads the configuration file again: SIGHUP. */
    public final void reload() {
        running().signal(Signal.HUP);
    }

    /** Sends a signal to the process that operators know. */
    public final void signal(Signal signal) {
        running().signal(signal);
    }

    /** Ends every process of it at once, with nothing said on the wire and the addresses left behind. */
    public final void crash() {
        // All are stopped first: otherwise a parent could still start a child again, or a child hear of its parent's
        // end.
        signalAll(Signal.STOP);
        signalAll(Signal.KILL);
        started().awaitEnd(STOP_LIMIT);
    }

    /** Stops the processes without ending them, as a paused virtual machine. */
    public final void freeze() {
        signalAll(Signal.STOP);
    }

    /** Ends {@link #freeze}. */
    public final void resume() {
        signalAll(Signal.CONT);
    }

    /** One of them may have ended on its own meanwhile: then there is nobody to tell. */
    private void signalAll(Signal signal) {
        started().family().forEach(process -> signal.sendTo(process.pid()));
    }

    /** Process ids of it and its children. */
    public final List<Long> pids() {
        return running().family().stream().map(ProcessHandle::pid).toList();
    }

    /** The next log line that contains the pattern; see {@link Program#await}. */
    public final LogLine await(String regex, Duration limit) {
        return started().await(regex, limit);
    }

    /** Everything logged since the last start. */
    public final List<LogLine> log() {
        return started().lines();
    }

    /** Whether the address is on this host: what a client would find, whatever the log says. */
    public final boolean holds(String address) {
        return host.hasAddress(address);
    }

    /** Waits until the address is here, or is gone. */
    public final void awaitAddress(String address, boolean present, Duration limit) {
        awaitAddress(address, "eth0", present, limit);
    }

    /** Waits until the address is on an interface, or is gone from it. */
    public final void awaitAddress(String address, String device, boolean present, Duration limit) {
        Await.until(
                () -> this + (present ? " holds " : " does not hold ") + address + " on " + device + "; it has "
                        + host.addresses(device) + "\n" + started().tail(),
                limit,
                () -> host.hasAddress(address, device) == present);
    }

    /** The end of its log, for a message. */
    public final String tail() {
        return started().tail();
    }

    private Program started() {
        if (program == null) {
            throw new IllegalStateException(this + " was never started");
        }
        return program;
    }

    private Program running() {
        Program current = started();
        if (!current.isAlive()) {
            throw new IllegalStateException(this + " has ended\n" + current.tail());
        }
        return current;
    }

    @Override
    public final void close() {
        if (isRunning()) {
            crash();
        }
        directory.close();
    }

    @Override
    public final String toString() {
        return kind() + "@" + host.name();
    }
}
