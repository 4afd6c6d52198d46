package io.aloft.lab.interop;

import io.aloft.lab.node.Director;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.LogLine;
import java.time.Instant;
import java.util.regex.Pattern;

/** One director in its place, with what it is configured to. Used by one thread. */
final class Seat {
    final Director director;

    /** First priority; a test lowers it. */
    int priority;

    Seat(Director director, int priority) {
        this.director = director;
        this.priority = priority;
    }

    /** The first line at or after a moment that contains the pattern; waits for it. Lines of earlier lives do not count. */
    LogLine awaitLine(String regex, Instant since) {
        Pattern pattern = Pattern.compile(regex);
        Await.until(
                () -> director + " logs " + regex + "\n" + director.tail(),
                Topology.LIMIT,
                () -> director.log().stream().anyMatch(line -> matches(line, pattern, since)));
        return director.log().stream()
                .filter(line -> matches(line, pattern, since))
                .findFirst()
                .orElseThrow();
    }

    private static boolean matches(LogLine line, Pattern pattern, Instant since) {
        return !line.at().isBefore(since) && pattern.matcher(line.text()).find();
    }

    @Override
    public String toString() {
        return director.toString();
    }
}
