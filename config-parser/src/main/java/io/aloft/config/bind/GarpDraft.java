package io.aloft.config.bind;

import io.aloft.model.vrrp.GarpPolicy;
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

    /**
     * A copy: an instance takes what {@code global_defs} says at the place where its block opens. What follows a lower
     * priority is settled there too: the instance's own {@code garp_master_*} have no say in it.
     */
    GarpDraft copy() {
        var copy = new GarpDraft();
        copy.masterDelay = masterDelay;
        copy.masterRepeat = masterRepeat;
        copy.masterRefresh = masterRefresh;
        copy.masterRefreshRepeat = masterRefreshRepeat;
        Duration delay = masterDelay == null ? GarpPolicy.DEFAULT.masterDelay() : masterDelay;
        Long repeat = masterRepeat == null ? Long.valueOf(GarpPolicy.DEFAULT.masterRepeat()) : masterRepeat;
        copy.lowerPrioDelay = lowerPrioDelay == null ? delay : lowerPrioDelay;
        copy.lowerPrioRepeat = lowerPrioRepeat == null ? repeat : lowerPrioRepeat;
        return copy;
    }
}
