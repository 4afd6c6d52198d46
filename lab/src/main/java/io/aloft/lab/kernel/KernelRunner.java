package io.aloft.lab.kernel;

import io.aloft.lab.process.AtExit;
import io.aloft.lab.process.Checkout;
import io.aloft.lab.process.LogLine;
import io.aloft.lab.process.Program;
import io.aloft.lab.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a command inside a Linux kernel of its own that has IPVS; see the script {@code lab/kernel-run}. A boot takes some
 * seconds and there is one slow processor inside, so a suite boots once and does all of its work in that one command.
 */
public final class KernelRunner {
    /** What a boot may take at most on top of the command's own limit. */
    private static final Duration BOOT = Duration.ofSeconds(60);

    private KernelRunner() {}

    /**
     * What the command left behind.
     *
     * @param status the command's exit status; 124 when the limit passed, 125 when there was no kernel to run it in
     */
    public record Outcome(int status, List<LogLine> output) {
        /** What it printed, as text. */
        public String text() {
            return String.join("\n", output.stream().map(LogLine::text).toList());
        }
    }

    /**
     * The command that runs a class of this program's class path with a director's JVM options; Aloft is started inside as
     * this program would start it.
     */
    public static List<String> java(Class<?> main, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Checkout.file("packaging/launcher/jvm.options"),
                "-Daloft.home=" + Checkout.root()));
        String launcher = System.getProperty("aloft.launcher");
        if (launcher != null) {
            argv.add("-Daloft.launcher=" + launcher);
        }
        argv.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        argv.addAll(arguments);
        return List.copyOf(argv);
    }

    /**
     * Runs the command to its end.
     *
     * @param kept directory whose changes survive the kernel
     * @param listener gets each line as it comes
     */
    public static Outcome run(List<String> command, Path kept, Duration limit, Consumer<LogLine> listener) {
        List<String> argv =
                new ArrayList<>(List.of(Checkout.file("lab/kernel-run").toString()));
        argv.addAll(List.of("-t", Long.toString(limit.toSeconds()), "-o", kept.toString()));
        argv.addAll(command);
        Program program = Program.start("kernel", new ProcessBuilder(argv), listener);
        // An interrupt from the terminal has reached the script as well, which may be gone by now.
        Runnable stop = () -> program.signal(Signal.TERM);
        AtExit.undo(stop);
        int status = program.awaitEnd(limit.plus(BOOT));
        AtExit.forget(stop);
        return new Outcome(status, program.lines());
    }
}
