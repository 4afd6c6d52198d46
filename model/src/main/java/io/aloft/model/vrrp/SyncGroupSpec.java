package io.aloft.model.vrrp;

import io.aloft.model.script.NotifyScripts;
import java.util.List;

/**
 * A {@code vrrp_sync_group}: instances that change their state together.
 *
 * @param name of the group
 * @param members names of its instances, at least one, in configuration order
 * @param tracking what the group as a whole looks at
 * @param memberWeights members may track with weights of their own ({@code sync_group_tracking_weight},
 *     {@code global_tracking})
 * @param scripts run on transitions of the group
 * @param mail {@code smtp_alert}, with the defaults of {@code global_defs}
 * @param priorityChanges {@code notify_priority_changes}, else {@code vrrp_notify_priority_changes}
 */
public record SyncGroupSpec(
        String name,
        List<String> members,
        Tracking tracking,
        boolean memberWeights,
        NotifyScripts scripts,
        boolean mail,
        boolean priorityChanges) {

    public SyncGroupSpec {
        members = List.copyOf(members);
    }

    /** The same group of other members. */
    public SyncGroupSpec withMembers(List<String> others) {
        return new SyncGroupSpec(name, others, tracking, memberWeights, scripts, mail, priorityChanges);
    }
}
