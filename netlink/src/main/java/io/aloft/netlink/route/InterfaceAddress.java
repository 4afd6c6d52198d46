package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address that an interface has.
 *
 * @param interfaceIndex the interface
 * @param address the local address
 * @param prefixLength 0..32 or 0..128
 * @param peer the far end of a point-to-point address, else null
 * @param broadcast IPv4 broadcast address, else null
 * @param label IPv4 label, which is the interface's name unless somebody chose another; null for IPv6
 * @param scope 0 global, 253 link, 254 host
 * @param flags IFA_F bits
 * @param protocol who put it there, as far as the kernel (5.18 and later) was told; 0 unknown, {@link #PROTOCOL_KEEPALIVED}
 */
public record InterfaceAddress(
        int interfaceIndex,
        IpAddress address,
        int prefixLength,
        @Nullable IpAddress peer,
        @Nullable IpAddress broadcast,
        @Nullable String label,
        int scope,
        int flags,
        int protocol) {

    /** The number that keepalived and this program put on the addresses they add. */
    public static final int PROTOCOL_KEEPALIVED = 18;

    private static final int IFA_F_SECONDARY = 0x01;
    private static final int IFA_F_DADFAILED = 0x08;
    private static final int IFA_F_DEPRECATED = 0x20;
    private static final int IFA_F_TENTATIVE = 0x40;

    /** IPv4: another address of the same network came first; IPv6: a temporary address. */
    public boolean secondary() {
        return has(IFA_F_SECONDARY);
    }

    /** IPv6: duplicate detection is not finished, so it cannot be used yet. */
    public boolean tentative() {
        return has(IFA_F_TENTATIVE);
    }

    /** IPv6: somebody else has it. */
    public boolean duplicate() {
        return has(IFA_F_DADFAILED);
    }

    /** It answers but is not chosen as a source. */
    public boolean deprecated() {
        return has(IFA_F_DEPRECATED);
    }

    private boolean has(int bit) {
        return (flags & bit) != 0;
    }

    /** True for messages about addresses of the two families known here. */
    public static boolean describes(NetlinkMessage message) {
        int type = message.type();
        return (type == RouteMessages.RTM_NEWADDR || type == RouteMessages.RTM_DELADDR)
                && message.payload().length > 0
                && family(message.payload()[0]).isPresent();
    }

    /** True when {@link #describes} holds and the address is gone. */
    public static boolean isRemoval(NetlinkMessage message) {
        return message.type() == RouteMessages.RTM_DELADDR;
    }

    /** The address in an RTM_NEWADDR or RTM_DELADDR; empty when the bytes are damaged or of another family. */
    public static Optional<InterfaceAddress> decode(NetlinkMessage message) {
        byte[] payload = message.payload();
        if (payload.length < RouteMessages.ADDRESS_HEADER_BYTES) {
            return Optional.empty();
        }
        return family(payload[0]).flatMap(family -> decode(family, payload));
    }

    private static Optional<InterfaceAddress> decode(AddressFamily family, byte[] payload) {
        IpAddress local = null;
        IpAddress far = null;
        IpAddress broadcast = null;
        String label = null;
        // The header has room for eight flags only; the attribute has all.
        int flags = Byte.toUnsignedInt(payload[2]);
        int protocol = 0;
        AttributeReader attributes = new AttributeReader(payload, RouteMessages.ADDRESS_HEADER_BYTES);
        while (attributes.next()) {
            switch (attributes.type()) {
                case RouteMessages.IFA_LOCAL -> local = address(family, attributes);
                case RouteMessages.IFA_ADDRESS -> far = address(family, attributes);
                case RouteMessages.IFA_BROADCAST -> broadcast = address(family, attributes);
                case RouteMessages.IFA_LABEL -> label = attributes.string();
                case RouteMessages.IFA_FLAGS -> flags = attributes.i32();
                case RouteMessages.IFA_PROTO -> protocol = attributes.u8();
                default -> {}
            }
        }
        // IPv6 says only IFA_ADDRESS unless there is a peer, which then is the IFA_ADDRESS.
        IpAddress own = local != null ? local : far;
        int prefixLength = Byte.toUnsignedInt(payload[1]);
        if (attributes.malformed() || own == null || prefixLength > family.addressBits()) {
            return Optional.empty();
        }
        IpAddress peer = own.equals(far) ? null : far;
        int index = ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder()).getInt(4);
        int scope = Byte.toUnsignedInt(payload[3]);
        return Optional.of(
                new InterfaceAddress(index, own, prefixLength, peer, broadcast, label, scope, flags, protocol));
    }

    private static IpAddress address(AddressFamily family, AttributeReader attribute) {
        return IpAddress.ofBytes(attribute.bytes(family.addressBytes()));
    }

    private static Optional<AddressFamily> family(byte kernelNumber) {
        for (AddressFamily family : AddressFamily.values()) {
            if (family.kernelNumber() == kernelNumber) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }
}
