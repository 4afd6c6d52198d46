package io.aloft.ipvs;

import io.aloft.model.net.Endpoint;

/** One change of what the kernel does. */
public sealed interface IpvsCommand {

    /** A change of one service, or of one of its destinations. */
    sealed interface OfService extends IpvsCommand {
        /** The service that is changed, or whose destination is. */
        ServiceKey key();
    }

    /** {@code ipvsadm -A}. */
    record AddService(IpvsService service) implements OfService {
        @Override
        public ServiceKey key() {
            return service.key();
        }
    }

    /** {@code ipvsadm -E}. */
    record SetService(IpvsService service) implements OfService {
        @Override
        public ServiceKey key() {
            return service.key();
        }
    }

    /** {@code ipvsadm -D}: its destinations go with it. */
    record DeleteService(ServiceKey key) implements OfService {}

    /** {@code ipvsadm -a}. */
    record AddDestination(ServiceKey key, IpvsDestination destination) implements OfService {}

    /** {@code ipvsadm -e}. */
    record SetDestination(ServiceKey key, IpvsDestination destination) implements OfService {}

    /** {@code ipvsadm -d}: connections that it has go on being forwarded to it. */
    record DeleteDestination(ServiceKey key, Endpoint endpoint) implements OfService {}

    /** {@code ipvsadm -Z -t ...}: counters of the service and its destinations start from zero. */
    record ZeroService(ServiceKey key) implements OfService {}

    /** {@code ipvsadm -Z}: all counters start from zero. */
    record ZeroAll() implements IpvsCommand {}

    /** {@code ipvsadm -C}: every service goes, whoever added it. */
    record Flush() implements IpvsCommand {}

    /** {@code ipvsadm --set}: for connections from now on. */
    record SetTimeouts(IpvsTimeouts timeouts) implements IpvsCommand {}

    /** {@code ipvsadm --start-daemon}. */
    record StartDaemon(IpvsSyncDaemon daemon) implements IpvsCommand {}

    /**
     * {@code ipvsadm --stop-daemon}.
     *
     * @param syncId what keepalived and ipvsadm send with it; the kernel does not look
     */
    record StopDaemon(IpvsSyncDaemon.Role role, int syncId) implements IpvsCommand {}
}
