package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.List;

/**
 * An advertisement that passed every check: what the state machine needs of it.
 *
 * @param sender source address of the IP header
 * @param priority 0..255; 0 says that the Master stops (RFC 5798 section 5.2.4)
 * @param addresses the virtual addresses it carried, in order
 * @param interval at which the sender advertises; in version 3 its Backups count by it
 */
public record Advertisement(IpAddress sender, int priority, List<IpAddress> addresses, Duration interval) {

    /** The priority by which a Master says that it stops. */
    public static final int STOPPING = 0;

    public Advertisement {
        addresses = List.copyOf(addresses);
    }
}
