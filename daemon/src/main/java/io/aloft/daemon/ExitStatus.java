package io.aloft.daemon;

/** keepalived's exit statuses, as far as Aloft has a use for them. */
final class ExitStatus {

    /** Normal end, nothing to report under {@code -t}, or already running. */
    static final int OK = 0;
    /** The command line is wrong, or something essential cannot be had. */
    static final int FATAL = 1;
    /** A permission is missing. */
    static final int NO_PERMISSION = 4;
    /** The configuration file cannot be read. */
    static final int CONFIG_UNREADABLE = 6;

    private ExitStatus() {}
}
