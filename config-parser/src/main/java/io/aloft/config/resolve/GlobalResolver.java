package io.aloft.config.resolve;

import io.aloft.config.bind.ConfigDraft;
import io.aloft.config.bind.FifoDraft;
import io.aloft.config.bind.GarpDraft;
import io.aloft.config.bind.GlobalDraft;
import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.host.HostFacts;
import io.aloft.model.GlobalSpec;
import io.aloft.model.global.DbusSettings;
import io.aloft.model.global.FifoSettings;
import io.aloft.model.global.FifoSpec;
import io.aloft.model.global.ReceiveBufferPolicy;
import io.aloft.model.global.ScriptSettings;
import io.aloft.model.global.VrrpGlobals;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** What {@code global_defs} comes to. */
final class GlobalResolver {

    private final ConfigDraft config;
    private final GlobalDraft draft;
    private final ScriptResolver scripts;

    GlobalResolver(ConfigDraft config, ScriptResolver scripts) {
        this.config = config;
        this.draft = config.global();
        this.scripts = scripts;
    }

    GlobalSpec resolve(HostFacts host) {
        return new GlobalSpec(
                draft.routerId == null ? host.hostName() : draft.routerId,
                draft.placement.settings(),
                draft.processes.settings(),
                scripts(),
                draft.mail.settings(),
                fifos(),
                vrrp(),
                draft.lvs.settings(this::vrid),
                draft.firewall.settings(),
                draft.snmp.settings(),
                new DbusSettings(draft.dbusEnabled, draft.dbusServiceName, draft.dbusNoInterfaceName),
                draft.files.settings(),
                draft.files.reload());
    }

    private @Nullable Integer vrid(String instance) {
        InstanceDraft known = config.instances().get(instance);
        return known == null ? null : known.vrid;
    }

    private ScriptSettings scripts() {
        return new ScriptSettings(
                draft.scriptSecurity,
                draft.scriptUser == null ? null : draft.scriptUser.user(),
                draft.scriptUser == null ? null : draft.scriptUser.group(),
                draft.symlinkPaths,
                draft.supplementaryGroups,
                scripts.resolve(draft.startup),
                draft.startupTimeout,
                scripts.resolve(draft.shutdown),
                draft.shutdownTimeout);
    }

    /** A FIFO of one kind of event that is also the FIFO of all events would get them twice. */
    private FifoSettings fifos() {
        FifoSpec all = fifo(draft.fifo, null);
        return new FifoSettings(all, fifo(draft.vrrpFifo, all), fifo(draft.lvsFifo, all), draft.statesOnReload);
    }

    private @Nullable FifoSpec fifo(FifoDraft fifo, @Nullable FifoSpec all) {
        var script = scripts.resolve(fifo.script);
        if (fifo.path == null || all != null && all.path().equals(fifo.path)) {
            return null;
        }
        return new FifoSpec(
                fifo.path,
                fifo.user == null ? null : fifo.user.user(),
                fifo.user == null ? null : fifo.user.group(),
                script);
    }

    private VrrpGlobals vrrp() {
        GarpDraft garp = draft.garp;
        return new VrrpGlobals(
                draft.version,
                draft.group4,
                draft.group6,
                GarpResolver.policy(garp, draft.garpInterval),
                draft.gnaInterval,
                draft.extraGarp,
                new VrrpGlobals.InstanceDefaults(
                        (int) draft.downTimerAdverts,
                        draft.skipCheckAdvertAddress,
                        draft.lowerPrioNoAdvert,
                        draft.higherPrioSendAdvert,
                        draft.ownerIgnoresAdverts,
                        draft.strict,
                        draft.checkUnicastSource,
                        draft.checksumAsVersion2,
                        draft.notifyPriorityChanges),
                draft.defaultInterface,
                draft.dynamicInterfaces,
                draft.interfacesMayChange,
                draft.disableLocalIgmp,
                draft.startupDelay,
                draft.delayAfterBoot,
                draft.logUnknownVrids,
                draft.vmacPrefix,
                draft.vmacAddressPrefix == null ? draft.vmacPrefix : draft.vmacAddressPrefix,
                receiveBuffers(),
                draft.commandBuffers.settings(),
                draft.monitorBuffers.settings(),
                draft.processMonitorBuffers.settings());
    }

    private ReceiveBufferPolicy receiveBuffers() {
        ReceiveBufferPolicy.Basis basis = Collections.max(draft.bufferBases);
        return new ReceiveBufferPolicy(
                basis, basis == ReceiveBufferPolicy.Basis.BYTES ? draft.bufferBytes : null, draft.bufferMultiplier);
    }
}
