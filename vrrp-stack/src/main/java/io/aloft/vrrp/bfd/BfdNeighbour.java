package io.aloft.vrrp.bfd;

/**
 * What the neighbour told last (bfd.Remote… of RFC 5880 section 6.8.1).
 *
 * @param discriminator 0 while it is not known
 * @param state Down until it says otherwise
 * @param diagnostic of its last change
 * @param demand it wants silence while both are up
 * @param multiplier 0 while it is not known
 * @param desiredMinTxMicros how often it sends at most
 * @param requiredMinRxMicros how often it can receive; 0 means that it wants nothing periodic
 */
record BfdNeighbour(
        int discriminator,
        BfdState state,
        BfdDiagnostic diagnostic,
        boolean demand,
        int multiplier,
        long desiredMinTxMicros,
        long requiredMinRxMicros) {

    /** Nothing was heard, or not for a detection time. RemoteMinRxInterval is 1 then, so that we may send at all. */
    static final BfdNeighbour UNKNOWN = new BfdNeighbour(0, BfdState.DOWN, BfdDiagnostic.NONE, false, 0, 0, 1);

    static BfdNeighbour of(BfdPacket packet) {
        return new BfdNeighbour(
                packet.myDiscriminator(),
                packet.state(),
                packet.diagnostic(),
                packet.demand(),
                packet.multiplier(),
                packet.desiredMinTxMicros(),
                packet.requiredMinRxMicros());
    }

    boolean known() {
        return discriminator != 0;
    }
}
