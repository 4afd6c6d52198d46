package io.aloft.config.bind;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checker settings that a virtual server, a real server and a checker may each give; the innermost counts. */
public final class CheckSettings {

    public @Nullable Duration delayLoop;
    public @Nullable Long retry;
    public @Nullable Duration delayBeforeRetry;
    public @Nullable Duration warmup;
    public @Nullable Duration connectTimeout;
    public @Nullable Boolean alpha;
    public @Nullable String virtualHost;

    /** Nothing is said. */
    public boolean isEmpty() {
        return delayLoop == null
                && retry == null
                && delayBeforeRetry == null
                && warmup == null
                && connectTimeout == null
                && alpha == null
                && virtualHost == null;
    }
}
