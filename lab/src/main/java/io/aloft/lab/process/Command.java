package io.aloft.lab.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short command run to its end, without a shell. */
public final class Command {
    /** What commands read: none of them may wait for the terminal. */
    static final File NOTHING = new File("/dev/null");

    private Command() {}

    /**
     * What a command left behind.
     *
     * @param status exit status, 128 + signal when a signal ended it
     * @param output standard output and standard error as they came, trailing white space removed
     */
    public record Result(List<String> argv, int status, String output) {
        public boolean succeeded() {
            return status == 0;
        }
    }

    /**
     * Runs a command that has to succeed.
     *
     * @return what it printed
     * @throws CommandFailedException naming the command, its status and its output
     */
    public static String run(String... argv) {
        return run(List.of(argv));
    }

    /** Like {@link #run(String...)}. */
    public static String run(List<String> argv) {
        Result result = attempt(argv);
        if (!result.succeeded()) {
            throw new CommandFailedException(result);
        }
        return result.output();
    }

    /** Runs a command whose failure is an answer too. */
    public static Result attempt(String... argv) {
        return attempt(List.of(argv));
    }

    /** Like {@link #attempt(String...)}. */
    public static Result attempt(List<String> argv) {
        try {
            Process process = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(argv, process.waitFor(), output.stripTrailing());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + String.join(" ", argv) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + String.join(" ", argv), e);
        }
    }
}
