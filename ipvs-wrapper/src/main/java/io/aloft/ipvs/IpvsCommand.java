package io.aloft.ipvs;

import io.aloft.model.net.Endpoint;

/** One change of the kernel's table. */
public sealed interface IpvsCommand {

    /** The service that is changed, or whose destination is. */
    ServiceKey key();

    /** {@code ipvsadm -A}. */
    record AddService(IpvsService service) implements IpvsCommand {
        @Override
        public ServiceKey key() {
            return service.key();
        }
    }

    /** {@code ipvsadm -E}. */
    record SetService(IpvsService service) implements IpvsCommand {
        @Override
        public ServiceKey key() {
            return service.key();
        }
    }

    /** {@code ipvsadm -D}: its destinations go with it. */
    record DeleteService(ServiceKey key) implements IpvsCommand {}

    /** {@code ipvsadm -a}. */
    record AddDestination(ServiceKey key, IpvsDestination destination) implements IpvsCommand {}

    /** {@code ipvsadm -e}. */
    record SetDestination(ServiceKey key, IpvsDestination destination) implements IpvsCommand {}

    /** {@code ipvsadm -d}: connections that it has go on being forwarded to it. */
    record DeleteDestination(ServiceKey key, Endpoint endpoint) implements IpvsCommand {}
}
