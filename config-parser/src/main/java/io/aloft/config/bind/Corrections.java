package io.aloft.config.bind;

import io.aloft.config.syntax.Statement;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statements that do not count as written: those without any effect, and those whose value another one takes the place of. */
public final class Corrections {

    private static final String NOTHING = "";

    private final Map<Statement, String> values = new IdentityHashMap<>();
    private @Nullable Statement reading;

    /** From now on values belong to this statement; null when they belong to none that stands on a line of its own. */
    void begin(@Nullable Statement statement) {
        reading = statement;
    }

    /** The value just read is ignored, and with it the statement. */
    void refuse() {
        if (reading != null) {
            values.put(reading, NOTHING);
        }
    }

    /** Something else counts instead of the value just read. */
    void substitute(String value) {
        if (reading != null) {
            values.put(reading, value);
        }
    }

    /** The statement has no effect, nor has anything in its block. */
    void drop(Statement statement) {
        values.put(statement, NOTHING);
    }

    /** Whether the statement has no effect. */
    public boolean isDropped(Statement statement) {
        return NOTHING.equals(values.get(statement));
    }

    /** What counts instead of the first argument; null when that counts itself. */
    public @Nullable String substituteIn(Statement statement) {
        return isDropped(statement) ? null : values.get(statement);
    }
}
