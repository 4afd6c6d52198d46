package io.aloft.config.directive;

/** How far Aloft supports a keyword. Documents and messages are made from it. */
public enum Support {
    /** Works as in keepalived. */
    FULL,
    /** Works with some arguments or in some places; the others are reported where they stand. */
    CONDITIONAL,
    /** Accepted; there is nothing to do for it in this program. */
    NO_EFFECT,
    /** Accepted and listed once as not yet supported; the object it stands in works without it. */
    NOT_YET,
    /** keepalived no longer knows it; the message says what took its place. */
    REMOVED
}
