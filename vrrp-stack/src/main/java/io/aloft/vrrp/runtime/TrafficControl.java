package io.aloft.vrrp.runtime;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;

/** Keeps traffic from virtual addresses that do not accept any ({@code no_accept}); must not block the caller. */
@FunctionalInterface
interface TrafficControl {

    /**
     * Drops what is for or from these addresses of a router, neighbour discovery excepted, and nothing else of it any more.
     *
     * @param addresses empty to let everything pass
     */
    void refuse(VirtualRouterSpec router, List<VirtualAddress> addresses);
}
