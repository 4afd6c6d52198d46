package io.aloft.lab.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What was seen of one scenario after a step, on its way from the kernel inside to the test outside.
 *
 * @param table lines of {@code ipvsadm -Ln}
 * @param answers letters for each series of requests, as in {@link Step.Requests}
 */
record Seen(String table, List<String> answers) {
    private static final String BORDER = "--";

    void write(Path file) {
        try {
            Files.writeString(file, table + "\n" + BORDER + "\n" + String.join("\n", answers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Seen read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int border = lines.indexOf(BORDER);
        String table = String.join("\n", lines.subList(0, border)).strip();
        return new Seen(table, List.copyOf(lines.subList(border + 1, lines.size())));
    }
}
