package io.aloft.vrrp.track;

/** What the runs of a {@code vrrp_script} amount to. */
public enum ScriptVerdict {
    /** No run has ended yet. */
    UNKNOWN,
    /** The last {@code rise} runs succeeded, or the first one did. */
    GOOD,
    /** The last {@code fall} runs failed, or the first one did. */
    BAD
}
