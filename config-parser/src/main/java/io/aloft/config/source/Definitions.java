package io.aloft.config.source;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code $NAME=value} and its uses. References inside a value are resolved where the value is used, as keepalived does. */
final class Definitions {

    /** A line holds at most 1022 characters; a value that does not fit is refused. */
    private static final int LINE_LENGTH = 1022;

    /** More replacements than this on one line mean that a definition contains itself. */
    private static final int REPLACEMENTS = 1000;

    private static final Pattern DEFINES = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)=");
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)(?:[ \\t]+([^{}]*))?\\}|([A-Za-z_][A-Za-z0-9_]*)(?=[ \\t,)]|$))");

    private final Map<String, List<String>> values = new HashMap<>();
    private final SourceOptions options;
    private final Diagnostics diagnostics;
    private String directory = "";

    Definitions(SourceOptions options, Diagnostics diagnostics) {
        this.options = options;
        this.diagnostics = diagnostics;
    }

    /** The directory that {@code ${_PWD}} gives from now on. */
    void enter(String newDirectory) {
        directory = newDirectory;
    }

    /** The match of {@code $NAME=} at the start of a line, or null. */
    static @Nullable Matcher definition(String text) {
        if (text.isEmpty() || text.charAt(0) != '$') {
            return null;
        }
        Matcher matcher = DEFINES.matcher(text);
        return matcher.lookingAt() ? matcher : null;
    }

    /** Defines, or silently replaces, a name. Several lines are a multi-line value. */
    void define(String name, List<String> lines) {
        values.put(name, List.copyOf(lines));
    }

    /**
     * A line with its references replaced.
     *
     * @param first the line itself; null when it had to be dropped
     * @param further lines of a multi-line value, to be read as lines of their own
     * @param fresh {@code first} is nothing but the first line of a multi-line value, so it has not been through any stage
     */
    record Expansion(@Nullable MappedLine first, List<String> further, boolean fresh) {}

    Expansion expand(MappedLine line) {
        if (line.text().indexOf('$') < 0) {
            return new Expansion(line, List.of(), false);
        }
        MappedLine current = line;
        List<String> further = List.of();
        int at = 0;
        for (int done = 0; ; done++) {
            Matcher reference = REFERENCE.matcher(current.text());
            if (!reference.find(at)) {
                return new Expansion(current, further, false);
            }
            String name = reference.group(1) != null ? reference.group(1) : reference.group(3);
            List<String> value = lookup(name, reference.group(2), current);
            boolean atEnd = reference.end() == current.text().length();
            if (value == null || value.size() > 1 && !atEnd) {
                at = reference.end();
                continue;
            }
            if (value.size() > 1) {
                var rest = new ArrayList<>(value.subList(1, value.size()));
                rest.addAll(further);
                further = rest;
                if (reference.start() == 0) {
                    return new Expansion(current.generated(value.getFirst()), further, true);
                }
            }
            String text = value.isEmpty() ? "" : value.getFirst();
            int length = current.text().length() - (reference.end() - reference.start()) + text.length();
            if (done == REPLACEMENTS || length > LINE_LENGTH && text.length() > reference.end() - reference.start()) {
                refuse(name, current, reference.start(), done == REPLACEMENTS);
                return new Expansion(null, List.of(), false);
            }
            at = reference.start();
            current = current.replace(reference.start(), reference.end(), text);
        }
    }

    private void refuse(String name, MappedLine line, int start, boolean endless) {
        boolean loop = endless || isSelfReferring(name);
        String why = loop
                ? "definition $" + name + " refers to itself"
                : "with the value of $" + name + " the line is longer than " + LINE_LENGTH + " characters";
        diagnostics.error(
                loop ? Code.DEFINITION_LOOP : Code.DEFINITION_TOO_LONG,
                line.location(start),
                StatusClass.GENERAL_ERROR,
                why + "; line ignored");
    }

    private boolean isSelfReferring(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .anyMatch(value -> value.contains("${" + name + "}") || value.contains("$" + name));
    }

    private @Nullable List<String> lookup(String name, @Nullable String arguments, MappedLine line) {
        List<String> own = values.get(name);
        if (own != null) {
            return arguments == null ? own : null;
        }
        return switch (name) {
            case "_PWD" -> List.of(directory);
            case "_INSTANCE" -> List.of(options.configId());
            case "_HASH" -> List.of("#");
            case "_BANG" -> List.of("!");
            case "_ENV" ->
                arguments == null
                        ? null
                        : List.of(options.environment()
                                .getOrDefault(arguments.strip(), "")
                                .replaceAll("[\\r\\n]", " "));
            case "_RANDOM" -> List.of(Integer.toString(random(arguments == null ? "" : arguments.strip(), line)));
            default -> null;
        };
    }

    private int random(String arguments, MappedLine line) {
        String[] bounds = arguments.isEmpty() ? new String[0] : arguments.split("[ \\t]+", -1);
        int low = 0;
        int high = 32767;
        try {
            if (bounds.length == 1) {
                high = Integer.parseInt(bounds[0]);
            } else if (bounds.length == 2) {
                low = Integer.parseInt(bounds[0]);
                high = Integer.parseInt(bounds[1]);
            }
        } catch (NumberFormatException e) {
            diagnostics.error(
                    Code.RANDOM_BOUNDS,
                    line.location(0),
                    StatusClass.GENERAL_ERROR,
                    "_RANDOM takes numbers, not '" + arguments + "'; 0 is used");
            return 0;
        }
        if (low > high) {
            diagnostics.error(
                    Code.RANDOM_BOUNDS,
                    line.location(0),
                    StatusClass.GENERAL_ERROR,
                    "_RANDOM: " + low + " is greater than " + high + "; " + low + " is used");
            return low;
        }
        return options.random().applyAsInt(low, high);
    }
}
