package io.aloft.lab.bench;

import io.aloft.lab.node.Director;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time that a director has used. */
final class CpuTime {
    private CpuTime() {}

    /** User and system time of all its processes, from /proc in units of 10 ms; s. */
    static double seconds(Director director) {
        try {
            double sum = 0;
            for (long pid : director.pids()) {
                String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                sum += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
