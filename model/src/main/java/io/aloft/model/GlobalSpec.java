package io.aloft.model;

import io.aloft.model.global.DbusSettings;
import io.aloft.model.global.FifoSettings;
import io.aloft.model.global.FileSettings;
import io.aloft.model.global.FirewallSettings;
import io.aloft.model.global.MailSettings;
import io.aloft.model.global.Placement;
import io.aloft.model.global.ProcessSettings;
import io.aloft.model.global.ReloadSettings;
import io.aloft.model.global.ScriptSettings;
import io.aloft.model.global.SnmpSettings;
import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.lvs.LvsGlobals;

/**
 * What {@code global_defs} and the single keywords of the top level say about the whole program.
 *
 * @param routerId name of this director in mails ({@code router_id}); the host name by default
 * @param placement which of several directors this is, and its namespaces
 * @param processes priorities, names and limits
 * @param scripts how scripts are run
 * @param mail who is told, and how
 * @param fifos where events are written
 * @param vrrp defaults of the instances, and what they share
 * @param lvs what virtual servers share
 * @param firewall how traffic is refused
 * @param snmp the SNMP agent
 * @param dbus the D-Bus service
 * @param files places of files
 * @param reload what surrounds a reload
 */
public record GlobalSpec(
        String routerId,
        Placement placement,
        ProcessSettings processes,
        ScriptSettings scripts,
        MailSettings mail,
        FifoSettings fifos,
        VrrpGlobals vrrp,
        LvsGlobals lvs,
        FirewallSettings firewall,
        SnmpSettings snmp,
        DbusSettings dbus,
        FileSettings files,
        ReloadSettings reload) {

    /** Nothing written but the name. */
    public static GlobalSpec named(String routerId) {
        return new GlobalSpec(
                routerId,
                Placement.DEFAULT,
                ProcessSettings.DEFAULT,
                ScriptSettings.DEFAULT,
                MailSettings.DEFAULT,
                FifoSettings.DEFAULT,
                VrrpGlobals.DEFAULT,
                LvsGlobals.DEFAULT,
                FirewallSettings.DEFAULT,
                SnmpSettings.DEFAULT,
                DbusSettings.DEFAULT,
                FileSettings.DEFAULT,
                ReloadSettings.DEFAULT);
    }
}
