package io.aloft.lab.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A long-running program and the lines it printed so far.
 *
 * <p>Reading is by expectation: {@link #await} finds the next line that matches behind the last one found, so that a
 * test reads like the story it expects.
 */
public final class Program {
    private final String name;
    private final Process process;
    private final List<LogLine> lines = new ArrayList<>();
    private final Consumer<LogLine> listener;
    private final Thread reader;
    private int cursor;
    private boolean ended;

    private Program(String name, Process process, Consumer<LogLine> listener) {
        this.name = name;
        this.process = process;
        this.listener = listener;
        this.reader = Thread.ofPlatform().daemon().name("output-" + name).unstarted(this::read);
    }

    /**
     * Starts a program; standard error goes where standard output goes.
     *
     * @param listener gets each line on the reading thread, as soon as it came
     */
    public static Program start(String name, ProcessBuilder builder, Consumer<LogLine> listener) {
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Command.NOTHING))
                    .start();
            Program program = new Program(name, process, listener);
            program.reader.start();
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start " + String.join(" ", builder.command()) + ": " + e.getMessage(), e);
        }
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                LogLine line = new LogLine(Instant.now(), text);
                synchronized (this) {
                    lines.add(line);
                    notifyAll();
                }
                listener.accept(line);
            }
        } catch (IOException e) {
            // The stream is torn off when the process is destroyed: nothing more can come, which the lines show.
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All lines so far. */
    public synchronized List<LogLine> lines() {
        return List.copyOf(lines);
    }

    /**
     * The next line that contains the pattern, behind the last line found; waits for it.
     *
     * @throws AssertionError when the limit passes or the program ends before; shows what it printed
     */
    public synchronized LogLine await(String regex, Duration limit) {
        Pattern pattern = Pattern.compile(regex);
        long deadline = System.nanoTime() + limit.toNanos();
        int next = cursor;
        while (true) {
            for (; next < lines.size(); next++) {
                if (pattern.matcher(lines.get(next).text()).find()) {
                    cursor = next + 1;
                    return lines.get(next);
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || ended) {
                throw new AssertionError(name
                        + (left <= 0
                                ? " did not print within " + limit.toMillis() + " ms: "
                                : " ended before printing: ")
                        + regex + "\n" + tail());
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + regex, e);
            }
        }
    }

    /** The last lines, for a message. */
    public synchronized String tail() {
        List<String> shown = lines.subList(Math.max(0, lines.size() - 40), lines.size()).stream()
                .map(line -> "  " + name + ": " + line)
                .toList();
        return String.join("\n", shown);
    }

    /** This process and everything below it, parents first. */
    public List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /**
     * Waits for the end.
     *
     * @return exit status
     * @throws AssertionError when it still runs after the limit
     */
    public int awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit)) {
                throw new AssertionError(name + " still runs after " + limit.toMillis() + " ms\n" + tail());
            }
            reader.join(1000);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end of " + name, e);
        }
    }

    /** Sends a signal to this process alone. */
    public void signal(Signal signal) {
        signal.sendTo(pid());
    }
}
