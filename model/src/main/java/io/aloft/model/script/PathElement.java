package io.aloft.model.script;

import java.util.Optional;

/**
 * One element on the way to a script: a directory, a symbolic link or the file itself.
 *
 * @param uid owner
 * @param gid group
 * @param permissions the twelve permission bits
 * @param link whether it is a symbolic link
 * @param directory whether it is a directory
 */
public record PathElement(int uid, int gid, int permissions, boolean link, boolean directory) {

    private static final int STICKY = 01000;
    private static final int GROUP_MAY_WRITE = 020;
    private static final int OTHERS_MAY_WRITE = 02;

    /**
     * How somebody other than root could change what the path leads to, such as {@code is owned by uid 1000}; empty when
     * nobody could. The rule is keepalived's.
     */
    public Optional<String> weakness() {
        if (uid != 0) {
            return Optional.of("is owned by uid " + Integer.toUnsignedString(uid));
        }
        // The mode of a link means nothing. In a sticky directory only the owner of a file can replace it.
        if (link || (directory && (permissions & STICKY) != 0)) {
            return Optional.empty();
        }
        if ((permissions & OTHERS_MAY_WRITE) != 0) {
            return Optional.of("is writable by everybody");
        }
        if ((permissions & GROUP_MAY_WRITE) != 0 && gid != 0) {
            return Optional.of("is writable by group " + Integer.toUnsignedString(gid));
        }
        return Optional.empty();
    }
}
