package io.aloft.config.bind;

import org.jspecify.annotations.Nullable;

/** Whom an instance or a sync group tells, as written. */
public final class AlertsDraft {

    public @Nullable ScriptDraft notifyMaster;
    public @Nullable ScriptDraft notifyBackup;
    public @Nullable ScriptDraft notifyFault;
    public @Nullable ScriptDraft notifyStop;
    public @Nullable ScriptDraft notify;
    public @Nullable ScriptDraft deleted;
    public boolean tellDeletion;
    public @Nullable ScriptDraft lowerPriorityReceived;
    public @Nullable Boolean mail;
    public @Nullable Boolean priorityChanges;

    /** What instances and sync groups have in common. */
    static <T extends Draft> void addTo(BlockBinding<T> block, java.util.function.Function<T, AlertsDraft> alerts) {
        block.script("notify", (draft, script) -> alerts.apply(draft).notify = script)
                .script("notify_master", (draft, script) -> alerts.apply(draft).notifyMaster = script)
                .script("notify_backup", (draft, script) -> alerts.apply(draft).notifyBackup = script)
                .script("notify_fault", (draft, script) -> alerts.apply(draft).notifyFault = script)
                .script("notify_stop", (draft, script) -> alerts.apply(draft).notifyStop = script)
                .bool("smtp_alert", (draft, on) -> alerts.apply(draft).mail = on)
                .bool("notify_priority_changes", (draft, on) -> alerts.apply(draft).priorityChanges = on);
    }
}
