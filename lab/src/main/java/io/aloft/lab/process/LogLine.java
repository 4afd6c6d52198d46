package io.aloft.lab.process;

import java.time.Instant;

/**
 * One line a program printed.
 *
 * @param at when it was read; later than it was written by what the pipe and the scheduler took
 */
public record LogLine(Instant at, String text) {
    @Override
    public String toString() {
        return at + " " + text;
    }
}
