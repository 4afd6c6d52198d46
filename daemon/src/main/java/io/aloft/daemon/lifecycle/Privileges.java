package io.aloft.daemon.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the kernel lets this process do, before it is asked for anything. */
public final class Privileges {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String EFFECTIVE = "CapEff:";
    /** Numbers of capabilities(7). */
    private static final int CAP_NET_ADMIN = 12;

    private static final int CAP_NET_RAW = 13;

    private Privileges() {}

    /**
     * Names of the capabilities that are missing; none for root. An unreadable /proc answers nothing, and the kernel's
     * refusals will.
     *
     * @param vrrp whether frames are to be captured and sent
     */
    public static List<String> missing(boolean vrrp) {
        try {
            Optional<String> line = Files.readAllLines(STATUS).stream()
                    .filter(text -> text.startsWith(EFFECTIVE))
                    .findFirst();
            return line.map(text -> missing(text.substring(EFFECTIVE.length()).strip(), vrrp))
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * As {@link #missing(boolean)}, of a mask.
     *
     * @param mask hexadecimal digits, as in /proc/self/status
     */
    static List<String> missing(String mask, boolean vrrp) {
        long effective = Long.parseUnsignedLong(mask, 16);
        List<String> missing = new ArrayList<>();
        if ((effective >>> CAP_NET_ADMIN & 1) == 0) {
            missing.add("CAP_NET_ADMIN");
        }
        if (vrrp && (effective >>> CAP_NET_RAW & 1) == 0) {
            missing.add("CAP_NET_RAW");
        }
        return missing;
    }
}
