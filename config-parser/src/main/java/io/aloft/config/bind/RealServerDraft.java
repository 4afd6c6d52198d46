package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.net.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code real_server} as written. */
public final class RealServerDraft extends Draft {

    public final Endpoint endpoint;
    public final CheckSettings checks = new CheckSettings();
    public @Nullable Integer weight;
    public @Nullable Forwarding forwarding;
    public long upperThreshold;
    public long lowerThreshold;
    public @Nullable Boolean inhibit;
    public @Nullable Boolean smtpAlert;
    public @Nullable String snmpName;
    public @Nullable Duration slowStart;
    public @Nullable ScriptDraft notifyUp;
    public @Nullable ScriptDraft notifyDown;
    public final List<CheckerDraft> checkers = new ArrayList<>();

    RealServerDraft(VirtualServerDraft owner, Endpoint endpoint, SourceLocation location) {
        super(owner, "real server", endpoint, location);
        this.endpoint = endpoint;
        // What lb_kind says so far; a lb_kind further down reaches only real servers without one.
        this.forwarding = owner.forwarding;
    }
}
