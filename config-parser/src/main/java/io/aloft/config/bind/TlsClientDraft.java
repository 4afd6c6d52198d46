package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.lvs.TlsClientSpec;
import org.jspecify.annotations.Nullable;

/** The block {@code SSL} as written. */
final class TlsClientDraft extends Draft {

    @Nullable
    String authority;

    @Nullable
    String certificate;

    @Nullable
    String key;

    @Nullable
    String password;

    TlsClientDraft(SourceLocation location) {
        super(null, "SSL", location);
    }

    TlsClientSpec spec() {
        return new TlsClientSpec(authority, certificate, key, password);
    }
}
