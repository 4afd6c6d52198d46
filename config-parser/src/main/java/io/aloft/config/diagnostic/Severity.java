package io.aloft.config.diagnostic;

import java.util.Locale;

/** How much a diagnostic matters to the operator; keepalived's exit status follows {@link StatusClass} instead. */
public enum Severity {
    /** What was written cannot be used; the message says what happens instead. */
    ERROR,
    /** What was written is used, or left out, in a way that is probably not what was meant. */
    WARNING,
    /** Nothing is wrong with the configuration. */
    NOTICE;

    /** The lower-case word that messages carry. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
