package io.aloft.config.diagnostic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects diagnostics during one load. Keeps at most {@value #LIMIT}: a binary file given by mistake must not fill memory. */
public final class Diagnostics {

    private static final int LIMIT = 5_000;

    private final List<Diagnostic> collected = new ArrayList<>();
    private long leftOut;
    private StatusClass worst = StatusClass.OK;
    private boolean missingParameter;

    /** Something cannot be used. */
    public void error(Code code, @Nullable SourceLocation location, StatusClass statusClass, String message) {
        add(Diagnostic.error(code, statusClass, location, message));
    }

    /** Something cannot be used; {@code hint} says what to write. */
    public void error(
            Code code,
            @Nullable SourceLocation location,
            StatusClass statusClass,
            String message,
            @Nullable String hint) {
        add(Diagnostic.error(code, statusClass, location, message).withHint(hint));
    }

    /** Something is probably not meant. */
    public void warning(Code code, @Nullable SourceLocation location, StatusClass statusClass, String message) {
        add(Diagnostic.warning(code, statusClass, location, message));
    }

    /** Something is probably not meant; {@code hint} says what to write. */
    public void warning(
            Code code,
            @Nullable SourceLocation location,
            StatusClass statusClass,
            String message,
            @Nullable String hint) {
        add(Diagnostic.warning(code, statusClass, location, message).withHint(hint));
    }

    /** Worth knowing; never affects the exit status. */
    public void notice(Code code, @Nullable SourceLocation location, String message) {
        add(Diagnostic.notice(code, location, message));
    }

    /** Adds one diagnostic, or only counts it when there are too many. */
    public void add(Diagnostic diagnostic) {
        missingParameter |= diagnostic.statusClass() == StatusClass.MISSING_PARAMETER;
        if (diagnostic.statusClass().compareTo(worst) > 0) {
            worst = diagnostic.statusClass();
        }
        if (collected.size() < LIMIT) {
            collected.add(diagnostic);
        } else {
            leftOut++;
        }
    }

    /** Further diagnostics are only counted, so their wording need not be worked out. */
    public boolean isFull() {
        return collected.size() >= LIMIT;
    }

    /** The highest class met so far. */
    public StatusClass worst() {
        return worst;
    }

    /** Whether keepalived would have ended on a keyword without its argument. */
    public boolean missingParameter() {
        return missingParameter;
    }

    /** What {@code keepalived -t} would exit with: 0, 2, 4, 5 or 6. */
    public int testExitStatus() {
        return missingParameter ? StatusClass.MISSING_PARAMETER.exitStatus() : worst.exitStatus();
    }

    /** Everything collected, in the order of reading. */
    public List<Diagnostic> list() {
        var all = new ArrayList<>(collected);
        if (leftOut > 0) {
            all.add(Diagnostic.notice(Code.MORE_MESSAGES, null, "and " + leftOut + " more, not shown")
                    .withHint("mend these first"));
        }
        return List.copyOf(all);
    }
}
