package io.aloft.config.source;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code include} and its stricter relatives: which files a line asks for, and what is said when they are not there. */
final class IncludeFiles {

    /** What a variant of the keyword insists on. */
    private record Strictness(boolean read, boolean match, boolean wildcard, boolean brace) {

        static final Strictness NONE = new Strictness(false, false, false, false);
        static final Strictness ALL = new Strictness(true, true, true, true);

        Strictness with(String check, boolean on) {
            return switch (check) {
                case "read" -> new Strictness(on, match, wildcard, brace);
                case "match" -> new Strictness(read, on, wildcard, brace);
                case "wildcard_match" -> new Strictness(read, match, on, brace);
                case "brace_match" -> new Strictness(read, match, wildcard, on);
                default -> this;
            };
        }
    }

    private static final Pattern CHECK = Pattern.compile("(?:^|\\{\\s*)include_check(?:\\s+([^}]*)|$|(?=}))");

    private static final Map<String, Strictness> VARIANTS = Map.of(
            "includer", new Strictness(true, false, false, false),
            "includem", new Strictness(true, true, false, false),
            "includew", new Strictness(true, true, true, false),
            "includeb", new Strictness(true, false, false, true),
            "includea", Strictness.ALL);

    /** No path is longer, so a longer pattern names no file. */
    private static final int LONGEST_PATTERN = 4096;

    /** Names that may be looked up, with or without success, for each file that may be read. */
    private static final int LOOKS_PER_FILE = 4;

    /** An include line. */
    record Request(Strictness strictness, String pattern, SourceLocation location) {}

    /** A file to read now. */
    record Found(SourceFile file, Path path, Path directory) {}

    private final SourceLimits limits;
    private final Diagnostics diagnostics;
    private final Deque<Path> directories = new ArrayDeque<>();
    private final Deque<Strictness> saved = new ArrayDeque<>();
    private Strictness current = Strictness.NONE;
    private int files;
    private int looked;
    private boolean exhausted;

    IncludeFiles(SourceLimits limits, Diagnostics diagnostics) {
        this.limits = limits;
        this.diagnostics = diagnostics;
    }

    void enter(Path directory) {
        directories.push(directory);
        saved.push(current);
    }

    void leave() {
        directories.pop();
        current = saved.pop();
    }

    /** Where relative names start at the moment. */
    String directory() {
        Path top = directories.peek();
        return top == null ? "" : top.toString();
    }

    /** The request in a line, or null when the line is something else; {@code include_check} is noted in passing. */
    @Nullable
    Request request(MappedLine line) {
        String text = line.text();
        Matcher check = CHECK.matcher(text);
        if (check.find()) {
            current = checks(check.group(1) == null ? "" : check.group(1).strip());
            return null;
        }
        if (!text.startsWith("include")) {
            return null;
        }
        int end = 0;
        while (end < text.length() && !MappedLine.isBlank(text.charAt(end))) {
            end++;
        }
        String keyword = text.substring(0, end);
        Strictness strictness = keyword.equals("include") ? current : VARIANTS.get(keyword);
        MappedLine pattern = line.slice(end).strip();
        return strictness == null || pattern.isEmpty()
                ? null
                : new Request(strictness, pattern.text(), pattern.location(0));
    }

    /** A word without sign sets itself and {@code read}, the first of them only; + and - change what is set. */
    private Strictness checks(String words) {
        if (words.isEmpty()) {
            return Strictness.ALL;
        }
        Strictness next = current;
        boolean plain = false;
        for (String word : words.split("\\s+")) {
            boolean off = word.startsWith("-");
            if (off || word.startsWith("+")) {
                next = next.with(word.substring(1), !off);
            } else if (!plain) {
                plain = true;
                next = Strictness.NONE.with("read", true).with(word, true);
            }
        }
        return next;
    }

    /** Whether a limit was met: files that include each other multiply, and what is left would be half a configuration. */
    boolean isExhausted() {
        return exhausted;
    }

    /** The files that a request names; each is then to be opened, one at a time, with {@link #open}. */
    List<Path> resolve(Request request) {
        var found = new ArrayList<Path>();
        if (directories.size() > limits.includeDepth()) {
            report(
                    Code.INCLUDE_TOO_DEEP,
                    request,
                    request.strictness().read(),
                    "files include each other more than " + limits.includeDepth() + " deep; reading stops here");
            exhausted = true;
            return found;
        }
        List<String> alternatives = request.pattern().length() > LONGEST_PATTERN
                ? List.of(request.pattern())
                : FilePattern.alternatives(request.pattern());
        boolean any = false;
        for (String alternative : alternatives) {
            List<Path> matches = matches(alternative);
            looked += 1 + matches.size();
            if (looked > limits.files() * LOOKS_PER_FILE) {
                report(Code.TOO_MANY_FILES, request, true, "include lines name too many files; reading stops here");
                exhausted = true;
                return found;
            }
            any |= !matches.isEmpty();
            if (matches.isEmpty() && alternatives.size() > 1) {
                report(
                        Code.INCLUDE_WITHOUT_MATCH,
                        request,
                        request.strictness().brace(),
                        "nothing matches " + alternative);
            }
            found.addAll(matches);
        }
        if (!any && alternatives.size() == 1) {
            boolean wildcard = FilePattern.hasWildcard(request.pattern());
            boolean strict = wildcard
                    ? request.strictness().wildcard()
                    : request.strictness().match();
            report(Code.INCLUDE_WITHOUT_MATCH, request, strict, "no file matches " + request.pattern());
        }
        return found;
    }

    private List<Path> matches(String pattern) {
        Path base = directories.peek();
        try {
            return FilePattern.matches(base == null ? Path.of("/") : base, pattern);
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    /** Opens one file; null when it is not to be read, which has then been reported. */
    @Nullable
    Found open(Request request, Path path) {
        if (++files > limits.files()) {
            exhausted = true;
            report(
                    Code.TOO_MANY_FILES,
                    request,
                    true,
                    "more than " + limits.files() + " files are included; reading stops before " + path);
            return null;
        }
        SourceFile.Opened opened = SourceFile.open(path, limits.fileBytes());
        if (opened.file() == null) {
            report(
                    Code.INCLUDE_UNREADABLE,
                    request,
                    request.strictness().read(),
                    "cannot include " + path + ": " + opened.problem());
            return null;
        }
        Path parent = path.getParent();
        return new Found(opened.file(), path, parent == null ? Path.of("/") : parent);
    }

    /** A check that is on makes keepalived end with status 6; one that is off leaves a message only. */
    private void report(Code code, Request request, boolean strict, String problem) {
        if (strict) {
            diagnostics.error(code, request.location(), StatusClass.STRICT_INCLUDE, problem);
        } else {
            diagnostics.warning(code, request.location(), StatusClass.OK, problem);
        }
    }
}
