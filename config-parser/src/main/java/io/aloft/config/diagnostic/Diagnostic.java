package io.aloft.config.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the loader has to say.
 *
 * @param severity for the operator
 * @param statusClass what keepalived would make of it; {@link StatusClass#OK} leaves the exit status alone
 * @param location where; null when it concerns the whole configuration
 * @param message what is wrong and what happens now, one line without a full stop
 * @param hint what to write instead, or null
 */
public record Diagnostic(
        Severity severity,
        StatusClass statusClass,
        @Nullable SourceLocation location,
        String message,
        @Nullable String hint) {

    /** {@code FILE:LINE:COLUMN: severity: message; hint}, the form that terminals and editors can follow. */
    @Override
    public String toString() {
        String place = location == null ? "" : location + ": ";
        String advice = hint == null ? "" : "; " + hint;
        return place + severity.word() + ": " + message + advice;
    }
}
