package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.global.DbusSettings;
import io.aloft.model.global.ReceiveBufferPolicy;
import io.aloft.model.global.ScriptSettings;
import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.RepeatedGarp;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code global_defs} and the single keywords of the top level as written. */
public final class GlobalDraft extends Draft {

    public @Nullable String routerId;
    public final PlacementDraft placement = new PlacementDraft();
    public final ProcessesDraft processes = new ProcessesDraft();
    public final MailDraft mail = new MailDraft();
    public final LvsGlobalDraft lvs = new LvsGlobalDraft();
    public final FirewallDraft firewall = new FirewallDraft();
    public final SnmpDraft snmp = new SnmpDraft();
    public final FilesDraft files = new FilesDraft();

    public boolean scriptSecurity;
    public @Nullable ScriptUser scriptUser;
    /** {@code script_user} names nobody: scripts after it that have no user of their own are dropped. */
    public boolean scriptUserUnknown;

    public boolean symlinkPaths;
    public boolean supplementaryGroups;
    public @Nullable ScriptDraft startup;
    public Duration startupTimeout = ScriptSettings.DEFAULT.startupTimeout();
    public @Nullable ScriptDraft shutdown;
    public Duration shutdownTimeout = ScriptSettings.DEFAULT.shutdownTimeout();

    public final FifoDraft fifo = new FifoDraft();
    public final FifoDraft vrrpFifo = new FifoDraft();
    public final FifoDraft lvsFifo = new FifoDraft();
    public boolean statesOnReload;
    public boolean dbusEnabled;
    public String dbusServiceName = DbusSettings.DEFAULT.serviceName();
    public String dbusNoInterfaceName = DbusSettings.DEFAULT.noInterfaceName();

    public int version = VrrpGlobals.DEFAULT.version();
    public IpAddress group4 = VrrpGlobals.DEFAULT.group4();
    public IpAddress group6 = VrrpGlobals.DEFAULT.group6();
    public final GarpDraft garp = new GarpDraft();
    public Duration garpInterval = Duration.ZERO;
    public Duration gnaInterval = Duration.ZERO;
    public RepeatedGarp extraGarp = RepeatedGarp.NONE;
    public long downTimerAdverts = VrrpGlobals.DEFAULT.instanceDefaults().downTimerAdverts();
    public boolean skipCheckAdvertAddress;
    public @Nullable Boolean lowerPrioNoAdvert;
    public boolean higherPrioSendAdvert;
    public boolean ownerIgnoresAdverts;
    public boolean strict;
    public boolean checkUnicastSource;
    public boolean checksumAsVersion2;
    public boolean notifyPriorityChanges;

    /** Advertisement intervals, for instances that say nothing. */
    public @Nullable Integer vipLease;

    public String defaultInterface = VrrpGlobals.DEFAULT.defaultInterface();
    public boolean dynamicInterfaces;
    public boolean interfacesMayChange;
    public boolean disableLocalIgmp;
    public Duration startupDelay = Duration.ZERO;
    public Duration delayAfterBoot = Duration.ZERO;
    public boolean logUnknownVrids;
    public String vmacPrefix = VrrpGlobals.DEFAULT.vmacPrefix();
    /** Null when it follows {@code vmacPrefix}. */
    public @Nullable String vmacAddressPrefix;

    public final Set<ReceiveBufferPolicy.Basis> bufferBases = EnumSet.of(ReceiveBufferPolicy.Basis.KERNEL);
    public @Nullable Long bufferBytes;
    public long bufferMultiplier = ReceiveBufferPolicy.DEFAULT.multiplier();
    public final SocketBuffersDraft commandBuffers = new SocketBuffersDraft();
    public final SocketBuffersDraft monitorBuffers = new SocketBuffersDraft();
    public final SocketBuffersDraft processMonitorBuffers = new SocketBuffersDraft();

    GlobalDraft() {
        super(null, "", new SourceLocation("", 1, 1));
    }
}
