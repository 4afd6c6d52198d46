package io.aloft.model.lvs;

import org.jspecify.annotations.Nullable;

/**
 * How packets reach a server: {@code lb_kind}, {@code lvs_method} with its options.
 *
 * @param method the way
 * @param tunnel which tunnel; null for every other method
 */
public record Forwarding(ForwardingMethod method, @Nullable Tunnel tunnel) {

    /** Masquerading, the default. */
    public static final Forwarding NAT = new Forwarding(ForwardingMethod.NAT, null);

    /** Direct routing. */
    public static final Forwarding DR = new Forwarding(ForwardingMethod.DR, null);

    /** {@code TUN} without options. */
    public static final Forwarding TUN = new Forwarding(ForwardingMethod.TUN, Tunnel.IPIP);

    public Forwarding {
        if ((method == ForwardingMethod.TUN) != (tunnel != null)) {
            throw new IllegalArgumentException("tunnel: " + tunnel + " (expected with TUN only)");
        }
    }

    /** Only a tunnel leads from one address family to the other. */
    public boolean isTunnel() {
        return tunnel != null;
    }

    /**
     * A tunnel.
     *
     * @param type {@code type ipip|gue|gre}
     * @param port 1..65535 of GUE ({@code port N}); 0 for the others
     * @param checksum {@code nocsum|csum|remcsum}; IPIP has none, GRE no remote one
     */
    public record Tunnel(TunnelType type, int port, Checksum checksum) {
        /** IP in IP, what {@code TUN} alone means. */
        public static final Tunnel IPIP = new Tunnel(TunnelType.IPIP, 0, Checksum.NONE);
    }

    /** How the packet is wrapped, with the kernel's numbers. */
    public enum TunnelType {
        /** IP in IP. */
        IPIP(0),
        /** Generic UDP encapsulation. */
        GUE(1),
        /** Generic routing encapsulation. */
        GRE(2);

        private final int kernelNumber;

        TunnelType(int kernelNumber) {
            this.kernelNumber = kernelNumber;
        }

        /** Value of IPVS_DEST_ATTR_TUN_TYPE. */
        public int kernelNumber() {
            return kernelNumber;
        }
    }

    /** What protects the outer header. */
    public enum Checksum {
        /** {@code nocsum}. */
        NONE,
        /** {@code csum}. */
        OUTER,
        /** {@code remcsum}: the inner checksum is left to the receiver. */
        REMOTE
    }
}
