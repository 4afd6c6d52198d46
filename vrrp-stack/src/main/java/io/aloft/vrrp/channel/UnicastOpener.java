package io.aloft.vrrp.channel;

import java.io.IOException;

/** Opens channels for unicast; the production one uses raw sockets, tests have their own. */
@FunctionalInterface
public interface UnicastOpener {

    /**
     * Starts receiving. Takes some microseconds.
     *
     * @param sink hears whole IP packets; in those of IPv6 the channel has made up the header, with the true addresses and hop
     *     limit
     * @throws IOException with a text that says what is missing
     */
    UnicastChannel open(UnicastRequest request, PacketSink sink) throws IOException;
}
