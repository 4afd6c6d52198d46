package io.aloft.lab.hostile;

import io.aloft.lab.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM takes of its machine.
 *
 * @param heapKib objects that are still reachable, after a full collection
 * @param residentKib memory of the process (VmRSS)
 */
record Footprint(int threads, int descriptors, long heapKib, long residentKib) {

    private static final Pattern USED = Pattern.compile("(?:new generation|tenured|Tenured)[^\\n]*used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** Collects garbage first, for which the JVM is asked as an operator would ask it. */
    static Footprint of(long pid) {
        jcmd(pid, "GC.run");
        long heap = USED.matcher(jcmd(pid, "GC.heap_info"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        try {
            long resident = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")))
                    .results()
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .sum();
            return new Footprint(threads(pid), descriptors(pid), heap, resident);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jcmd(long pid, String command) {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return Command.run(program, Long.toString(pid), command);
    }

    static int threads(long pid) {
        return entries(pid, "task");
    }

    static int descriptors(long pid) {
        return entries(pid, "fd");
    }

    private static int entries(long pid, String directory) {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid), directory))) {
            return (int) entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
