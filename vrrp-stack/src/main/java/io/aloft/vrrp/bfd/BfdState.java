package io.aloft.vrrp.bfd;

/** bfd.SessionState with the numbers of RFC 5880 section 4.1. */
public enum BfdState {
    ADMIN_DOWN("AdminDown"),
    DOWN("Down"),
    INIT("Init"),
    UP("Up");

    private static final BfdState[] BY_NUMBER = values();

    private final String word;

    BfdState(String word) {
        this.word = word;
    }

    /** The state of a number 0..3. */
    static BfdState of(int number) {
        return BY_NUMBER[number];
    }

    @Override
    public String toString() {
        return word;
    }
}
