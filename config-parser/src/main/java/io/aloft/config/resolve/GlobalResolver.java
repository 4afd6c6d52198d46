package io.aloft.config.resolve;

import io.aloft.config.bind.GlobalDraft;
import io.aloft.config.host.HostFacts;
import io.aloft.model.GlobalSpec;
import io.aloft.model.global.ScriptSettings;

/** What {@code global_defs} comes to. */
final class GlobalResolver {

    private GlobalResolver() {}

    static GlobalSpec resolve(GlobalDraft draft, HostFacts host) {
        GlobalSpec standard = GlobalSpec.named(draft.routerId == null ? host.hostName() : draft.routerId);
        return new GlobalSpec(
                standard.routerId(),
                standard.placement(),
                standard.processes(),
                scripts(draft),
                standard.mail(),
                standard.fifos(),
                standard.vrrp(),
                standard.firewall(),
                standard.snmp(),
                standard.dbus(),
                standard.files(),
                standard.reload());
    }

    private static ScriptSettings scripts(GlobalDraft draft) {
        ScriptSettings standard = ScriptSettings.DEFAULT;
        return new ScriptSettings(
                draft.scriptSecurity,
                draft.scriptUser == null ? null : draft.scriptUser.user(),
                draft.scriptUser == null ? null : draft.scriptUser.group(),
                standard.symlinkPaths(),
                standard.supplementaryGroups(),
                standard.startup(),
                standard.startupTimeout(),
                standard.shutdown(),
                standard.shutdownTimeout());
    }
}
