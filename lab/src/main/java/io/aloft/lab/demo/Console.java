package io.aloft.lab.demo;

import io.aloft.lab.process.AtExit;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The time line: who did what, and when since the curtain rose. Coloured on a terminal. */
final class Console {
    private static final String PLAIN = "\u001b[0m";
    private static final Map<String, String> COLOURS =
            Map.of("director-a", "\u001b[36m", "director-b", "\u001b[35m", "client", "\u001b[32m");
    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";

    private final PrintStream out;
    private final boolean coloured;
    private final Instant start = Instant.now();

    Console(PrintStream out) {
        this.out = out;
        this.coloured = System.console() != null && System.console().isTerminal() && System.getenv("NO_COLOR") == null;
    }

    /** Announces what happens next. */
    void scene(String text) {
        print("\n" + paint(BOLD, "%8s    %s".formatted(seconds(Instant.now()), text)));
    }

    /** One line of an actor that matters to the story. */
    void event(Instant at, String actor, String text) {
        print("%8s s  %s  %s".formatted(seconds(at), actor(actor), text));
    }

    /** One line of an actor that is there for those who want to know exactly. */
    void detail(Instant at, String actor, String text) {
        print("%8s s  %s  %s".formatted(seconds(at), actor(actor), paint(FAINT, text)));
    }

    /** A line outside the time line. */
    void say(String text) {
        print(text);
    }

    /** A line outside the time line that stands out. */
    void headline(String text) {
        print(paint(BOLD, text));
    }

    private String seconds(Instant at) {
        return "%.3f".formatted(Duration.between(start, at).toNanos() / 1e9);
    }

    private String actor(String name) {
        return paint(COLOURS.getOrDefault(name, BOLD), "%-10s".formatted(name));
    }

    private String paint(String colour, String text) {
        return coloured ? colour + text + PLAIN : text;
    }

    private synchronized void print(String line) {
        // What ends because everything is being removed is no part of the story.
        if (!AtExit.isExiting()) {
            out.println(line);
        }
    }
}
