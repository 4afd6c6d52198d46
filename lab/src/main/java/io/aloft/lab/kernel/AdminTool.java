package io.aloft.lab.kernel;

import io.aloft.config.host.LiveHostFacts;
import io.aloft.daemon.command.Subcommands;
import io.aloft.daemon.command.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The two tools that are compared. */
enum AdminTool {
    IPVSADM {
        @Override
        Outcome run(String input, List<String> words) {
            List<String> argv = new ArrayList<>(List.of("ipvsadm"));
            argv.addAll(words);
            try {
                Process process = new ProcessBuilder(argv).start();
                try (OutputStream in = process.getOutputStream()) {
                    in.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // It ended without reading, as most commands do.
                }
                // What goes to standard error is short and never fills its pipe.
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Outcome(process.waitFor(), out, err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while running " + argv, e);
            }
        }
    },
    /** In this process: a JVM for each command line would take seconds. */
    ALOFT {
        @Override
        Outcome run(String input, List<String> words) {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            List<String> all = new ArrayList<>(List.of("ipvs"));
            all.addAll(words);
            var surroundings = new Surroundings(
                    new LiveHostFacts(),
                    "lab",
                    new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, false, StandardCharsets.UTF_8),
                    false);
            InputStream before = System.in;
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            try {
                int status = Subcommands.run(surroundings, all.toArray(String[]::new));
                // Both name the program as it was called.
                return new Outcome(
                        status,
                        out.toString(StandardCharsets.UTF_8),
                        err.toString(StandardCharsets.UTF_8).replace("aloft ipvs", "ipvsadm"));
            } finally {
                System.setIn(before);
            }
        }
    };

    /** What a command line came to. */
    record Outcome(int status, String out, String err) {
        @Override
        public String toString() {
            return "status " + status + "\n" + out + err;
        }
    }

    /** @param input what standard input holds */
    abstract Outcome run(String input, List<String> words);

    Outcome run(String line) {
        return run("", words(line));
    }

    static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    }
}
