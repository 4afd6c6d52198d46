package io.aloft.vrrp.runtime;

import io.aloft.model.net.IpAddress;

/** What stays of a channel when its purpose changes: requests with equal keys follow each other. */
sealed interface ChannelKey {

    /** Multicast in, and every Ethernet frame out, of one interface. */
    record Capture(String interfaceName) implements ChannelKey {
        @Override
        public String toString() {
            return interfaceName;
        }
    }

    /**
     * Unicast to and from one of our addresses.
     *
     * @param authenticationHeader with AH, which is another IP protocol
     * @param device empty for what the routes say
     */
    record Unicast(IpAddress source, boolean authenticationHeader, String device) implements ChannelKey {
        @Override
        public String toString() {
            return source + (device.isEmpty() ? "" : " on " + device);
        }
    }
}
