package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsDestination.Tunnel;

/** Tunnels in listings and in what is saved. */
final class TunnelText {

    private TunnelText() {}

    /** The column {@code TunnelInfo}: {@code ipip}, {@code gue:6080:+c}, {@code gre:-c}; {@code n/a} for no tunnel. */
    static String listed(IpvsDestination.Attributes attributes) {
        if (attributes.forwarding() != IpvsDestination.TUNNEL) {
            return "n/a";
        }
        Tunnel tunnel = attributes.tunnel();
        return switch (tunnel.type()) {
            case Tunnel.TYPE_IPIP -> "ipip";
            case Tunnel.TYPE_GUE -> "gue:" + tunnel.port() + ":" + checksum(tunnel.checksum());
            case Tunnel.TYPE_GRE -> "gre:" + checksum(tunnel.checksum());
            default -> "invalid";
        };
    }

    private static String checksum(int bits) {
        return switch (bits) {
            case Tunnel.CHECKSUM -> "+c";
            case Tunnel.REMOTE_CHECKSUM -> "r+c";
            default -> "-c";
        };
    }

    /** Options that make such a tunnel again, with a blank before; empty for no tunnel. */
    static String options(IpvsDestination.Attributes attributes) {
        if (attributes.forwarding() != IpvsDestination.TUNNEL) {
            return "";
        }
        Tunnel tunnel = attributes.tunnel();
        return switch (tunnel.type()) {
            case Tunnel.TYPE_GUE -> " --tun-type gue --tun-port " + tunnel.port() + checksumOption(tunnel.checksum());
            case Tunnel.TYPE_GRE -> " --tun-type gre" + checksumOption(tunnel.checksum());
            default -> " --tun-type ipip";
        };
    }

    private static String checksumOption(int bits) {
        return switch (bits) {
            case Tunnel.CHECKSUM -> " --tun-csum";
            case Tunnel.REMOTE_CHECKSUM -> " --tun-remcsum";
            default -> " --tun-nocsum";
        };
    }
}
