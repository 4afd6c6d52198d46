package io.aloft.model.lvs;

import org.jspecify.annotations.Nullable;

/**
 * The block {@code SSL}: what SSL_GET shows of itself. Certificates of servers are never verified.
 *
 * @param authority file of trusted certificates in PEM ({@code ca}); null for none
 * @param certificate file of the own certificate chain in PEM ({@code certificate}); null for none
 * @param key file of its key in PEM ({@code key}); null for none
 * @param password of the key ({@code password}); null for none
 */
public record TlsClientSpec(
        @Nullable String authority,
        @Nullable String certificate,
        @Nullable String key,
        @Nullable String password) {

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "TlsClientSpec[authority=" + authority + ", certificate=" + certificate + ", key=" + key + ", password="
                + (password == null ? "none" : "***") + "]";
    }
}
