package io.aloft.netlink.generic;

import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.Optional;

/**
 * A generic netlink family as the kernel registered it.
 *
 * @param name such as {@code IPVS}
 * @param id message type of its requests; differs from boot to boot, alike in all namespaces
 * @param version of its requests, 1..255
 */
public record GenericFamily(String name, int id, int version) {

    /** The family that knows the others has a fixed number. */
    private static final GenericFamily CONTROLLER = new GenericFamily("nlctrl", 0x10, 1);

    private static final int CTRL_CMD_GETFAMILY = 3;
    private static final int CTRL_ATTR_FAMILY_ID = 1;
    private static final int CTRL_ATTR_FAMILY_NAME = 2;
    private static final int CTRL_ATTR_VERSION = 3;

    /**
     * Asks the kernel for a family, which makes it load the module where it can.
     *
     * @return empty when this kernel has no such family
     * @throws NetlinkException when the kernel refuses to say
     */
    public static Optional<GenericFamily> resolve(NetlinkConnection connection, String name) throws NetlinkException {
        NetlinkRequest request = GenericRequest.command(
                "find generic netlink family " + name,
                CONTROLLER,
                CTRL_CMD_GETFAMILY,
                attributes -> attributes.string(CTRL_ATTR_FAMILY_NAME, name));
        try {
            for (NetlinkMessage reply : connection.execute(request)) {
                Optional<GenericFamily> family = decode(reply);
                if (family.isPresent() && family.get().name().equals(name)) {
                    return family;
                }
            }
        } catch (NetlinkException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
        throw NetlinkException.malformed(request.operation());
    }

    private static Optional<GenericFamily> decode(NetlinkMessage message) {
        AttributeReader attributes = GenericRequest.attributesOf(message);
        String name = "";
        int id = 0;
        int version = 1;
        while (attributes.next()) {
            switch (attributes.type()) {
                case CTRL_ATTR_FAMILY_ID -> id = attributes.u16();
                case CTRL_ATTR_FAMILY_NAME -> name = attributes.string();
                case CTRL_ATTR_VERSION -> version = attributes.i32();
                default -> {}
            }
        }
        return attributes.malformed() || id == 0 ? Optional.empty() : Optional.of(new GenericFamily(name, id, version));
    }
}
