package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.lvs.ForwardingMethod;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code virtual_server} with an address, as written. */
public final class VirtualServerDraft extends Draft {

    public final Endpoint endpoint;
    /** False for groups and marks, whose family shows elsewhere. */
    public boolean familyKnown = true;

    public final CheckSettings checks = new CheckSettings();
    public @Nullable String scheduler;
    public int schedulerFlags;
    public @Nullable ForwardingMethod method;
    public @Nullable TransportProtocol protocol;
    public @Nullable Integer persistenceTimeout;
    public @Nullable Integer persistenceGranularity;
    public long quorum = 1;
    public long hysteresis;
    public boolean alpha;
    public boolean omega;
    public boolean inhibit;
    public int weight = 1;
    public @Nullable Endpoint sorryServer;
    public @Nullable SourceLocation sorryLocation;
    public @Nullable ForwardingMethod sorryMethod;
    public boolean sorryInhibit;
    public @Nullable ScriptDraft quorumUp;
    public @Nullable ScriptDraft quorumDown;
    public final List<RealServerDraft> realServers = new ArrayList<>();

    VirtualServerDraft(Endpoint endpoint, SourceLocation location) {
        super(null, "virtual server", endpoint, location);
        this.endpoint = endpoint;
    }
}
