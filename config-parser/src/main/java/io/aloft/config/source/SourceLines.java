package io.aloft.config.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Single lines of configuration files, numbered and decoded as the loader does it, for messages that show them. */
public final class SourceLines {

    private final Map<String, List<String>> files = new HashMap<>();

    /** The line, or an empty text when there is none, or the file can no longer be read. */
    public String line(String file, int number) {
        List<String> lines = files.computeIfAbsent(file, SourceLines::read);
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    private static List<String> read(String name) {
        SourceFile file =
                SourceFile.open(Path.of(name), SourceLimits.DEFAULT.fileBytes()).file();
        var lines = new ArrayList<String>();
        if (file != null) {
            while (file.advance()) {
                lines.add(file.line());
            }
        }
        return lines;
    }
}
