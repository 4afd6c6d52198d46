package io.aloft.config.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects diagnostics during one load. Keeps {@value #LIMIT} and the few behind them that say why the load ended as it did: a binary file
 * given by mistake must not fill memory.
 */
public final class Diagnostics {

    private static final int LIMIT = 5_000;

    /** Each of them is reported once, as nothing is read behind it. */
    private static final Set<Code> ENDS_READING =
            Set.of(Code.INCLUDE_TOO_DEEP, Code.TOO_MANY_FILES, Code.TOO_MANY_LINES, Code.CONFIG_TOO_LARGE);

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
        boolean decides = ENDS_READING.contains(diagnostic.code());
        if (diagnostic.statusClass() == StatusClass.MISSING_PARAMETER) {
            decides |= !missingParameter;
            missingParameter = true;
        }
        if (diagnostic.statusClass().compareTo(worst) > 0) {
            decides = true;
            worst = diagnostic.statusClass();
        }
        if (decides || collected.size() < LIMIT) {
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
