package io.aloft.lab.interop;

import java.util.List;

/**
 * One virtual router of a mode.
 *
 * @param name of its instance
 * @param vrid its virtual router identifier
 * @param lan where its adverts go; the interface of that number
 * @param holder the interface that has its addresses while the director is master
 * @param addresses its addresses, as iproute2 writes them
 * @param mac hardware address that its adverts and announcements come from; empty for the interface's own
 * @param isCrosswise whether director b is its master as long as b runs
 */
record Router(String name, int vrid, int lan, String holder, List<String> addresses, String mac, boolean isCrosswise) {
    /** The first router of every mode, with one address on eth0. */
    static final Router FIRST = new Router("VI_1", 51, 0, "eth0", List.of("10.77.0.100"), "", false);

    Router withAddresses(String... other) {
        return new Router(name, vrid, lan, holder, List.of(other), mac, isCrosswise);
    }

    /** The interface its adverts belong to. */
    String device() {
        return "eth" + lan;
    }
}
