package io.aloft.lab.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of one kind of object in a dump mean: each is compared with a value of the image, or is passed over for a
 * reason that is written down. A line of which nothing is known is a finding itself.
 *
 * @param <T> the object of the image
 */
public final class Mapping<T> {
    private final List<Rule<T>> rules = new ArrayList<>();

    /** What is done with the lines that match. */
    sealed interface Rule<T> {
        Pattern line();
    }

    /**
     * Lines and the values that they should have.
     *
     * @param label for messages
     * @param theirs what a line says
     * @param ours what the lines should say, in their order; empty when no such line is expected
     * @param onlyWhenSet the lines say something else, and are passed over, when the image has no value
     */
    record Compared<T>(
            String label,
            Pattern line,
            Function<Line, List<String>> theirs,
            Function<T, List<String>> ours,
            boolean onlyWhenSet)
            implements Rule<T> {}

    /** Lines that say nothing about the configuration, or nothing that can be compared. */
    record Ignored<T>(Pattern line, String reason) implements Rule<T> {}

    /** A line that matched. */
    record Line(DumpNode node, MatchResult match) {}

    List<Rule<T>> rules() {
        return rules;
    }

    /** {@code label = value}; no such line is expected where the value is null. */
    Mapping<T> value(String label, Function<T, @Nullable Object> ours) {
        return value(label, text -> text, ours);
    }

    /** {@code label = value} in a notation of its own; both sides are brought into one form. */
    Mapping<T> value(String label, UnaryOperator<String> form, Function<T, @Nullable Object> ours) {
        return words(Pattern.quote(label) + " = (.*)", form, ours);
    }

    /** Several lines {@code label = value}. */
    Mapping<T> values(String label, Function<T, List<String>> ours) {
        rules.add(new Compared<>(
                label,
                Pattern.compile(Pattern.quote(label) + " = (.*)"),
                line -> List.of(String.valueOf(line.match().group(1))),
                ours,
                false));
        return this;
    }

    /** The line that was added last shows something else while nothing is configured: it is passed over then. */
    Mapping<T> whenSet() {
        if (rules.removeLast() instanceof Compared<T> compared) {
            rules.add(new Compared<>(compared.label(), compared.line(), compared.theirs(), compared.ours(), true));
        }
        return this;
    }

    /** {@code label} followed by the words {@code enabled} or {@code disabled}, and the like. */
    Mapping<T> choice(String label, String yes, String no, Function<T, Boolean> ours) {
        String words = Pattern.quote(yes) + "|" + Pattern.quote(no);
        return words(
                Pattern.quote(label) + "(?: =)? (" + words + ")", text -> text, image -> ours.apply(image) ? yes : no);
    }

    /** A line that stands there when something is so. */
    Mapping<T> presence(String line, Function<T, Boolean> ours) {
        return words("(" + Pattern.quote(line) + ")", text -> "yes", image -> ours.apply(image) ? "yes" : null);
    }

    /** A line by a regular expression whose first group is the value. */
    Mapping<T> words(String regex, UnaryOperator<String> form, Function<T, @Nullable Object> ours) {
        rules.add(new Compared<>(
                regex.replaceAll("\\\\[QE]|[(?:=].*", "").strip(),
                Pattern.compile(regex),
                line -> List.of(form.apply(String.valueOf(line.match().group(1)).strip())),
                image -> {
                    Object value = ours.apply(image);
                    return value == null ? List.of() : List.of(form.apply(value.toString()));
                },
                false));
        return this;
    }

    /** A line with a list below it. */
    Mapping<T> list(String regex, UnaryOperator<String> form, Function<T, List<String>> ours) {
        rules.add(new Compared<>(
                regex.replaceAll("\\\\.*| :?$", ""),
                Pattern.compile(regex),
                line -> line.node().children().stream()
                        .map(DumpNode::text)
                        .map(form)
                        .filter(text -> !text.isEmpty())
                        .toList(),
                image -> ours.apply(image).stream()
                        .map(Objects::requireNonNull)
                        .map(form)
                        .toList(),
                false));
        return this;
    }

    /** Lines {@code label = value} that are passed over. */
    Mapping<T> ignored(String reason, String... labels) {
        for (String label : labels) {
            rules.add(new Ignored<>(Pattern.compile(Pattern.quote(label) + "( = .*|:?)"), reason));
        }
        return this;
    }

    /** Lines of another form that are passed over. */
    Mapping<T> ignoredWords(String reason, String regex) {
        rules.add(new Ignored<>(Pattern.compile(regex), reason));
        return this;
    }
}
