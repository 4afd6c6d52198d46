package io.aloft.vrrp.channel;

import java.io.IOException;

/** Opens channels for multicast; the production one uses libpcap, tests have their own. */
@FunctionalInterface
public interface ChannelOpener {

    /**
     * Starts capturing the multicast advertisements of the wanted virtual routers: IPv4, IPv4 with AH, and IPv6. Takes tens of
     * milliseconds.
     *
     * @param sink hears only what came from outside, and nothing that is sent to a unicast address
     * @throws IOException with a text that says what is missing
     */
    FrameChannel open(CaptureRequest request, PacketSink sink) throws IOException;
}
