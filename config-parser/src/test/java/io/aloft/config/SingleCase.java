package io.aloft.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small configuration that holds one mistake, or one thing that only looks like one. The files below {@code cases} hold many of
 * them, each behind a line {@code === exit STATUS NAME}; a name that starts with {@code 2.4:} is about something that
 * keepalived 2.2 does not know.
 *
 * @param name what it shows
 * @param status of {@code -t} on a machine with eth0, eth1 and the usual accounts: {@code exit 5}
 * @param text the configuration
 */
record SingleCase(String name, String status, String text) {

    private static final Path DIRECTORY = Path.of("src/test/resources/cases");
    private static final String HEADER = "=== ";

    static Stream<SingleCase> all() throws IOException {
        var cases = new ArrayList<SingleCase>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.sorted().toList()) {
                addAll(Files.readAllLines(file), cases);
            }
        }
        return cases.stream();
    }

    private static void addAll(List<String> lines, List<SingleCase> cases) {
        String header = "";
        var text = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith(HEADER)) {
                add(header, text, cases);
                header = line.substring(HEADER.length());
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        add(header, text, cases);
    }

    private static void add(String header, StringBuilder text, List<SingleCase> cases) {
        if (!header.isEmpty()) {
            String[] words = header.split(" ", 3);
            cases.add(new SingleCase(words[2], words[0] + " " + words[1], text.toString()));
        }
    }

    /** Whether releases before 2.4 judge it otherwise. */
    boolean isNew() {
        return name.startsWith("2.4:");
    }

    @Override
    public String toString() {
        return name;
    }
}
