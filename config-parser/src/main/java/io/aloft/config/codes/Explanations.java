package io.aloft.config.codes;

import io.aloft.config.diagnostic.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The explanation of every code, from one resource. Loading a configuration never comes here; the resource is read when the
 * first explanation is asked for.
 *
 * <p>An entry of the resource is a line with the code, then sections: {@code what:}, {@code keepalived:}, {@code aloft:} and
 * {@code fix:} hold prose whose lines are joined, {@code wrong:} and {@code right:} lines indented by four blanks.
 */
public final class Explanations {

    private static final String RESOURCE = "explanations.txt";
    private static final Pattern HEAD = Pattern.compile("ALO-[0-9]{4}");
    private static final Pattern SECTION = Pattern.compile("(what|keepalived|aloft|fix|wrong|right):(?: (.*))?");
    private static final Pattern ASKED = Pattern.compile("(?:ALO-)?([0-9]{4})");

    private Explanations() {}

    /** Read by the first who asks. */
    private static final class Holder {
        static final Map<Code, Explanation> ALL = read();
    }

    /** Every explanation, in the order of the codes. */
    public static List<Explanation> all() {
        return List.copyOf(Holder.ALL.values());
    }

    /** The explanation of one code. */
    public static Explanation of(Code code) {
        Explanation found = Holder.ALL.get(code);
        if (found == null) {
            throw new IllegalArgumentException(code.id() + " is not explained");
        }
        return found;
    }

    /** What somebody asks for by {@code ALO-1234}, {@code alo-1234} or {@code 1234}; empty when there is no such code. */
    public static Optional<Explanation> find(String asked) {
        Matcher matcher = ASKED.matcher(asked.strip().toUpperCase(Locale.ROOT));
        return matcher.matches()
                ? Holder.ALL.values().stream()
                        .filter(one -> one.code().id().endsWith("-" + matcher.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    private static Map<Code, Explanation> read() {
        var known = new HashMap<String, Code>();
        for (Code code : Code.values()) {
            known.put(code.id(), code);
        }
        try (InputStream in = Explanations.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing");
            }
            var all = new EnumMap<Code, Explanation>(Code.class);
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            Entry entry = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (HEAD.matcher(line).matches()) {
                    Code code = known.get(line);
                    if (code == null) {
                        throw new IllegalStateException(RESOURCE + " explains " + line + ", which no message carries");
                    }
                    close(entry, all);
                    entry = new Entry(code);
                } else if (entry != null) {
                    entry.add(line);
                }
            }
            close(entry, all);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(@Nullable Entry entry, Map<Code, Explanation> into) {
        if (entry != null && into.put(entry.code, entry.explanation()) != null) {
            throw new IllegalStateException(entry.code.id() + " is explained twice");
        }
    }

    /** One entry while its lines come in. */
    private static final class Entry {

        private final Code code;
        private final Map<String, List<String>> sections = new HashMap<>();
        private List<String> current = new ArrayList<>();

        Entry(Code code) {
            this.code = code;
        }

        void add(String line) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                current = new ArrayList<>();
                sections.put(section.group(1), current);
                if (section.group(2) != null) {
                    current.add(section.group(2));
                }
            } else if (!line.isBlank()) {
                current.add(line);
            }
        }

        Explanation explanation() {
            return new Explanation(
                    code,
                    prose("what"),
                    prose("keepalived"),
                    prose("aloft"),
                    prose("fix"),
                    lines("wrong"),
                    lines("right"));
        }

        private String prose(String name) {
            List<String> lines = sections.get(name);
            if (lines == null || lines.isEmpty()) {
                throw new IllegalStateException(code.id() + " is explained without the section " + name);
            }
            return String.join(" ", lines.stream().map(String::strip).toList());
        }

        private List<String> lines(String name) {
            return sections.getOrDefault(name, List.of()).stream()
                    .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                    .toList();
        }
    }
}
