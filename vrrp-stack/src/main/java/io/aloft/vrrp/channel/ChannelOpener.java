package io.aloft.vrrp.channel;

import io.aloft.model.net.IpAddress;
import java.io.IOException;
import java.util.Set;

/** Opens channels; the production one uses libpcap, tests have their own. */
@FunctionalInterface
public interface ChannelOpener {

    /**
     * Starts capturing advertisements on one interface and joins their multicast groups there.
     *
     * @param interfaceName must exist
     * @param interfaceIndex its number now
     * @param groups IPv4 multicast groups to join, since switches forward only to members
     * @param vrids what to capture; frames of other virtual routers never leave the kernel
     * @throws IOException with a text that says what is missing
     */
    FrameChannel open(
            String interfaceName, int interfaceIndex, Set<IpAddress> groups, Set<Integer> vrids, FrameSink sink)
            throws IOException;
}
