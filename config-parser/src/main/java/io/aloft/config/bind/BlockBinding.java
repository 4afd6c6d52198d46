package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.directive.Support;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the keywords of one block do to the draft of its object. The table says what they take; this says where it goes.
 *
 * @param <T> the draft that the block fills
 */
final class BlockBinding<T extends Draft> {

    /** What one keyword does. */
    @FunctionalInterface
    interface Binder<T extends Draft> {
        void bind(T draft, Directive directive, Statement statement, BindContext context);
    }

    /** What is looked at when the block has been read; {@code written} holds the keywords that stand in it. */
    @FunctionalInterface
    interface AtEnd<T extends Draft> {
        void check(T draft, Set<String> written, SourceLocation closing, BindContext context);
    }

    private final String block;
    private final boolean news;
    private final Map<String, Binder<T>> binders = new HashMap<>();
    private @Nullable AtEnd<T> atEnd;

    BlockBinding(String block) {
        this.block = block;
        this.news = !isUnbuilt(DirectiveCatalog.standard().opening(block));
    }

    private static boolean isUnbuilt(@Nullable Directive opening) {
        return opening != null && opening.support() == Support.NOT_YET;
    }

    /** Whether a keyword that is not built is worth a notice: of a block that is not built, the block's own says it all. */
    boolean news() {
        return news;
    }

    String block() {
        return block;
    }

    Set<String> keywords() {
        return binders.keySet();
    }

    @Nullable
    Binder<T> binder(String keyword) {
        return binders.get(keyword);
    }

    @Nullable
    AtEnd<T> atEnd() {
        return atEnd;
    }

    BlockBinding<T> atEnd(AtEnd<T> check) {
        atEnd = check;
        return this;
    }

    /** Anything with a grammar of its own, blocks too. */
    BlockBinding<T> statement(String keyword, Binder<T> binder) {
        // The table's own string: the reader looks binders up by it.
        binders.put(DirectiveCatalog.standard().get(block, keyword).keyword(), binder);
        return this;
    }

    /** Keywords that another class holds. */
    BlockBinding<T> with(Consumer<BlockBinding<T>> keywords) {
        keywords.accept(this);
        return this;
    }

    BlockBinding<T> flag(String keyword, Consumer<T> set) {
        return statement(keyword, (draft, directive, statement, context) -> set.accept(draft));
    }

    BlockBinding<T> bool(String keyword, BiConsumer<T, Boolean> set) {
        return statement(keyword, (draft, directive, statement, context) -> {
            Boolean value = Values.bool(directive, statement, context);
            if (value != null) {
                set.accept(draft, value);
            }
        });
    }

    BlockBinding<T> number(String keyword, ObjLongConsumer<T> set) {
        return statement(keyword, (draft, directive, statement, context) -> {
            OptionalLong value = Values.number(directive, firstArgument(statement), context);
            if (value.isPresent()) {
                set.accept(draft, value.getAsLong());
            }
        });
    }

    BlockBinding<T> duration(String keyword, BiConsumer<T, Duration> set) {
        return statement(keyword, (draft, directive, statement, context) -> {
            Duration value = Values.duration(directive, firstArgument(statement), context);
            if (value != null) {
                set.accept(draft, value);
            }
        });
    }

    /** Whole seconds as a number, wanted as a duration. */
    BlockBinding<T> seconds(String keyword, BiConsumer<T, Duration> set) {
        return number(keyword, (draft, value) -> set.accept(draft, Duration.ofSeconds(value)));
    }

    /** Milliseconds with decimals, wanted as a duration. */
    BlockBinding<T> milliseconds(String keyword, BiConsumer<T, Duration> set) {
        return duration(keyword, (draft, thousandfold) -> set.accept(draft, thousandfold.dividedBy(1000)));
    }

    /** An address of any family. */
    BlockBinding<T> address(String keyword, BiConsumer<T, IpAddress> set) {
        return statement(keyword, (draft, directive, statement, context) -> {
            IpAddress address = statement.arguments().isEmpty() ? null : Endpoints.address(statement, null, context);
            if (address != null) {
                set.accept(draft, address);
            }
        });
    }

    BlockBinding<T> word(String keyword, BiConsumer<T, String> set) {
        return statement(
                keyword,
                (draft, directive, statement, context) ->
                        set.accept(draft, firstArgument(statement).text()));
    }

    /** A keyword that takes exactly one word; with none or with more it is reported and ignored. */
    BlockBinding<T> onlyWord(String keyword, BiConsumer<T, String> set) {
        return statement(keyword, (draft, directive, statement, context) -> {
            if (statement.arguments().size() == 1) {
                set.accept(draft, firstArgument(statement).text());
                return;
            }
            context.error(
                    statement.arguments().isEmpty() ? Code.MISSING_ARGUMENT : Code.EXTRA_ARGUMENT,
                    statement.location(),
                    statement.keyword().text() + " takes exactly one word, ignored");
        });
    }

    /** A word with a greatest length: what is longer is cut. */
    BlockBinding<T> name(String keyword, BiConsumer<T, String> set) {
        return statement(
                keyword,
                (draft, directive, statement, context) -> set.accept(
                        draft,
                        GlobalOptions.boundedNames(directive, statement, context)
                                .getFirst()));
    }

    /** One of the words of the table; the empty word stands for no argument. */
    <V> BlockBinding<T> choice(String keyword, Map<String, V> values, BiConsumer<T, V> set) {
        return statement(keyword, (draft, directive, statement, context) -> {
            String word = statement.arguments().isEmpty()
                    ? ""
                    : firstArgument(statement).text();
            V value = values.get(word);
            if (value != null) {
                set.accept(draft, value);
            } else {
                String choices =
                        directive.arguments().replaceAll("[\\[\\]]", "").replace("|", ", ");
                context.error(
                        Code.NOT_A_CHOICE,
                        firstArgument(statement).location(),
                        keyword + " " + word + " is ignored (expected: " + choices + ")");
            }
        });
    }

    /** What a weight does to the draft. */
    @FunctionalInterface
    interface WeightSetter<T> {
        void set(T draft, int weight, boolean reverse);
    }

    /** {@code N [reverse]}. */
    BlockBinding<T> weight(String keyword, WeightSetter<T> set) {
        return statement(keyword, (draft, directive, statement, context) -> {
            OptionalLong weight = Values.number(directive, firstArgument(statement), context);
            boolean reverse = false;
            if (statement.arguments().size() > 1) {
                Word word = statement.arguments().get(1);
                reverse = word.text().equals("reverse");
                if (!reverse) {
                    context.error(
                            Code.UNKNOWN_OPTION,
                            word.location(),
                            keyword + ": '" + word.text() + "' is ignored (expected: reverse)");
                }
            }
            if (weight.isPresent()) {
                set.set(draft, (int) weight.getAsLong(), reverse);
            }
        });
    }

    BlockBinding<T> script(String keyword, BiConsumer<T, ScriptDraft> set) {
        return statement(keyword, (draft, directive, statement, context) -> {
            ScriptDraft script = ScriptBinder.notifyScript(directive, statement, context);
            if (script != null) {
                set.accept(draft, script);
            }
        });
    }

    /** The block reader has made sure that there is one. */
    static Word firstArgument(Statement statement) {
        return statement.arguments().getFirst();
    }
}
