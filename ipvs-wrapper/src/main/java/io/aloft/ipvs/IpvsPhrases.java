package io.aloft.ipvs;

import io.aloft.ipvs.IpvsCommand.AddDestination;
import io.aloft.ipvs.IpvsCommand.AddService;
import io.aloft.ipvs.IpvsCommand.DeleteDestination;
import io.aloft.ipvs.IpvsCommand.DeleteService;
import io.aloft.ipvs.IpvsCommand.Flush;
import io.aloft.ipvs.IpvsCommand.SetDestination;
import io.aloft.ipvs.IpvsCommand.SetService;
import io.aloft.ipvs.IpvsCommand.SetTimeouts;
import io.aloft.ipvs.IpvsCommand.StartDaemon;
import io.aloft.ipvs.IpvsCommand.StopDaemon;
import io.aloft.ipvs.IpvsCommand.ZeroAll;
import io.aloft.ipvs.IpvsCommand.ZeroService;
import io.aloft.netlink.exchange.Errno;

/** The one place that knows how keepalived and ipvsadm word what the kernel refuses. */
final class IpvsPhrases {

    private IpvsPhrases() {}

    /**
     * {@code IPVS cmd IP_VS_SO_SET_ADD(1154) error: Service already exists(17) (10.9.9.9:tcp:80)}: the historical
     * socket-option names, because operators search for them. What can be done about it stands behind.
     */
    static String failure(IpvsCommand command, int errno) {
        String subject = subject(command);
        return "IPVS cmd " + optionName(command) + " error: " + text(command, errno) + "(" + errno + ")"
                + (subject.isEmpty() ? "" : " (" + subject + ")") + advice(command, errno);
    }

    private static String optionName(IpvsCommand command) {
        return switch (command) {
            case AddService _ -> "IP_VS_SO_SET_ADD(1154)";
            case SetService _ -> "IP_VS_SO_SET_EDIT(1155)";
            case DeleteService _ -> "IP_VS_SO_SET_DEL(1156)";
            case Flush _ -> "IP_VS_SO_SET_FLUSH(1157)";
            case AddDestination _ -> "IP_VS_SO_SET_ADDDEST(1159)";
            case DeleteDestination _ -> "IP_VS_SO_SET_DELDEST(1160)";
            case SetDestination _ -> "IP_VS_SO_SET_EDITDEST(1161)";
            case SetTimeouts _ -> "IP_VS_SO_SET_TIMEOUT(1162)";
            case StartDaemon _ -> "IP_VS_SO_SET_STARTDAEMON(1163)";
            case StopDaemon _ -> "IP_VS_SO_SET_STOPDAEMON(1164)";
            case ZeroService _, ZeroAll _ -> "IP_VS_SO_SET_ZERO(1167)";
        };
    }

    private static String subject(IpvsCommand command) {
        return switch (command) {
            case AddService _, SetService _, DeleteService _, ZeroService _ ->
                ((IpvsCommand.OfService) command).key().toString();
            case AddDestination(var key, var destination) -> key + " -> " + destination.endpoint();
            case SetDestination(var key, var destination) -> key + " -> " + destination.endpoint();
            case DeleteDestination(var key, var endpoint) -> key + " -> " + endpoint;
            case StartDaemon(var daemon) -> daemon.role() + " on " + daemon.interfaceName();
            case StopDaemon(var role, int _) -> role.toString();
            case Flush _, SetTimeouts _, ZeroAll _ -> "";
        };
    }

    /** What ipvsadm prints, which keepalived's lines repeat. */
    static String text(IpvsCommand command, int errno) {
        if (errno == Errno.EPERM) {
            return "Permission denied (you must be root)";
        }
        if (errno == Errno.EINVAL) {
            return "Invalid operation.  Possibly wrong module version, address not unicast, ...";
        }
        String known = switch (command) {
            case AddService _, SetService _, DeleteService _, ZeroService _ -> ofService(errno);
            case AddDestination _, SetDestination _, DeleteDestination _ -> ofDestination(errno);
            case StartDaemon _, StopDaemon _ -> ofDaemon(errno);
            case Flush _, SetTimeouts _, ZeroAll _ -> "";
        };
        return known.isEmpty() ? Errno.textOf(errno) : known;
    }

    private static String ofService(int errno) {
        return switch (errno) {
            case Errno.EEXIST -> "Service already exists";
            case Errno.ENOENT -> "Scheduler or persistence engine not found";
            case Errno.ESRCH -> "No such service";
            default -> "";
        };
    }

    private static String ofDestination(int errno) {
        return switch (errno) {
            case Errno.EEXIST -> "Destination already exists";
            case Errno.ENOENT -> "No such destination";
            case Errno.ESRCH -> "Service not defined";
            default -> "";
        };
    }

    private static String ofDaemon(int errno) {
        return switch (errno) {
            case Errno.EEXIST -> "Daemon has already run";
            case Errno.ESRCH -> "No daemon is running";
            default -> "";
        };
    }

    private static String advice(IpvsCommand command, int errno) {
        return switch (command) {
            case AddService(var service) when errno == Errno.ENOENT -> modules(service.attributes());
            case SetService(var service) when errno == Errno.ENOENT -> modules(service.attributes());
            case IpvsCommand _ -> "";
        };
    }

    private static String modules(IpvsService.Attributes attributes) {
        String engine = attributes.persistenceEngine();
        return ": modprobe ip_vs_" + attributes.scheduler() + (engine == null ? "" : " ip_vs_pe_" + engine);
    }
}
