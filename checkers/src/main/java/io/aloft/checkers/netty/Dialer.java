package io.aloft.checkers.netty;

import io.netty.channel.Channel;
import java.util.function.Consumer;

/**
 * Opens sockets on the check loop. Of the consumers of each method exactly one is called, once, on the loop's thread; it may
 * be called before the method returns.
 */
interface Dialer {

    /**
     * Connects by TCP and closes at once.
     *
     * @param connected the handshake was completed
     */
    void probe(Route route, Runnable connected, Consumer<ConnectFailure> failed);

    /**
     * Connects by TCP.
     *
     * @param connected gets the channel before it becomes active, so that its handlers see everything
     */
    void connect(Route route, Consumer<Channel> connected, Consumer<ConnectFailure> failed);

    /**
     * Opens a UDP socket that talks to one peer, and hears from the network when that cannot be reached.
     *
     * @param connected gets the channel before anything was sent or received
     */
    void openDatagram(Route route, Consumer<Channel> connected, Consumer<ConnectFailure> failed);
}
