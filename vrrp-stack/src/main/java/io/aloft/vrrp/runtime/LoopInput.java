package io.aloft.vrrp.runtime;

import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.vrrp.channel.Arrival;
import io.aloft.vrrp.channel.FrameChannel;
import io.aloft.vrrp.track.ScriptRun;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Everything that reaches the VRRP loop from other threads. */
sealed interface LoopInput {

    /** A receiving thread read a packet; the time is that of the loop. */
    record Frame(Arrival arrival, long receivedNanos) implements LoopInput {}

    /** The kernel said something about interfaces or addresses. */
    record LinkNews(LinkEvent event) implements LoopInput {}

    /** A channel is ready for use. */
    record ChannelOpened(String interfaceName, FrameChannel channel) implements LoopInput {}

    /** A channel could not be opened. */
    record ChannelFailed(String interfaceName, String reason) implements LoopInput {}

    /** A run of a {@code vrrp_script} ended. */
    record ScriptEnded(CheckScriptSpec script, ScriptRun run) implements LoopInput {}

    /** A new configuration takes effect. */
    record Reload(ConfigImage image) implements LoopInput {}

    /** Somebody wants to know how things stand. */
    record StatusWanted(CompletableFuture<List<RouterStatus>> answer) implements LoopInput {}

    /** Leave every address and end. */
    record Stop() implements LoopInput {}
}
