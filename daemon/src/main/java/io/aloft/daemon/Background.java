package io.aloft.daemon;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Without {@code -n} the daemon leaves the terminal. A JVM cannot fork, so a second one takes over in a session of its
 * own, without standard streams and with {@code /} as working directory, as daemons have it.
 */
final class Background {

    /** What the caller named relative to where it stands; the daemon stands elsewhere. */
    private static final List<Option> PATHS =
            List.of(Option.USE_FILE, Option.PID, Option.VRRP_PID, Option.CHECKERS_PID);

    private Background() {}

    static int start(CommandLine line, String... arguments) {
        List<String> command = new ArrayList<>(List.of("setsid", "--fork"));
        ProcessHandle.current().info().command().ifPresent(command::add);
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), Main.class.getName(), "-n"));
        command.addAll(List.of(arguments));
        // The last value of an option counts.
        for (Option option : PATHS) {
            line.value(option)
                    .ifPresent(path -> command.add(
                            "--" + option.longName + "=" + Path.of(path).toAbsolutePath()));
        }
        try {
            new ProcessBuilder(command)
                    .directory(new File("/"))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return ExitStatus.OK;
        } catch (IOException e) {
            System.err.println("aloft: cannot go into the background: " + e.getMessage() + "; use -n");
            return ExitStatus.FATAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.FATAL;
        }
    }
}
