package io.aloft.netlink.route;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkOutcome;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.AttributeWriter;
import io.aloft.netlink.message.Netlink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds virtual addresses to interfaces and removes them. */
public final class AddressClient {

    private static final int IFA_F_NODAD = 0x02;
    private static final int IFA_F_HOMEADDRESS = 0x10;
    private static final int IFA_F_MANAGETEMPADDR = 0x100;
    private static final int IFA_F_NOPREFIXROUTE = 0x200;
    private static final int IFA_F_MCAUTOJOIN = 0x400;

    /** Seconds of a lifetime that does not end. */
    private static final long FOREVER = 0xffff_ffffL;

    private static final int ADD = Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL;
    private static final int REFRESH = Netlink.NLM_F_CREATE | Netlink.NLM_F_REPLACE;

    private final NetlinkConnection connection;

    public AddressClient(NetlinkConnection connection) {
        this.connection = connection;
    }

    /** Adds one address; see {@link #addAll}. */
    public AddressOutcome add(VirtualAddress address, int interfaceIndex) {
        return addAll(List.of(new PlacedAddress(address, interfaceIndex))).getFirst();
    }

    /** Removes one address; see {@link #removeAll}. */
    public AddressOutcome remove(VirtualAddress address, int interfaceIndex) {
        return removeAll(List.of(new PlacedAddress(address, interfaceIndex))).getFirst();
    }

    /** As {@link #addAll(List, Integer)}, for ever. */
    public List<AddressOutcome> addAll(List<PlacedAddress> targets) {
        return addAll(targets, null);
    }

    /**
     * Adds addresses in order, in as few system calls as possible; equals {@code ip addr add A/LEN [peer A] [broadcast A]
     * [label L] [scope S] [valid_lft T] [preferred_lft T] [noprefixroute] [nodad] [home] [mngtmpaddr] [autojoin] proto 18
     * dev IF} for each.
     *
     * @param leaseSeconds after which the kernel removes them unless they are refreshed, at least 1; null for never
     * @return one outcome per address, in the same order
     */
    public List<AddressOutcome> addAll(List<PlacedAddress> targets, @Nullable Integer leaseSeconds) {
        return execute(
                targets,
                target -> request("add", target, ADD, leaseSeconds, leaseSeconds != null),
                AddressClient::added);
    }

    /**
     * Starts the lifetimes anew, and adds those addresses that are not there; equals {@code ip addr replace}.
     *
     * @param leaseSeconds as for {@link #addAll(List, Integer)}; null makes them last for ever
     * @return one outcome per address, in the same order, {@code Added} for each that is there now
     */
    public List<AddressOutcome> refreshAll(List<PlacedAddress> targets, @Nullable Integer leaseSeconds) {
        return execute(
                targets, target -> request("refresh", target, REFRESH, leaseSeconds, true), AddressClient::added);
    }

    /**
     * Removes addresses in order; equals {@code ip addr del A/LEN dev IF} for each.
     *
     * @return one outcome per address, in the same order
     */
    public List<AddressOutcome> removeAll(List<PlacedAddress> targets) {
        return execute(targets, AddressClient::removeRequest, AddressClient::removed);
    }

    @FunctionalInterface
    private interface RequestMaker {
        NetlinkRequest of(PlacedAddress target);
    }

    @FunctionalInterface
    private interface OutcomeMaker {
        AddressOutcome of(PlacedAddress target, NetlinkOutcome outcome);
    }

    private List<AddressOutcome> execute(List<PlacedAddress> targets, RequestMaker request, OutcomeMaker outcome) {
        List<NetlinkOutcome> answers =
                connection.executeAll(targets.stream().map(request::of).toList());
        List<AddressOutcome> result = new ArrayList<>(targets.size());
        for (int i = 0; i < targets.size(); i++) {
            result.add(outcome.of(targets.get(i), answers.get(i)));
        }
        return result;
    }

    private static AddressOutcome added(PlacedAddress target, NetlinkOutcome outcome) {
        return switch (outcome) {
            case NetlinkOutcome.Done done -> new AddressOutcome.Added(target);
            case NetlinkOutcome.Failed(NetlinkException reason)
            when reason.errno() == Errno.EEXIST -> new AddressOutcome.AlreadyPresent(target);
            case NetlinkOutcome.Failed(NetlinkException reason) -> new AddressOutcome.Failed(target, reason);
        };
    }

    private static AddressOutcome removed(PlacedAddress target, NetlinkOutcome outcome) {
        return switch (outcome) {
            case NetlinkOutcome.Done done -> new AddressOutcome.Removed(target);
            case NetlinkOutcome.Failed(NetlinkException reason)
            when reason.errno() == Errno.EADDRNOTAVAIL || reason.errno() == Errno.ENODEV ->
                new AddressOutcome.Absent(target);
            case NetlinkOutcome.Failed(NetlinkException reason) -> new AddressOutcome.Failed(target, reason);
        };
    }

    private static NetlinkRequest request(
            String verb, PlacedAddress target, int kernelFlags, @Nullable Integer lease, boolean writeLifetimes) {
        VirtualAddress wanted = target.address();
        AttributeWriter attributes = identity(target);
        if (wanted.broadcast() != null) {
            attributes.bytes(RouteMessages.IFA_BROADCAST, wanted.broadcast().toBytes());
        }
        if (wanted.label() != null) {
            attributes.string(RouteMessages.IFA_LABEL, wanted.label());
        }
        int flags = flags(wanted);
        if (flags != 0) {
            attributes.u32(RouteMessages.IFA_FLAGS, flags);
        }
        long valid = lease == null ? FOREVER : lease;
        long preferred = Math.min(valid, preferred(wanted));
        // What lasts for ever needs no saying, unless a shorter life is to be ended.
        if (writeLifetimes || preferred != FOREVER) {
            attributes.bytes(RouteMessages.IFA_CACHEINFO, lifetimes(preferred, valid));
        }
        // Kernels before 5.18 do not know it and skip it.
        attributes.u8(RouteMessages.IFA_PROTO, InterfaceAddress.PROTOCOL_KEEPALIVED);
        return NetlinkRequest.command(
                verb + " address " + wanted, RouteMessages.RTM_NEWADDR, kernelFlags, attributes.toByteArray());
    }

    private static NetlinkRequest removeRequest(PlacedAddress target) {
        return NetlinkRequest.command(
                "remove address " + target.address(),
                RouteMessages.RTM_DELADDR,
                0,
                identity(target).toByteArray());
    }

    /** The header and the attributes that say which address is meant. */
    private static AttributeWriter identity(PlacedAddress target) {
        VirtualAddress wanted = target.address();
        IpAddress address = wanted.address();
        byte[] header = ByteBuffer.allocate(RouteMessages.ADDRESS_HEADER_BYTES)
                .order(ByteOrder.nativeOrder())
                .put((byte) address.family().kernelNumber())
                .put((byte) wanted.prefixLength())
                .put((byte) 0)
                .put((byte) wanted.scope())
                .putInt(target.interfaceIndex())
                .array();
        IpAddress farEnd = wanted.peer() == null ? address : wanted.peer();
        return new AttributeWriter(header)
                .bytes(RouteMessages.IFA_LOCAL, address.toBytes())
                .bytes(RouteMessages.IFA_ADDRESS, farEnd.toBytes());
    }

    /**
     * An IPv6 address skips duplicate detection: it must answer the moment it moves, and during the move the old master may
     * still have it.
     */
    private static int flags(VirtualAddress wanted) {
        Set<VirtualAddress.Flag> written = wanted.flags();
        boolean detect = wanted.address().isIpv4() || written.contains(VirtualAddress.Flag.DETECT_DUPLICATES);
        int flags = detect ? 0 : IFA_F_NODAD;
        flags |= wanted.noPrefixRoute() ? IFA_F_NOPREFIXROUTE : 0;
        flags |= written.contains(VirtualAddress.Flag.HOME) ? IFA_F_HOMEADDRESS : 0;
        flags |= written.contains(VirtualAddress.Flag.MANAGE_TEMPORARY) ? IFA_F_MANAGETEMPADDR : 0;
        flags |= written.contains(VirtualAddress.Flag.AUTOJOIN) ? IFA_F_MCAUTOJOIN : 0;
        return flags;
    }

    /**
     * Preferred lifetime zero and valid lifetime forever: the address is deprecated from the start, so the kernel never picks
     * it as a source. Otherwise a /128 that matches the destination best would win.
     */
    private static long preferred(VirtualAddress wanted) {
        if (wanted.preferredLifetimeSeconds() != null) {
            return wanted.preferredLifetimeSeconds();
        }
        return !wanted.address().isIpv4() && wanted.prefixLength() == 128 ? 0 : FOREVER;
    }

    /** {@code struct ifa_cacheinfo}: preferred and valid lifetime, then two times that only the kernel writes. */
    private static byte[] lifetimes(long preferred, long valid) {
        return ByteBuffer.allocate(4 * Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt((int) preferred)
                .putInt((int) valid)
                .array();
    }
}
