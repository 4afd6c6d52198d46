package io.aloft.model.global;

import org.jspecify.annotations.Nullable;

/**
 * What surrounds a reload.
 *
 * @param checkLog a failing test of the new configuration cancels the reload; where the test writes
 *     ({@code reload_check_config}, /dev/null by default); null for no test
 * @param timeFile holds the time of a planned reload ({@code reload_time_file}); null for none
 * @param repeatDaily the planned reload happens every day ({@code reload_repeat})
 * @param markerFile exists while the configuration is read ({@code reload_file}); null for none, empty for the pid file
 *     with {@code .reload}
 */
public record ReloadSettings(
        @Nullable String checkLog,
        @Nullable String timeFile,
        boolean repeatDaily,
        @Nullable String markerFile) {

    /** Reloads when told, without a test. */
    public static final ReloadSettings DEFAULT = new ReloadSettings(null, null, false, null);
}
