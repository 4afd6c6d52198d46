package io.aloft.lab.kernel;

import io.aloft.lab.netns.TestHost;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ipvsadm -Ln} printed on one director.
 *
 * @param services the lines of each service, the first of which is its own; without the counts of connections, which
 *     depend on the moment
 */
record Listing(List<List<String>> services) {
    private static final int HEADINGS = 3;

    /** @param more a further option of ipvsadm; empty for none */
    static Listing of(TestHost director, String more) {
        List<List<String>> services = new ArrayList<>();
        List<String> lines = director.run(
                        more.isEmpty() ? new String[] {"ipvsadm", "-Ln"} : new String[] {"ipvsadm", "-Ln", more})
                .lines()
                .toList();
        for (String line : lines.subList(Math.min(HEADINGS, lines.size()), lines.size())) {
            if (!line.startsWith(" ")) {
                services.add(new ArrayList<>());
            }
            services.getLast()
                    .add(line.replaceFirst("(?<=\\S)\\s+\\d+\\s+\\d+\\s*$", "").stripTrailing());
        }
        return new Listing(services);
    }

    /** The lines that belong to a scenario, as they were printed. */
    String part(Names names) {
        List<String> lines = new ArrayList<>();
        for (List<String> service : services) {
            if (names.owns(service.getFirst())) {
                lines.addAll(service);
            }
        }
        return String.join("\n", lines);
    }

    /** The same on one line: {@code TCP VIP.1:80 rr | RS.1:80 Masq 1}, services behind each other with {@code //}. */
    static String shorten(String part, Names names) {
        StringBuilder text = new StringBuilder();
        for (String line : part.lines().toList()) {
            if (!text.isEmpty()) {
                text.append(line.startsWith(" ") ? " | " : " // ");
            }
            text.append(names.shorten(line));
        }
        return text.toString();
    }
}
