package io.aloft.model.vrrp;

import org.jspecify.annotations.Nullable;

/**
 * Where an instance follows or leaves the letter of the protocol.
 *
 * @param strict {@code strict_mode}, {@code vrrp_strict}
 * @param accept a Master that does not own the addresses takes traffic to them all the same ({@code accept},
 *     {@code no_accept}; off in strict mode)
 * @param ownerIgnoresAdverts an address owner does not look at advertisements ({@code owner_ignore_adverts})
 * @param checksumAsVersion2 the checksum of version 3 leaves the pseudo header out ({@code v3_checksum_as_v2})
 * @param unicastChecksum which checksum unicast of version 3 has ({@code old_unicast_checksum})
 * @param trackSource FAULT while the source address is absent ({@code track_src_ip})
 * @param lateTimerPriority a Master whose timers ran so late that a router of this priority must have taken over becomes
 *     Backup, 1..254 ({@code timer_expired_backup}); null to stay
 * @param extraGarp what is repeated on other interfaces ({@code garp_extra_if})
 * @param debugLevel 0..4 ({@code debug})
 */
public record Conduct(
        boolean strict,
        boolean accept,
        boolean ownerIgnoresAdverts,
        boolean checksumAsVersion2,
        UnicastChecksum unicastChecksum,
        boolean trackSource,
        @Nullable Integer lateTimerPriority,
        RepeatedGarp extraGarp,
        int debugLevel) {

    /** keepalived's defaults. */
    public static final Conduct DEFAULT =
            new Conduct(false, true, false, false, UnicastChecksum.DETECTED, false, null, RepeatedGarp.NONE, 0);

    /** The checksum of version 3 over IPv4 unicast, which old keepaliveds computed otherwise. */
    public enum UnicastChecksum {
        /** As the peer does it. */
        DETECTED,
        /** As old versions ({@code old_unicast_checksum}). */
        OLD,
        /** As RFC 5798 says, whatever the peer does ({@code old_unicast_checksum never}). */
        STANDARD
    }
}
