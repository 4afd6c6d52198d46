package io.aloft.vrrp.channel;

import io.aloft.model.net.IpAddress;
import java.util.Set;

/**
 * What a channel for unicast is for. Two requests that are equal are served by the same channel.
 *
 * @param source our own address; packets to it are received. Need not exist yet: reception begins when it does
 * @param authenticationHeader the advertisements carry AH (IPv4 only), which is another IP protocol
 * @param device through which packets come and go; empty for what the routes say
 * @param interfaceIndex number of {@code device} now, since a re-created one needs a new channel; zero without device
 * @param vrids virtual routers to hear, 1..255; advertisements of others never leave the kernel
 * @param receiveBufferBytes zero for the system's default
 */
public record UnicastRequest(
        IpAddress source,
        boolean authenticationHeader,
        String device,
        int interfaceIndex,
        Set<Integer> vrids,
        int receiveBufferBytes) {

    public UnicastRequest {
        vrids = Set.copyOf(vrids);
        if (authenticationHeader && !source.isIpv4()) {
            throw new IllegalArgumentException("AH of VRRP version 2 knows IPv4 only: " + source);
        }
    }

    /** 112, or 51 behind which 112 comes. */
    int protocol() {
        return authenticationHeader ? IpProtocol.AH : IpProtocol.VRRP;
    }
}
