package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;

/** A {@code vrrp_sync_group} as written; only its members are of interest yet. */
final class SyncGroupDraft extends Draft {

    SyncGroupDraft(String name, SourceLocation location) {
        super(null, "sync group " + name, location);
    }
}
