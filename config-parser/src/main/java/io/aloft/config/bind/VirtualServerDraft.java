package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code virtual_server} as written. */
public final class VirtualServerDraft extends Draft {

    public final Target target;
    /** Null for marks and groups until {@code ip_family} or the first server that is reached without a tunnel tells it. */
    public @Nullable AddressFamily family;

    public final CheckSettings checks = new CheckSettings();
    public @Nullable String scheduler;
    public int schedulerFlags;
    public boolean onePacket;
    public @Nullable Forwarding forwarding;
    public @Nullable TransportProtocol protocol;
    public @Nullable Integer persistenceTimeout;
    public @Nullable Integer persistenceGranularity;
    public @Nullable String persistenceEngine;
    public long quorum = 1;
    public long hysteresis;
    public boolean omega;
    public boolean haSuspend;
    public boolean inhibit;
    public int weight = 1;
    public @Nullable Boolean smtpAlert;
    public @Nullable String snmpName;
    public Duration slowStart = Duration.ZERO;
    public @Nullable Endpoint sorryServer;
    public @Nullable SourceLocation sorryLocation;
    public @Nullable Forwarding sorryForwarding;
    public boolean sorryInhibit;
    public @Nullable ScriptDraft quorumUp;
    public @Nullable ScriptDraft quorumDown;
    public final List<RealServerDraft> realServers = new ArrayList<>();

    VirtualServerDraft(Target target, SourceLocation location) {
        super(null, "virtual server", target, location);
        this.target = target;
        this.family = target instanceof Target.Address(var endpoint)
                ? endpoint.address().family()
                : null;
    }

    /** What stands behind the keyword. */
    public sealed interface Target {

        /** ADDR [PORT]; port 0 when none is written. */
        record Address(Endpoint endpoint) implements Target {
            @Override
            public String toString() {
                return endpoint.toString();
            }
        }

        /** {@code fwmark N}. */
        record Mark(long mark) implements Target {
            @Override
            public String toString() {
                return "fwmark " + mark;
            }
        }

        /** {@code group NAME}. */
        record Group(String name) implements Target {
            @Override
            public String toString() {
                return "group " + name;
            }
        }
    }
}
