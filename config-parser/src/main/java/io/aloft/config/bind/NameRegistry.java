package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of objects whose blocks are checked but not built yet, so that uses of undefined names are found. */
final class NameRegistry {

    /** What a name stands for. */
    enum Kind {
        BFD,
        TRACK_FILE,
        TRACK_PROCESS,
        TRACK_GROUP,
        SERVER_GROUP
    }

    private final Map<Kind, Map<String, SourceLocation>> names = new EnumMap<>(Kind.class);

    /** Where the name was defined before, or null when it is new. */
    @Nullable
    SourceLocation define(Kind kind, String name, SourceLocation location) {
        return names.computeIfAbsent(kind, k -> new HashMap<>()).putIfAbsent(name, location);
    }

    boolean isDefined(Kind kind, String name) {
        return names.getOrDefault(kind, Map.of()).containsKey(name);
    }

    /** Takes back a definition that turned out to be unusable. */
    void remove(Kind kind, String name) {
        Map<String, SourceLocation> known = names.get(kind);
        if (known != null) {
            known.remove(name);
        }
    }
}
