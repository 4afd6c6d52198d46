package io.aloft.checkers.table;

import io.aloft.checkers.health.PoolMember;
import io.aloft.model.ConfigImage;
import io.aloft.model.GlobalSpec;
import io.aloft.model.lvs.CheckDefaults;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.Persistence;
import io.aloft.model.lvs.Quorum;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.Scheduling;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Virtual servers and what is in service for them, for tests. */
public final class Pools {

    private Pools() {}

    /** TCP on 10.9.9.9. */
    public static VirtualServerKey.ByAddress tcp(int port) {
        return new VirtualServerKey.ByAddress(TransportProtocol.TCP, endpoint("10.9.9.9", port));
    }

    /** A user of a group. */
    public static VirtualServerKey.ByGroup group(String name, int sequence, @Nullable TransportProtocol protocol) {
        return new VirtualServerKey.ByGroup(name, sequence, protocol);
    }

    /** Real servers 10.1.1.HOST:80 with weight 1 by NAT, scheduled by wrr. */
    public static Pool pool(VirtualServerKey key, int... hosts) {
        return new Pool(
                virtual(key, "wrr", null),
                Arrays.stream(hosts).mapToObj(host -> member(host, 1)).toList());
    }

    /** The same with another scheduler. */
    public static Pool pool(VirtualServerKey key, String scheduler, PoolMember... members) {
        return new Pool(virtual(key, scheduler, null), List.of(members));
    }

    /** 10.1.1.HOST:80 by NAT. */
    public static PoolMember member(int host, int weight) {
        return member("10.1.1." + host, 80, Forwarding.NAT, weight);
    }

    /** Without thresholds. */
    public static PoolMember member(String address, int port, Forwarding forwarding, int weight) {
        return new PoolMember(endpoint(address, port), forwarding, weight, 0, 0);
    }

    /** Of the family of its key, which is IPv4 where the key leaves it open. */
    public static VirtualServerSpec virtual(VirtualServerKey key, String scheduler, @Nullable Persistence persistence) {
        return virtual(key, familyOf(key), new Scheduling(scheduler, 0, false), persistence);
    }

    /** With one real server, 10.1.1.11:80. */
    public static VirtualServerSpec virtual(
            VirtualServerKey key,
            @Nullable AddressFamily family,
            Scheduling scheduling,
            @Nullable Persistence persistence) {
        var real = new RealServerSpec(
                endpoint("10.1.1.11", 80),
                1,
                Forwarding.NAT,
                0,
                0,
                false,
                CheckDefaults.DEFAULT,
                List.of(),
                null,
                null,
                true,
                null,
                Duration.ZERO);
        return new VirtualServerSpec(
                key,
                family,
                scheduling,
                Forwarding.NAT,
                persistence,
                new Quorum(1, 0, null, null),
                1,
                false,
                CheckDefaults.DEFAULT,
                null,
                List.of(real),
                false,
                false,
                false,
                null);
    }

    private static AddressFamily familyOf(VirtualServerKey key) {
        return switch (key) {
            case VirtualServerKey.ByAddress(var _, var endpoint) ->
                endpoint.address().family();
            case VirtualServerKey.ByMark(var family, var _) -> family;
            case VirtualServerKey.ByGroup _ -> AddressFamily.INET;
        };
    }

    /** A group of ranges, {@code 10.9.9.1-10.9.9.3}, single addresses and marks, {@code fwmark 7}, all with one port. */
    public static VirtualServerGroupSpec groupOf(String name, int port, String... entries) {
        return new VirtualServerGroupSpec(
                name, Arrays.stream(entries).map(text -> entry(text, port)).toList());
    }

    private static VirtualServerGroupSpec.Entry entry(String text, int port) {
        if (text.startsWith("fwmark ")) {
            return new VirtualServerGroupSpec.Mark(Long.parseLong(text.substring(7)), null);
        }
        String[] ends = text.split("-", -1);
        return new VirtualServerGroupSpec.Addresses(IpAddress.of(ends[0]), IpAddress.of(ends[ends.length - 1]), port);
    }

    /** What virtual servers share; everything else is as if nothing were written. */
    public static LvsGlobals globals(
            LvsGlobals.Timeouts timeouts,
            boolean flushAtStart,
            LvsGlobals.Flush flushOnStop,
            LvsGlobals.@Nullable SyncDaemon syncDaemon,
            LvsGlobals.@Nullable Marking marking) {
        LvsGlobals none = LvsGlobals.DEFAULT;
        return new LvsGlobals(
                timeouts,
                flushAtStart,
                flushOnStop,
                syncDaemon,
                marking,
                null,
                false,
                false,
                false,
                none.commandBuffers(),
                none.monitorBuffers(),
                false);
    }

    /** An address with a port. */
    public static Endpoint endpoint(String address, int port) {
        return new Endpoint(IpAddress.of(address), port);
    }

    /** A configuration of virtual servers and nothing else. */
    public static ConfigImage image(LvsGlobals lvs, List<VirtualServerSpec> servers) {
        ConfigImage empty = ConfigImage.empty("test");
        GlobalSpec global = empty.global();
        return new ConfigImage(
                new GlobalSpec(
                        global.routerId(),
                        global.placement(),
                        global.processes(),
                        global.scripts(),
                        global.mail(),
                        global.fifos(),
                        global.vrrp(),
                        lvs,
                        global.firewall(),
                        global.snmp(),
                        global.dbus(),
                        global.files(),
                        global.reload()),
                empty.scripts(),
                empty.tracked(),
                empty.virtualRouters(),
                empty.syncGroups(),
                empty.statics(),
                empty.interfaces(),
                empty.virtualServerGroups(),
                servers);
    }
}
