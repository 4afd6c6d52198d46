package io.aloft.model.vrrp;

import io.aloft.model.script.ScriptCommand;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of a transition besides the scripts of {@link io.aloft.model.script.NotifyScripts}.
 *
 * @param mail {@code smtp_alert}, else {@code smtp_alert_vrrp}, else {@code smtp_alert} of global_defs, else off
 * @param priorityChanges changes of the priority are written to FIFOs ({@code notify_priority_changes}, else that of the sync
 *     group, else {@code vrrp_notify_priority_changes})
 * @param tellDeletion a reload that removes the instance is told as DELETED instead of FAULT ({@code notify_deleted})
 * @param deleted run then; null for none
 * @param lowerPriorityReceived run when a Master receives an advertisement of lower priority
 *     ({@code notify_master_rx_lower_pri}); null for none
 */
public record Alerts(
        boolean mail,
        boolean priorityChanges,
        boolean tellDeletion,
        @Nullable ScriptCommand deleted,
        @Nullable ScriptCommand lowerPriorityReceived) {

    /** Nobody. */
    public static final Alerts NONE = new Alerts(false, false, false, null, null);
}
