package io.aloft.vrrp.channel;

/** Numbers in the header of IPv4 and IPv6. */
final class IpProtocol {

    static final int AH = 51;
    static final int VRRP = 112;

    /** The AH of VRRP version 2 has one length. */
    static final int AH_OCTETS = 24;

    private IpProtocol() {}
}
