package io.aloft.config.origin;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.syntax.Statement;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Leads from the objects of an image back to the statements they were made of, so that the model need not carry places.
 *
 * <p>An object is found by identity: two equal real servers of different virtual servers have different places. The places
 * themselves are worked out when they are asked for.
 */
public final class Origins {

    private final Map<Object, Statement> written;

    private Origins(Map<Object, Statement> written) {
        this.written = written;
    }

    /** Where nothing is known: every place is null. */
    public static Origins none() {
        return new Origins(Map.of());
    }

    /** Where the object begins; null when it was not made of a statement. */
    public @Nullable SourceLocation of(Object object) {
        Statement statement = written.get(object);
        return statement == null ? null : statement.location();
    }

    /** Where the last of a keyword or its synonyms stands in the block of the object, else where the object begins. */
    public @Nullable SourceLocation of(Object object, String... keywords) {
        Statement last = null;
        for (Statement statement : content(object)) {
            if (List.of(keywords).contains(statement.keyword().text())) {
                last = statement;
            }
        }
        return last == null ? of(object) : last.location();
    }

    /**
     * Where the line of an entry block stands, such as that of one address.
     *
     * @param keyword of the entry block, such as {@code track_script}
     * @param entry recognises the line by its first word
     * @return the line; without it the keyword, and without that the object
     */
    public @Nullable SourceLocation ofEntry(Object object, String keyword, Predicate<String> entry) {
        for (Statement statement : content(object)) {
            if (statement.keyword().text().equals(keyword)) {
                for (Statement line : statement.content()) {
                    // Several entries may share a line of a list block.
                    var word = line.words().stream()
                            .filter(w -> entry.test(w.text()))
                            .findFirst();
                    if (word.isPresent()) {
                        return word.get().location();
                    }
                }
            }
        }
        return of(object, keyword);
    }

    private List<Statement> content(Object object) {
        Statement statement = written.get(object);
        return statement == null ? List.of() : statement.content();
    }

    /** Collects the origins while the image is made. */
    public static final class Builder {

        private final Map<Object, Statement> written = new IdentityHashMap<>();

        /** Notes what an object of the image was made of; nothing when no block was read for it. */
        public void put(Object object, @Nullable Statement statement) {
            if (statement != null) {
                written.put(object, statement);
            }
        }

        /** Everything noted; the last act of a builder. */
        public Origins build() {
            return new Origins(written);
        }
    }
}
