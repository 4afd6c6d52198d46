package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.directive.DirectiveCatalog;
import io.aloft.config.host.HostFacts;
import io.aloft.config.origin.Origins;
import org.jspecify.annotations.Nullable;

/** What binders share during one load. */
public final class BindContext {

    private static final int GUESSES = 200;

    private final DirectiveCatalog catalog;
    private final Diagnostics diagnostics;
    private final HostFacts host;
    private final boolean testing;
    private final boolean keepsStatements;
    private final NotYetSupported notYet = new NotYetSupported();
    private final Corrections corrections = new Corrections();
    private final ConfigDraft config = new ConfigDraft();
    private final Origins.Builder origins = new Origins.Builder();
    private @Nullable Draft current;
    private int guesses;

    /**
     * Starts one load.
     *
     * @param testing {@code -t}: trailing characters behind a number make it invalid, while a start of the daemon uses it
     * @param keepsStatements whether the image is to lead back to what it was made of
     */
    public BindContext(
            DirectiveCatalog catalog,
            Diagnostics diagnostics,
            HostFacts host,
            boolean testing,
            boolean keepsStatements) {
        this.catalog = catalog;
        this.diagnostics = diagnostics;
        this.host = host;
        this.testing = testing;
        this.keepsStatements = keepsStatements;
    }

    /**
     * Whether to work out what an unknown keyword was meant to be. Each guess looks at every keyword; where there are hundreds,
     * the file is no configuration.
     */
    boolean mayGuess() {
        return guesses++ < GUESSES;
    }

    DirectiveCatalog catalog() {
        return catalog;
    }

    public Diagnostics diagnostics() {
        return diagnostics;
    }

    public HostFacts host() {
        return host;
    }

    boolean testing() {
        return testing;
    }

    boolean keepsStatements() {
        return keepsStatements;
    }

    public NotYetSupported notYet() {
        return notYet;
    }

    /** What the objects of the image were made of. */
    public Origins.Builder origins() {
        return origins;
    }

    /** Which statements do not count as written. */
    public Corrections corrections() {
        return corrections;
    }

    /** Everything read so far. */
    public ConfigDraft config() {
        return config;
    }

    GlobalDraft global() {
        return config.global();
    }

    /** The object whose block is being read. */
    Draft current() {
        return current == null ? config.global() : current;
    }

    @Nullable
    Draft enter(Draft draft) {
        Draft outer = current;
        current = draft;
        return outer;
    }

    void leave(@Nullable Draft outer) {
        current = outer;
    }

    /** Reports something unusable, with the object it belongs to. */
    void error(Code code, SourceLocation location, StatusClass statusClass, String message) {
        diagnostics.error(code, location, statusClass, inContext(message));
    }

    /** A mistake of no special class. */
    void error(Code code, SourceLocation location, String message) {
        error(code, location, StatusClass.GENERAL_ERROR, message);
    }

    /** Something that keepalived accepts without a word, or with a log line only. */
    void caution(Code code, SourceLocation location, String message, @Nullable String hint) {
        diagnostics.warning(code, location, StatusClass.OK, inContext(message), hint);
    }

    String inContext(String message) {
        String label = current().label();
        return label.isEmpty() ? message : message + "; " + label;
    }

    /** Notes an option that is not built yet. */
    void notYet(Directive directive, String what, SourceLocation location) {
        notYet.add(what + " in " + directive.block(), location);
    }
}
