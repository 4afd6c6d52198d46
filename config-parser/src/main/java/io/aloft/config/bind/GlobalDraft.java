package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code global_defs} as written. */
public final class GlobalDraft extends Draft {

    public @Nullable String routerId;
    public boolean scriptSecurity;
    public @Nullable ScriptUser scriptUser;
    /** {@code script_user} names nobody: scripts after it that have no user of their own are dropped. */
    public boolean scriptUserUnknown;

    public int version = 2;
    public @Nullable IpAddress group4;
    public final GarpDraft garp = new GarpDraft();
    public Duration garpInterval = Duration.ZERO;
    public long downTimerAdverts = 3;
    public boolean skipCheckAdvertAddress;
    public @Nullable Boolean lowerPrioNoAdvert;
    public boolean higherPrioSendAdvert;
    public boolean strict;
    public boolean dynamicInterfaces;
    /** {@code vrrp_iptables} names the table of packet rules just as {@code nftables} does. */
    public boolean packetTableNamed;

    public final List<String> mailAddresses = new ArrayList<>();

    GlobalDraft() {
        super(null, "", new SourceLocation("", 1, 1));
    }
}
