package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.syntax.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One object of the configuration as written: values are null or empty where nothing was written. */
public abstract class Draft {

    private final @Nullable Draft owner;
    private final String kind;
    private final @Nullable Object name;
    private final SourceLocation location;
    private @Nullable Statement written;

    /**
     * Starts an object.
     *
     * @param owner the object whose block encloses this one, or null
     * @param kind how messages name it
     * @param location of its keyword
     */
    protected Draft(@Nullable Draft owner, String kind, SourceLocation location) {
        this(owner, kind, null, location);
    }

    /**
     * Starts an object that has a name or an address.
     *
     * @param name written behind the kind, as in {@code instance VI_1}, once a message needs it
     */
    protected Draft(@Nullable Draft owner, String kind, @Nullable Object name, SourceLocation location) {
        this.owner = owner;
        this.kind = kind;
        this.name = name;
        this.location = location;
    }

    /** How messages name it, its owner included. */
    public String label() {
        String label = name == null ? kind : kind + " " + name;
        return owner == null || owner.label().isEmpty() ? label : label + " of " + owner.label();
    }

    public SourceLocation location() {
        return location;
    }

    /** The statement whose block was read into this object, or null when none was. */
    public @Nullable Statement written() {
        return written;
    }

    /** The last statement of a keyword in the block of this object, or null. */
    public @Nullable Statement statement(String keyword) {
        Statement found = null;
        for (Statement each : written == null ? List.<Statement>of() : written.content()) {
            found = each.keyword().text().equals(keyword) ? each : found;
        }
        return found;
    }

    void writtenAs(Statement statement) {
        written = statement;
    }
}
