package io.aloft.vrrp.packet;

import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.Conduct.UnicastChecksum;
import io.aloft.model.vrrp.HmacAuthentication;
import io.aloft.model.vrrp.VirtualRouterSpec;
import org.jspecify.annotations.Nullable;

/**
 * What one virtual router remembers of the packets it sent and heard: the counter of the authentication header, the numbers of
 * {@code auth_hmac}, and whether its peers compute the checksum the old way. Encoder and checks share it. Not thread-safe.
 */
public final class Authenticator {

    private final @Nullable AuthenticationHeader header;
    private final @Nullable HmacTrailer trailer;
    private final UnicastChecksum configuredChecksum;
    private boolean oldChecksumHeard;

    /** A router that has sent and heard nothing yet. */
    public Authenticator(VirtualRouterSpec spec) {
        this.header = spec.authentication() instanceof Authentication.Header configured && usesAuthenticationData(spec)
                ? new AuthenticationHeader(configured)
                : null;
        HmacAuthentication hmac = spec.options().hmac();
        this.trailer = hmac == null ? null : new HmacTrailer(spec, hmac);
        this.configuredChecksum = spec.options().conduct().unicastChecksum();
    }

    /** The same router after a reload: other keys perhaps, but numbers that were used stay used. */
    public Authenticator reconfigured(VirtualRouterSpec spec) {
        var after = new Authenticator(spec);
        if (after.header != null && header != null) {
            after.header.follow(header);
        }
        if (after.trailer != null && trailer != null) {
            after.trailer.follow(trailer);
        }
        after.oldChecksumHeard = oldChecksumHeard;
        return after;
    }

    /** To be called on each change to Master: a counter at its end begins anew then. */
    public void becameMaster() {
        if (header != null) {
            header.becameMaster();
        }
    }

    /** Whether the time of day matters to it, which is so with {@code auth_hmac} only. */
    public boolean usesTime() {
        return trailer != null;
    }

    @Nullable
    AuthenticationHeader header() {
        return header;
    }

    @Nullable
    HmacTrailer trailer() {
        return trailer;
    }

    /** Whether the unicast checksum of version 3 has the group's address in its pseudo header. */
    boolean oldChecksum() {
        return configuredChecksum == UnicastChecksum.OLD || detectsChecksum() && oldChecksumHeard;
    }

    boolean detectsChecksum() {
        return configuredChecksum == UnicastChecksum.DETECTED;
    }

    void heardOldChecksum() {
        oldChecksumHeard = true;
    }

    /** Version 2 over IPv4 alone has room for authentication. */
    static boolean usesAuthenticationData(VirtualRouterSpec spec) {
        return Layout.authenticationData(spec.version(), spec.family()) > 0;
    }
}
