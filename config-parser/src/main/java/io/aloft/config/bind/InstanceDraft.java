package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code vrrp_instance} as written. */
public final class InstanceDraft extends Draft {

    private static final int DEFAULT_PRIORITY = 100;

    public final String name;
    public final GarpDraft garp;
    public long downTimerAdverts;
    public boolean skipCheckAdvertAddress;

    public @Nullable Boolean master;
    public @Nullable String interfaceName;
    /** The interface was named but is not there, and may not come later. */
    public boolean interfaceMissing;

    public @Nullable Integer vrid;
    public @Nullable Integer priority;
    public @Nullable Integer version;
    public Duration advertInterval = Duration.ofSeconds(1);
    public boolean preempt = true;
    public Duration preemptDelay = Duration.ZERO;
    public @Nullable String authType;
    public @Nullable String password;
    public @Nullable IpAddress sourceAddress;
    public final List<AddressDraft> addresses = new ArrayList<>();
    public final List<AddressDraft> excluded = new ArrayList<>();
    public boolean withoutAddressesIntended;
    public boolean trackPrimary = true;
    /** Checked; not acted on yet. */
    public final List<IpAddress> unicastPeers = new ArrayList<>();

    /** A unicast keyword stands here but no peer that can be used: keepalived falls back to multicast. */
    public boolean unicastWithoutPeer;

    public final TrackedDrafts tracked = new TrackedDrafts();
    public @Nullable Boolean lowerPrioNoAdvert;
    public @Nullable Boolean higherPrioSendAdvert;
    public @Nullable Boolean strict;
    public @Nullable ScriptDraft notifyMaster;
    public @Nullable ScriptDraft notifyBackup;
    public @Nullable ScriptDraft notifyFault;
    public @Nullable ScriptDraft notifyStop;
    public @Nullable ScriptDraft notify;

    /** The family that what was read so far fixes, or null. */
    @Nullable
    AddressFamily family() {
        if (sourceAddress != null) {
            return sourceAddress.family();
        }
        if (addresses.isEmpty() && !unicastPeers.isEmpty()) {
            return unicastPeers.getFirst().family();
        }
        return addresses.isEmpty() ? null : addresses.getFirst().address().family();
    }

    /** As written, else what the initial state stands for. */
    public int effectivePriority() {
        int standard = Boolean.TRUE.equals(master) ? VirtualRouterSpec.OWNER_PRIORITY : DEFAULT_PRIORITY;
        return priority == null ? standard : priority;
    }

    InstanceDraft(String name, SourceLocation location, GlobalDraft global) {
        super(null, "instance " + name, location);
        this.name = name;
        this.garp = global.garp.copy();
        this.downTimerAdverts = global.downTimerAdverts;
        this.skipCheckAdvertAddress = global.skipCheckAdvertAddress;
    }
}
