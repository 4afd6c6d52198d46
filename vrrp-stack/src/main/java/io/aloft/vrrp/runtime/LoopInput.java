package io.aloft.vrrp.runtime;

import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.netlink.monitor.EntryEvent;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.vrrp.channel.Arrival;
import io.aloft.vrrp.device.Fitting;
import io.aloft.vrrp.track.ScriptRun;
import java.util.concurrent.CompletableFuture;

/** Everything that reaches the VRRP loop from other threads. */
sealed interface LoopInput {

    /** A receiving thread read a packet. */
    record Packet(Arrival arrival, long receivedNanos) implements LoopInput {}

    /** The kernel said something about interfaces or addresses. */
    record LinkNews(LinkEvent event) implements LoopInput {}

    /** The kernel said something about routes or rules of ours. */
    record EntryNews(EntryEvent event) implements LoopInput {}

    /** A channel is ready for use. */
    record ChannelOpened(ChannelKey key, AutoCloseable channel) implements LoopInput {}

    /** A channel could not be opened. */
    record ChannelFailed(ChannelKey key, String reason) implements LoopInput {}

    /** The interfaces that virtual routers need were made, or made anew. */
    record Fitted(Fitting fitting) implements LoopInput {}

    /** A run of a {@code vrrp_script} ended. */
    record ScriptEnded(CheckScriptSpec script, ScriptRun run) implements LoopInput {}

    /** A {@code track_file} says another number. */
    record FileChanged(String name, int value) implements LoopInput {}

    /** A {@code track_process} has its quorum now, or has it no more. */
    record ProcessChanged(String name, boolean reached) implements LoopInput {}

    /** A link that is polled has a carrier now, or has none. */
    record LinkBeat(String interfaceName, boolean up) implements LoopInput {}

    /**
     * A {@code bfd_instance} is up now, or is down.
     *
     * @param eventNanos when that happened, in terms of {@link System#nanoTime}
     */
    record BfdChanged(String name, boolean up, long eventNanos) implements LoopInput {}

    /** A new configuration takes effect. */
    record Reload(ConfigImage image) implements LoopInput {}

    /** Somebody wants to know how things stand. */
    record StatusWanted(CompletableFuture<VrrpStatus> answer) implements LoopInput {}

    /**
     * End.
     *
     * @param release whether every address is given away
     */
    record Stop(boolean release) implements LoopInput {}
}
