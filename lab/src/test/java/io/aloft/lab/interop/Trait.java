package io.aloft.lab.interop;

/** What sets a mode apart, as far as it changes what is expected of the two directors. */
enum Trait {
    /** Adverts go over IPv6. */
    IPV6,
    /** Adverts go to the peer alone. */
    UNICAST,
    /** Both directors have {@code nopreempt}. */
    NO_PREEMPT,
    /** Both directors have {@code preempt_delay}. */
    PREEMPT_DELAY,
    /** The directors have an eth1 on a second LAN. */
    SECOND_LAN,
    /** Something is tracked that the test can spoil and mend again. */
    TRACKED
}
