package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@code vrrp_sync_group} as written; only its members are of interest yet. */
public final class SyncGroupDraft extends Draft {

    public final Map<String, SourceLocation> members = new LinkedHashMap<>();

    SyncGroupDraft(String name, SourceLocation location) {
        super(null, "sync group " + name, location);
    }
}
