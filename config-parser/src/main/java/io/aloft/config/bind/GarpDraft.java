package io.aloft.config.bind;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The gratuitous ARP settings as written, in {@code global_defs} or in an instance. */
public final class GarpDraft {

    public @Nullable Duration masterDelay;
    public @Nullable Long masterRepeat;
    public @Nullable Duration masterRefresh;
    public @Nullable Long masterRefreshRepeat;
    public @Nullable Duration lowerPrioDelay;
    public @Nullable Long lowerPrioRepeat;

    /** A copy: an instance takes what {@code global_defs} says at the place where its block opens. */
    GarpDraft copy() {
        var copy = new GarpDraft();
        copy.masterDelay = masterDelay;
        copy.masterRepeat = masterRepeat;
        copy.masterRefresh = masterRefresh;
        copy.masterRefreshRepeat = masterRefreshRepeat;
        copy.lowerPrioDelay = lowerPrioDelay;
        copy.lowerPrioRepeat = lowerPrioRepeat;
        return copy;
    }
}
