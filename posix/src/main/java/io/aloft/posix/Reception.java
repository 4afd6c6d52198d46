package io.aloft.posix;

/** What came of waiting for a datagram. */
public sealed interface Reception {

    /** One datagram, whole. The array belongs to the receiver. */
    @SuppressWarnings("ArrayRecordComponent") // A value in transit, never compared.
    record Datagram(byte[] bytes) implements Reception {}

    /** Nothing came in time. */
    record TimedOut() implements Reception {}

    /** The kernel had to drop datagrams (ENOBUFS, or one larger than the buffer): what was learnt so far is incomplete. */
    record Overrun() implements Reception {}

    /** The socket was closed, here or by another thread. */
    record Closed() implements Reception {}
}
