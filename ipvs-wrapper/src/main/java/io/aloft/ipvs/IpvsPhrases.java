package io.aloft.ipvs;

import io.aloft.ipvs.IpvsCommand.AddDestination;
import io.aloft.ipvs.IpvsCommand.AddService;
import io.aloft.ipvs.IpvsCommand.DeleteDestination;
import io.aloft.ipvs.IpvsCommand.DeleteService;
import io.aloft.ipvs.IpvsCommand.SetDestination;
import io.aloft.ipvs.IpvsCommand.SetService;
import io.aloft.netlink.exchange.Errno;

/** The one place that knows how keepalived and ipvsadm word what the kernel refuses. */
final class IpvsPhrases {

    private IpvsPhrases() {}

    /**
     * {@code IPVS cmd IP_VS_SO_SET_ADD(1154) error: Service already exists(17) (10.9.9.9:tcp:80)}: the historical
     * socket-option names, because operators search for them.
     */
    static String failure(IpvsCommand command, int errno) {
        return "IPVS cmd " + optionName(command) + " error: " + text(command, errno) + "(" + errno + ") ("
                + subject(command) + ")";
    }

    private static String optionName(IpvsCommand command) {
        return switch (command) {
            case AddService _ -> "IP_VS_SO_SET_ADD(1154)";
            case SetService _ -> "IP_VS_SO_SET_EDIT(1155)";
            case DeleteService _ -> "IP_VS_SO_SET_DEL(1156)";
            case AddDestination _ -> "IP_VS_SO_SET_ADDDEST(1159)";
            case DeleteDestination _ -> "IP_VS_SO_SET_DELDEST(1160)";
            case SetDestination _ -> "IP_VS_SO_SET_EDITDEST(1161)";
        };
    }

    private static String subject(IpvsCommand command) {
        return switch (command) {
            case AddService _, SetService _, DeleteService _ -> command.key().toString();
            case AddDestination(var key, var destination) -> key + " -> " + destination.endpoint();
            case SetDestination(var key, var destination) -> key + " -> " + destination.endpoint();
            case DeleteDestination(var key, var endpoint) -> key + " -> " + endpoint;
        };
    }

    private static String text(IpvsCommand command, int errno) {
        boolean onService = switch (command) {
            case AddService _, SetService _, DeleteService _ -> true;
            case AddDestination _, SetDestination _, DeleteDestination _ -> false;
        };
        return switch (errno) {
            case Errno.EPERM -> "Permission denied (you must be root)";
            case Errno.EEXIST -> onService ? "Service already exists" : "Destination already exists";
            case Errno.ENOENT ->
                onService
                        ? "Scheduler or persistence engine not found: modprobe ip_vs_" + scheduler(command)
                        : "No such destination";
            case Errno.ESRCH -> onService ? "No such service" : "Service not defined";
            case Errno.EINVAL -> "Invalid argument";
            case Errno.ENOMEM -> "Cannot allocate memory";
            case Errno.ERANGE -> "Numerical result out of range";
            case Errno.EAFNOSUPPORT -> "Address family not supported by protocol";
            default -> Errno.nameOf(errno);
        };
    }

    private static String scheduler(IpvsCommand command) {
        return switch (command) {
            case AddService(var service) -> service.attributes().scheduler();
            case SetService(var service) -> service.attributes().scheduler();
            case DeleteService _, AddDestination _, SetDestination _, DeleteDestination _ -> "*";
        };
    }
}
