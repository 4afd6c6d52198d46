package io.aloft.config.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shell patterns of include lines: {@code *}, {@code ?}, {@code [...]} and brace alternatives. */
final class FilePattern {

    /** More alternatives or matches than this are not followed. */
    private static final int MATCHES = 4096;

    private FilePattern() {}

    static boolean hasWildcard(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0 || pattern.indexOf('[') >= 0;
    }

    /** The patterns that {@code {a,b}} stands for; the pattern itself when it has no braces. */
    static List<String> alternatives(String pattern) {
        var done = new ArrayList<String>();
        var open = new ArrayList<String>(List.of(pattern));
        while (!open.isEmpty() && done.size() + open.size() < MATCHES) {
            String next = open.removeLast();
            int end = next.indexOf('}');
            int start = end < 0 ? -1 : next.lastIndexOf('{', end);
            if (start < 0) {
                done.addFirst(next);
                continue;
            }
            for (String choice : next.substring(start + 1, end).split(",", -1)) {
                open.add(next.substring(0, start) + choice + next.substring(end + 1));
            }
        }
        return done;
    }

    /** Files that match, in sorted order; without wildcard the file itself if there is one. */
    static List<Path> matches(Path directory, String pattern) {
        List<Path> found = List.of(pattern.startsWith("/") ? Path.of("/") : directory);
        for (String part : pattern.split("/+", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            var next = new ArrayList<Path>();
            for (Path base : found) {
                addMatches(base, part, next);
            }
            found = next;
        }
        return found;
    }

    private static void addMatches(Path base, String part, List<Path> into) {
        try {
            if (!hasWildcard(part)) {
                Path path = base.resolve(part);
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    into.add(path);
                }
                return;
            }
            var names = new ArrayList<String>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(base)) {
                for (Path entry : entries) {
                    String name = String.valueOf(entry.getFileName());
                    boolean hidden = name.startsWith(".") && !part.startsWith(".");
                    if (!hidden && names.size() < MATCHES && matchesName(part, name)) {
                        names.add(name);
                    }
                }
            }
            names.sort(null);
            names.stream().limit(MATCHES - into.size()).forEach(name -> into.add(base.resolve(name)));
        } catch (IOException | InvalidPathException | java.nio.file.DirectoryIteratorException e) {
            // A directory that cannot be listed matches nothing, as in the shell; the caller reports the missing match.
            return;
        }
    }

    /** One path element against one pattern element; linear but for the last star, which is tried again from each place. */
    static boolean matchesName(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            int used = p < pattern.length() ? matchOne(pattern, p, name.charAt(n)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (used > 0) {
                p += used;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** How many pattern characters match {@code c}, or -1. */
    private static int matchOne(String pattern, int at, char c) {
        char wanted = pattern.charAt(at);
        if (wanted == '?') {
            return 1;
        }
        int close = wanted == '[' ? pattern.indexOf(']', at + 2) : -1;
        if (close < 0) {
            return wanted == c ? 1 : -1;
        }
        boolean negated = pattern.charAt(at + 1) == '!' || pattern.charAt(at + 1) == '^';
        boolean inside = false;
        for (int i = negated ? at + 2 : at + 1; i < close; i++) {
            if (i + 2 < close && pattern.charAt(i + 1) == '-') {
                inside |= c >= pattern.charAt(i) && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                inside |= pattern.charAt(i) == c;
            }
        }
        return inside != negated ? close - at + 1 : -1;
    }
}
