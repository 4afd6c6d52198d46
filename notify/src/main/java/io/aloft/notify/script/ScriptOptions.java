package io.aloft.notify.script;

/**
 * What {@code global_defs} says about running scripts.
 *
 * @param security look at the path again before each run, and refuse what somebody other than root could have changed
 *     ({@code enable_script_security})
 * @param umask for files that scripts make, 0..0777 ({@code umask})
 */
public record ScriptOptions(boolean security, int umask) {

    /** keepalived's default: what scripts create is readable by their user alone. */
    public static final int DEFAULT_UMASK = 0177;
}
