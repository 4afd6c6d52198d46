package io.aloft.config.host;

import io.aloft.model.net.LocalAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the loader asks this machine. Read-only; nothing here changes while one configuration is loaded. */
public interface HostFacts {

    /** Whether a network interface of this name exists in the network namespace of this process. */
    boolean hasInterface(String name);

    /**
     * Whether an interface lies on another one, as a macvlan, an ipvlan or a VLAN does. True as well when that cannot be told.
     */
    boolean liesOnAnother(String name);

    /** The number behind a name of iproute2's tables; null when the table does not know it. */
    @Nullable
    Integer number(NameTable table, String name);

    /** The addresses of all interfaces; empty where they are not known, as on a machine that only checks the file. */
    default List<LocalAddress> addresses() {
        return List.of();
    }

    /** What is known about an interface; null for nothing. */
    default @Nullable LinkFacts link(String name) {
        return null;
    }

    /** What a file holds; null when it cannot be read, or holds more than {@code most} bytes. */
    default byte @Nullable [] content(Path path, int most) {
        return null;
    }

    /** How many processors the machine has. */
    int processors();

    /** The host name, as the kernel has it. */
    String hostName();

    /** A user by name or decimal number; null when there is none. */
    @Nullable
    Account account(String nameOrNumber);

    /** The number of a group given by name or decimal number; null when there is none. */
    @Nullable
    Integer group(String nameOrNumber);

    /** The file itself, not what a link points to; null when it is not there. */
    @Nullable
    FileFacts file(Path path);

    /** The path without links; null when it does not lead to anything. */
    @Nullable
    Path realPath(Path path);

    /** Directories in which a bare program name is looked for, in order. */
    List<Path> searchPath();

    /**
     * An interface; each fact is null when it cannot be told.
     *
     * @param mtu bytes of an IP packet
     * @param ethernet whether frames have Ethernet addresses
     * @param multicast whether it takes packets to many
     */
    record LinkFacts(
            @Nullable Integer mtu,
            @Nullable Boolean ethernet,
            @Nullable Boolean multicast) {}

    /**
     * A user.
     *
     * @param name login name; the number in decimal when the user has no entry
     * @param uid user number
     * @param gid number of the primary group
     */
    record Account(String name, int uid, int gid) {}

    /**
     * Ownership and permission of one file.
     *
     * @param uid owner
     * @param gid group
     * @param mode the twelve permission bits
     * @param kind what it is
     */
    record FileFacts(int uid, int gid, int mode, Kind kind) {

        /** Kinds of files as far as scripts are concerned. */
        public enum Kind {
            FILE,
            DIRECTORY,
            LINK,
            OTHER
        }

        /** Whether a user with this group may execute the file, or enter the directory. */
        public boolean mayExecute(int byUid, int byGid) {
            if (byUid == 0) {
                return kind == Kind.DIRECTORY || (mode & 0111) != 0;
            }
            int shift = byUid == uid ? 6 : byGid == gid ? 3 : 0;
            return (mode >> shift & 1) != 0;
        }
    }
}
