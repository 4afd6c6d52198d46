package io.aloft.config.lint;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what one rule finds; nothing of it counts for the exit status of {@code -t}. */
public final class Findings {

    private final Code code;
    private final List<Diagnostic> found;

    /** Adds to {@code found} under one code. */
    public Findings(Code code, List<Diagnostic> found) {
        this.code = code;
        this.found = found;
    }

    /** What is written in two places cannot work together. */
    public void error(@Nullable SourceLocation at, String message, String hint, @Nullable SourceLocation related) {
        found.add(Diagnostic.error(code, StatusClass.OK, at, message)
                .withHint(hint)
                .withRelated(related));
    }

    /** What is written will do something that is probably not meant. */
    public void warning(@Nullable SourceLocation at, String message, String hint) {
        warning(at, message, hint, null);
    }

    /** The same, about two places. */
    public void warning(@Nullable SourceLocation at, String message, String hint, @Nullable SourceLocation related) {
        found.add(Diagnostic.warning(code, StatusClass.OK, at, message)
                .withHint(hint)
                .withRelated(related));
    }

    /** What is written may well be meant, and is worth knowing. */
    public void notice(@Nullable SourceLocation at, String message, String hint) {
        found.add(Diagnostic.notice(code, at, message).withHint(hint));
    }
}
