package io.aloft.config.bind;

import org.jspecify.annotations.Nullable;

/** A FIFO for events as written. */
public final class FifoDraft {

    public @Nullable String path;
    public @Nullable ScriptUser user;
    public @Nullable ScriptDraft script;
}
