package io.aloft.config.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a line of a configuration holds a password or key, so that whoever shows the line can cover it. Works on text and not
 * on statements, because lines are shown above all when they could not be read as meant.
 */
public final class Secrets {

    /** What stands in place of a secret, whatever its length. */
    public static final String MASK = "********";

    /** A part of a line, from its first character to before {@code end}. */
    public record Span(int start, int end) {}

    /** Words that announce a secret although they are no keywords: misspelt ones, names of definitions, options of programs. */
    private static final String TELLING = "auth_?p\\w*|\\w*passw\\w*|\\w*_pass|\\w*secret\\w*";

    /** The value may stand behind blanks, an equals sign or a quote, and goes on to a brace, a comment or the end. */
    private static final Pattern AFTER_WORD = Pattern.compile(
            "(?i)(?<![\\w/])(?:" + TELLING + "|" + keywords(1) + ")(?:[ \\t]+|[ \\t]*[=:][ \\t]*)\"?([^{}\"#!]+)");

    /** The key of an {@code auth_hmac} block stands behind its number. */
    private static final Pattern AFTER_NUMBER =
            Pattern.compile("(?<![\\w/])(?:" + keywords(2) + ")[ \\t]+\\d+[ \\t]+\"?([^{}\"#!]+)");

    private Secrets() {}

    private static String keywords(int words) {
        return DirectiveCatalog.standard().all().stream()
                .filter(row -> row.type() == ArgumentType.SECRET)
                .filter(row -> row.arguments().split(" ").length == words)
                .map(row -> Pattern.quote(row.keyword()))
                .distinct()
                .collect(Collectors.joining("|"));
    }

    /** Every part of the line that must not be shown, in order. */
    public static List<Span> in(String line) {
        var spans = new ArrayList<Span>();
        for (Pattern pattern : List.of(AFTER_WORD, AFTER_NUMBER)) {
            Matcher matcher = pattern.matcher(line);
            while (matcher.find()) {
                int end = matcher.start(1) + matcher.group(1).stripTrailing().length();
                spans.add(new Span(matcher.start(1), end));
            }
        }
        spans.sort(java.util.Comparator.comparingInt(Span::start));
        return spans;
    }

    /** The line with every secret covered. */
    public static String covered(String line) {
        var text = new StringBuilder();
        int at = 0;
        for (Span span : in(line)) {
            if (span.start() >= at) {
                text.append(line, at, span.start()).append(MASK);
                at = span.end();
            }
        }
        return text.append(line.substring(at)).toString();
    }
}
