package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A {@code vrrp_script} as written. */
public final class CheckScriptDraft extends Draft {

    public final String name;
    public @Nullable ScriptDraft script;
    public Duration interval = Duration.ofSeconds(1);
    public @Nullable Duration timeout;
    public int weight;
    public boolean reverse;
    public int rise = 1;
    public int fall = 1;
    public boolean initFail;
    public @Nullable ScriptUser user;
    /** A user was named that does not exist. */
    public boolean userUnknown;

    CheckScriptDraft(String name, SourceLocation location) {
        super(null, "script " + name, location);
        this.name = name;
    }
}
