package io.aloft.config.bind;

import io.aloft.config.syntax.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything that an instance or a sync group follows, as written. */
public final class TrackedDrafts {

    private final Map<TrackEntries.Kind, List<TrackDraft>> entries = new EnumMap<>(TrackEntries.Kind.class);

    /** The entries of one kind, in order. */
    public List<TrackDraft> of(TrackEntries.Kind kind) {
        return entries.computeIfAbsent(kind, k -> new ArrayList<>());
    }

    /** Adds the lines of one block. */
    void read(TrackEntries.Kind kind, Statement statement, BindContext context) {
        of(kind).addAll(TrackEntries.read(kind, of(kind), statement, context));
    }
}
