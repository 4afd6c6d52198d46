package io.aloft.config.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the loader has to say.
 *
 * @param severity for the operator
 * @param code the kind of trouble, for {@code aloft explain} and for filters
 * @param statusClass what keepalived would make of it; {@link StatusClass#OK} leaves the exit status alone
 * @param location where; null when it concerns the whole configuration
 * @param message what is wrong and what happens now, one line without a full stop; may quote the file, see {@link VisibleText}
 * @param hint what to write instead, or null
 * @param related the other place that the message is about, such as the first of two definitions, or null
 */
public record Diagnostic(
        Severity severity,
        Code code,
        StatusClass statusClass,
        @Nullable SourceLocation location,
        String message,
        @Nullable String hint,
        @Nullable SourceLocation related) {

    /** Makes what is quoted from the file fit to be shown. */
    public Diagnostic {
        message = VisibleText.of(message);
        hint = hint == null ? null : VisibleText.of(hint);
    }

    /** Something cannot be used. */
    public static Diagnostic error(
            Code code, StatusClass statusClass, @Nullable SourceLocation location, String message) {
        return new Diagnostic(Severity.ERROR, code, statusClass, location, message, null, null);
    }

    /** Something is probably not meant. */
    public static Diagnostic warning(
            Code code, StatusClass statusClass, @Nullable SourceLocation location, String message) {
        return new Diagnostic(Severity.WARNING, code, statusClass, location, message, null, null);
    }

    /** Worth knowing; never affects the exit status. */
    public static Diagnostic notice(Code code, @Nullable SourceLocation location, String message) {
        return new Diagnostic(Severity.NOTICE, code, StatusClass.OK, location, message, null, null);
    }

    /** The same with what to write instead. */
    public Diagnostic withHint(@Nullable String advice) {
        return new Diagnostic(severity, code, statusClass, location, message, advice, related);
    }

    /** The same with the other place that it is about; the text form names it, so the message need not. */
    public Diagnostic withRelated(@Nullable SourceLocation other) {
        return new Diagnostic(severity, code, statusClass, location, message, hint, other);
    }

    /** {@code FILE:LINE:COLUMN: severity: message; see OTHER:LINE:COLUMN; hint [ALO-1234]}, which terminals and editors follow. */
    @Override
    public String toString() {
        String place = location == null ? "" : location + ": ";
        String other = related == null ? "" : "; see " + related;
        String advice = hint == null ? "" : "; " + hint;
        return place + severity.word() + ": " + message + other + advice + " [" + code.id() + "]";
    }
}
