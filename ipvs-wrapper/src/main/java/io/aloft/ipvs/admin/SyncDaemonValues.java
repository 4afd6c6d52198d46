package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.model.net.IpAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The options of {@code --start-daemon} and {@code --stop-daemon}. */
final class SyncDaemonValues {

    private static final int MOST_LENGTH = 65535 - 20 - 8;
    private static final int INTERFACE_NAME_LENGTH = 15;

    private final IpvsSyncDaemon.Role role;
    private String interfaceName = "eth0";
    private int syncId;
    private int maxLength;
    private @Nullable IpAddress group;
    private int port;
    private int ttl;

    /** @param state what follows the command; any other command has none */
    SyncDaemonValues(AdminVerb verb, String state) throws AdminRefusal {
        boolean backup = state.equals(IpvsSyncDaemon.Role.BACKUP.toString());
        role = backup ? IpvsSyncDaemon.Role.BACKUP : IpvsSyncDaemon.Role.MASTER;
        if (backup || state.equals(IpvsSyncDaemon.Role.MASTER.toString())) {
            return;
        }
        if (verb == AdminVerb.START_DAEMON) {
            throw AdminRefusal.because("illegal start-daemon parameter specified");
        }
        if (verb == AdminVerb.STOP_DAEMON) {
            throw AdminRefusal.because("illegal start_daemon specified");
        }
    }

    void interfaceName(String text) {
        interfaceName = text.length() <= INTERFACE_NAME_LENGTH ? text : text.substring(0, INTERFACE_NAME_LENGTH);
    }

    void syncId(String text) throws AdminRefusal {
        syncId = number("syncid", text, 0, 255);
    }

    void maxLength(String text) throws AdminRefusal {
        maxLength = number("sync-maxlen", text, 1, MOST_LENGTH);
    }

    void port(String text) throws AdminRefusal {
        port = number("mcast-port", text, 1, 65535);
    }

    void ttl(String text) throws AdminRefusal {
        ttl = number("mcast-ttl", text, 1, 255);
    }

    void group(String text) throws AdminRefusal {
        Optional<IpAddress> address = IpAddress.parse(text);
        if (address.isEmpty() || !address.get().isMulticast()) {
            String family = text.indexOf(':') >= 0 ? "IPv6" : "IPv4";
            throw AdminRefusal.because("invalid " + family + " mcast-group `" + text + "'");
        }
        group = address.get();
    }

    private static int number(String title, String text, int least, int most) throws AdminRefusal {
        OptionalInt number = Decimal.parse(text, least, most);
        if (number.isEmpty()) {
            throw AdminRefusal.because("illegal " + title + " specified");
        }
        return number.getAsInt();
    }

    IpvsCommand start() {
        return new IpvsCommand.StartDaemon(
                new IpvsSyncDaemon(role, interfaceName, syncId, maxLength, group, port, ttl));
    }

    IpvsCommand stop() {
        return new IpvsCommand.StopDaemon(role, syncId);
    }
}
