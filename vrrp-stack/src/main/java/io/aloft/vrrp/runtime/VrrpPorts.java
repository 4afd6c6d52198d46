package io.aloft.vrrp.runtime;

import io.aloft.vrrp.bfd.runtime.BfdListener;
import io.aloft.vrrp.channel.ChannelOpener;
import io.aloft.vrrp.channel.UnicastOpener;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What the VRRP loop needs of the rest of the program.
 *
 * @param captures opens captures of multicast
 * @param unicasts opens sockets for unicast
 * @param scripts runs check scripts
 * @param interfaceGroups number of an interface group by its name; empty when there is none
 * @param sessions is told of BFD sessions besides the virtual routers, since a host can have them only once
 */
public record VrrpPorts(
        ChannelOpener captures,
        UnicastOpener unicasts,
        ScriptExecutor scripts,
        Function<String, OptionalInt> interfaceGroups,
        BfdListener sessions) {}
