package io.aloft.config.bind;

import io.aloft.model.vrrp.Conduct;
import io.aloft.model.vrrp.RepeatedGarp;
import org.jspecify.annotations.Nullable;

/** Where an instance follows or leaves the letter of the protocol, as written. */
public final class ConductDraft {

    public @Nullable Boolean strict;
    public @Nullable Boolean accept;
    public @Nullable Boolean lowerPrioNoAdvert;
    public @Nullable Boolean higherPrioSendAdvert;
    public @Nullable Boolean ownerIgnoresAdverts;
    public boolean checksumAsVersion2;
    public Conduct.UnicastChecksum unicastChecksum = Conduct.DEFAULT.unicastChecksum();
    public boolean trackSource;
    public @Nullable Integer lateTimerPriority;
    /** Null when the instance says nothing. */
    public @Nullable RepeatedGarp extraGarp;

    public int debugLevel;
}
