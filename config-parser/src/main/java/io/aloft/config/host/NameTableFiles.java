package io.aloft.config.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads iproute2's name tables: the administrator's file before the distribution's, then the {@code .d} directories. */
final class NameTableFiles {

    /** These files have a few dozen lines; a larger one is something else. */
    private static final long LARGEST = 1 << 20;

    private final List<Path> directories;

    /** Reads from {@code directories}, the distribution's first and the administrator's last. */
    NameTableFiles(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** Every name of one table; files that are missing or cannot be read hold none. */
    Map<String, Integer> read(NameTable table) {
        var names = new HashMap<>(table.builtIn());
        for (Path file : files(table)) {
            addFrom(file, names);
        }
        return names;
    }

    private List<Path> files(NameTable table) {
        var files = new ArrayList<Path>();
        directories.reversed().stream()
                .map(directory -> directory.resolve(table.file()))
                .filter(Files::isRegularFile)
                .findFirst()
                .ifPresent(files::add);
        // A file of the administrator takes the place of the distribution's of the same name.
        var more = new TreeMap<String, Path>();
        for (Path directory : directories) {
            try (DirectoryStream<Path> found =
                    Files.newDirectoryStream(directory.resolve(table.file() + ".d"), "*.conf")) {
                found.forEach(file -> more.put(String.valueOf(file.getFileName()), file));
            } catch (IOException | DirectoryIteratorException e) {
                // Most machines have no such directory.
                continue;
            }
        }
        files.addAll(more.values());
        return files;
    }

    private static void addFrom(Path file, Map<String, Integer> names) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return;
            }
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
                String[] word = line.replaceFirst("#.*", "").strip().split("\\s+");
                if (word.length >= 2) {
                    names.put(word[1], Integer.decode(word[0]));
                }
            }
        } catch (IOException | NumberFormatException e) {
            // What was read so far counts; the user of a name that is missing hears of it.
            return;
        }
    }
}
