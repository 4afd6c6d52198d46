package io.aloft.daemon.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The names of ports, as services(5) describes the file: a name, port and protocol, further names. Of several lines for
 * one name or port the first counts.
 *
 * @param entries in the order of the file
 */
record ServiceFile(List<Entry> entries) {

    /** The file has a few hundred lines; what is behind so many is not read. */
    private static final int MOST_LINES = 100_000;

    /** One line. */
    record Entry(List<String> names, int port, String protocol) {}

    /** A file that cannot be read names nothing. */
    static ServiceFile read(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            var entries = new ArrayList<Entry>();
            in.lines().limit(MOST_LINES).forEach(line -> entry(line).ifPresent(entries::add));
            return new ServiceFile(entries);
        } catch (IOException | UncheckedIOException e) {
            return new ServiceFile(List.of());
        }
    }

    private static Optional<Entry> entry(String line) {
        int comment = line.indexOf('#');
        String[] words =
                (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+", -1);
        String[] where = words.length < 2 ? new String[0] : words[1].split("/", -1);
        if (where.length != 2 || !where[0].matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        var names = new ArrayList<String>(List.of(words[0]));
        names.addAll(Arrays.asList(words).subList(2, words.length));
        return Optional.of(new Entry(List.copyOf(names), Integer.parseInt(where[0]), where[1]));
    }

    /** @param protocol as the file calls it: {@code tcp} */
    OptionalInt port(String name, String protocol) {
        return entries.stream()
                .filter(entry ->
                        entry.protocol().equals(protocol) && entry.names().contains(name))
                .mapToInt(Entry::port)
                .findFirst();
    }

    /** @param protocol as the file calls it: {@code tcp} */
    Optional<String> name(int port, String protocol) {
        return entries.stream()
                .filter(entry -> entry.port() == port && entry.protocol().equals(protocol))
                .map(entry -> entry.names().getFirst())
                .findFirst();
    }
}
