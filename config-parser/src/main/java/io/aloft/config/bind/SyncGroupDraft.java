package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.syntax.Word;
import java.util.ArrayList;
import java.util.List;

/** A {@code vrrp_sync_group} as written; what it notifies is not read yet. */
public final class SyncGroupDraft extends Draft {

    public final List<Word> members = new ArrayList<>();

    public final TrackedDrafts tracked = new TrackedDrafts();

    SyncGroupDraft(String name, SourceLocation location) {
        super(null, "sync group " + name, location);
    }
}
