package io.aloft.model.global;

import io.aloft.model.script.ScriptCommand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How scripts are run.
 *
 * @param security insecure scripts are dropped ({@code enable_script_security})
 * @param user whom scripts without a user of their own run as ({@code script_user}); null when nobody is named, which
 *     leaves {@code keepalived_script} if that account exists, else the user of the program
 * @param group the group of {@code script_user}, by name or number; null is the primary group
 * @param symlinkPaths scripts are run by the path as configured ({@code use_symlink_paths})
 * @param supplementaryGroups scripts get all groups of their user ({@code set_supplementary_groups})
 * @param startup run before anything else ({@code startup_script}); null for none
 * @param startupTimeout after which it is ended, whole seconds 1..1000 (default 10)
 * @param shutdown run after everything else ({@code shutdown_script}); null for none
 * @param shutdownTimeout after which it is ended, whole seconds 1..1000 (default 10)
 */
public record ScriptSettings(
        boolean security,
        @Nullable String user,
        @Nullable String group,
        boolean symlinkPaths,
        boolean supplementaryGroups,
        @Nullable ScriptCommand startup,
        Duration startupTimeout,
        @Nullable ScriptCommand shutdown,
        Duration shutdownTimeout) {

    /** keepalived's defaults. */
    public static final ScriptSettings DEFAULT = new ScriptSettings(
            false, null, null, false, false, null, Duration.ofSeconds(10), null, Duration.ofSeconds(10));
}
