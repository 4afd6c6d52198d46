package io.aloft.model.script;

import org.jspecify.annotations.Nullable;

/**
 * The scripts that one virtual router runs on its transitions (keepalived {@code notify_*} and {@code notify}).
 *
 * @param master run without added arguments on becoming Master
 * @param backup run without added arguments on becoming Backup
 * @param fault run without added arguments on entering FAULT
 * @param stop run without added arguments when Aloft stops
 * @param any run on every one of these with four arguments added: INSTANCE, name, state, effective priority
 */
public record NotifyScripts(
        @Nullable ScriptCommand master,
        @Nullable ScriptCommand backup,
        @Nullable ScriptCommand fault,
        @Nullable ScriptCommand stop,
        @Nullable ScriptCommand any) {

    /** Nothing is run. */
    public static final NotifyScripts NONE = new NotifyScripts(null, null, null, null, null);
}
