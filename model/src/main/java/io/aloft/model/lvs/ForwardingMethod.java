package io.aloft.model.lvs;

/** How packets reach a real server ({@code lb_kind}), with the kernel's connection-flag numbers. */
public enum ForwardingMethod {
    /** Masquerading. */
    NAT(0),
    /** IP-in-IP tunnel. */
    TUN(2),
    /** Direct routing. */
    DR(3);

    private final int kernelNumber;

    ForwardingMethod(int kernelNumber) {
        this.kernelNumber = kernelNumber;
    }

    /** Value of IPVS_DEST_ATTR_FWD_METHOD. */
    public int kernelNumber() {
        return kernelNumber;
    }
}
