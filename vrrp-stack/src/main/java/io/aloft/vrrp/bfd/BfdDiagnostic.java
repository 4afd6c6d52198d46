package io.aloft.vrrp.bfd;

/** Why a session changed its state last, with the numbers of RFC 5880 section 4.1. */
public enum BfdDiagnostic {
    NONE("No Diagnostic"),
    EXPIRED("Control Detection Time Expired"),
    ECHO_FAILED("Echo Function Failed"),
    NEIGHBOUR_DOWN("Neighbor Signaled Session Down"),
    FORWARDING_RESET("Forwarding Plane Reset"),
    PATH_DOWN("Path Down"),
    CONCATENATED_PATH_DOWN("Concatenated Path Down"),
    ADMIN_DOWN("Administratively Down"),
    REVERSE_CONCATENATED_PATH_DOWN("Reverse Concatenated Path Down");

    private static final BfdDiagnostic[] BY_NUMBER = values();

    /** Greatest number that means something. */
    static final int GREATEST = BY_NUMBER.length - 1;

    private final String words;

    BfdDiagnostic(String words) {
        this.words = words;
    }

    /** The diagnostic of a number 0..8. */
    static BfdDiagnostic of(int number) {
        return BY_NUMBER[number];
    }

    @Override
    public String toString() {
        return words;
    }
}
