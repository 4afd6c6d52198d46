package io.aloft.notify.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whose a file is, and who may do what with it.
 *
 * @param uid owner
 * @param gid group
 * @param mode the twelve permission bits
 */
record FilePermissions(int uid, int gid, int mode) {

    private static final int PERMISSIONS = 07777;
    private static final int SET_USER_ID = 04000;
    private static final int SET_GROUP_ID = 02000;
    private static final int ANYBODY_MAY_EXECUTE = 0111;

    /** Of the file itself, or of what a link points to. */
    static FilePermissions of(Path path, LinkOption... options) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid,gid", options);
        return new FilePermissions(
                number(attributes, "uid"), number(attributes, "gid"), number(attributes, "mode") & PERMISSIONS);
    }

    /** Whether there is anybody who may execute it. */
    boolean executable() {
        return (mode & ANYBODY_MAY_EXECUTE) != 0;
    }

    /** Whether executing it gives root's rights to anybody. */
    boolean lendsRoot() {
        return ((mode & SET_USER_ID) != 0 && uid == 0) || ((mode & SET_GROUP_ID) != 0 && gid == 0);
    }

    private static int number(Map<String, Object> attributes, String name) throws IOException {
        if (attributes.get(name) instanceof Integer value) {
            return value;
        }
        throw new IOException("no " + name + " among " + attributes.keySet());
    }
}
