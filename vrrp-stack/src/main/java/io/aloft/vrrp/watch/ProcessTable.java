package io.aloft.vrrp.watch;

import io.aloft.model.track.TrackProcessSpec;
import io.aloft.vrrp.track.ProcessMatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes of the machine as {@code /proc} shows them. */
final class ProcessTable {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");
    private static final Path PROC = Path.of("/proc");

    /** Longer command lines than this are compared by their beginning; the kernel allows megabytes. */
    private static final int MOST_BYTES = 64 * 1024;

    private ProcessTable() {}

    /** Numbers of the processes that match, by name of the {@code vrrp_track_process}. */
    static Map<String, Set<Long>> look(List<TrackProcessSpec> specs) {
        Map<String, Set<Long>> matching = new HashMap<>();
        specs.forEach(spec -> matching.put(spec.name(), new HashSet<>()));
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, ProcessTable::isProcess)) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                for (String name : matches(specs, pid)) {
                    matching.getOrDefault(name, new HashSet<>()).add(pid);
                }
            }
        } catch (IOException e) {
            LOG.warn("track_process: cannot list {}: {}", PROC, e.toString());
        }
        return matching;
    }

    private static boolean isProcess(Path entry) {
        String name = entry.getFileName().toString();
        return name.length() < 19 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Names of the {@code vrrp_track_process}es that count this process; empty when it is gone. */
    static Set<String> matches(List<TrackProcessSpec> specs, long pid) {
        Path process = PROC.resolve(Long.toString(pid));
        Set<String> names = new HashSet<>();
        try {
            // Latin-1 on both sides would not do: the configuration is text.
            String comm = new String(read(process.resolve("comm")), StandardCharsets.UTF_8).stripTrailing();
            List<String> commandLine = List.of();
            if (specs.stream().anyMatch(ProcessMatch::byCommandLine)) {
                commandLine = words(new String(read(process.resolve("cmdline")), StandardCharsets.UTF_8));
            }
            for (TrackProcessSpec spec : specs) {
                if (ProcessMatch.matches(spec, comm, commandLine)) {
                    names.add(spec.name());
                }
            }
        } catch (IOException e) {
            // It ended meanwhile, which is no trouble: what is gone counts for nobody.
            names.clear();
        }
        return names;
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    /** The words of a command line, each ended by a zero byte. */
    static List<String> words(String commandLine) {
        if (commandLine.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(Arrays.asList(commandLine.split("\0", -1)));
        if (commandLine.endsWith("\0")) {
            words.removeLast();
        }
        return words;
    }
}
