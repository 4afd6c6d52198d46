package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.syntax.Word;
import java.util.ArrayList;
import java.util.List;

/** A {@code vrrp_sync_group} as written. */
public final class SyncGroupDraft extends Draft {

    public final String name;
    public final List<Word> members = new ArrayList<>();
    public final AlertsDraft alerts = new AlertsDraft();
    public boolean memberWeights;

    public final TrackedDrafts tracked = new TrackedDrafts();

    SyncGroupDraft(String name, SourceLocation location) {
        super(null, "sync group " + name, location);
        this.name = name;
    }
}
