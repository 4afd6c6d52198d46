package io.aloft.daemon;

import io.aloft.checkers.kernel.SyncDaemonKeeper;
import io.aloft.model.event.StateChange;
import io.aloft.model.script.ScriptCommand;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.notify.Notifier;
import io.aloft.vrrp.runtime.StateListener;

/** Carries what happens to virtual routers and sync groups to the scripts and sync daemons that are to be told. */
final class VrrpNotices implements StateListener {

    private final Notifier notifier;
    private final SyncDaemonKeeper syncDaemons;

    VrrpNotices(Notifier notifier, SyncDaemonKeeper syncDaemons) {
        this.notifier = notifier;
        this.syncDaemons = syncDaemons;
    }

    @Override
    public void stateChanged(VirtualRouterSpec router, StateChange change) {
        if (!change.stopping()) {
            syncDaemons.instanceChanged(router.name(), change.to() == VrrpState.MASTER);
        }
        notifier.stateChanged(change, router.scripts());
    }

    @Override
    public void groupChanged(SyncGroupSpec group, StateChange change) {
        notifier.groupChanged(change, group.scripts());
    }

    @Override
    public void deleted(VirtualRouterSpec router, StateChange last) {
        notifier.deleted(last, router.scripts(), router.options().alerts().deleted());
    }

    @Override
    public void lowerPriorityReceived(VirtualRouterSpec router, int priority) {
        ScriptCommand script = router.options().alerts().lowerPriorityReceived();
        if (script != null) {
            // A lane of its own: it comes once for each advertisement, and must not hold up what the states have to
            // say.
            notifier.run(script, "lower priority advert to " + router.name());
        }
    }

    @Override
    public void priorityChanged(VirtualRouterSpec router, VrrpState state, int priority) {
        // Only FIFOs are told of it (keepalived runs no script), and the log has its line already.
    }
}
