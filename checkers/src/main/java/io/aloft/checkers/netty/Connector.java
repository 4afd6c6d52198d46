package io.aloft.checkers.netty;

import io.aloft.model.lvs.ConnectSpec;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.function.Consumer;

/**
 * Connects a checker as its configuration says: mark, interface, source address, time limit.
 *
 * <p>All methods are for the loop's thread. Of their consumers exactly one is called, once, on that thread; it may be called
 * before the method returns.
 */
public final class Connector {

    private final CheckEventLoop eventLoop;
    private final Route route;

    public Connector(CheckEventLoop eventLoop, ConnectSpec spec) {
        this.eventLoop = eventLoop;
        this.route = Route.of(spec);
    }

    /** The thread on which everything is reported. */
    public EventLoop loop() {
        return eventLoop.loop();
    }

    public ConnectSpec spec() {
        return route.spec();
    }

    /**
     * Completes a TCP handshake and closes the connection, without a word.
     *
     * @param connected the server took the connection
     */
    public void probe(Runnable connected, Consumer<ConnectFailure> failed) {
        eventLoop.dialer().probe(route, connected, failed);
    }

    /**
     * Connects by TCP.
     *
     * @param connected gets the channel before it becomes active, to add handlers; whoever takes it closes it
     */
    public void connect(Consumer<Channel> connected, Consumer<ConnectFailure> failed) {
        eventLoop.dialer().connect(route, connected, failed);
    }

    /**
     * Opens a UDP socket connected to the target. A ByteBuf that is written becomes one datagram; a DatagramPacket is read
     * for each that comes. What the network reports (ICMP) arrives as an exception for {@link ConnectFailure#of}, after which
     * the channel is of no more use.
     *
     * @param connected gets the channel, to add handlers and send; whoever takes it closes it
     */
    public void openDatagram(Consumer<Channel> connected, Consumer<ConnectFailure> failed) {
        eventLoop.dialer().openDatagram(route, connected, failed);
    }
}
