package io.aloft.checkers.ping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code net.ipv4.ping_group_range}: groups that may open ICMP sockets. It is widened to contain group 0 when a socket was
 * refused, and put back at the end. For the check loop, whose network namespace counts.
 */
public final class PingGroupRange implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PingGroupRange.class);

    private static final int MOST_BYTES = 64;

    private final Path file;
    private @Nullable String before;
    private String widened = "";

    public PingGroupRange() {
        this(Path.of("/proc/sys/net/ipv4/ping_group_range"));
    }

    PingGroupRange(Path file) {
        this.file = file;
    }

    /**
     * Lets group 0 open ICMP sockets.
     *
     * @return whether that made a difference, so that it is worth to try again
     */
    boolean widen() {
        if (before != null) {
            return false;
        }
        try {
            String range = read();
            String[] bounds = range.split("\\s+", -1);
            if (bounds.length != 2 || bounds[0].equals("0")) {
                return false;
            }
            // "1 0" is nobody.
            widened = "0 " + bounds[1];
            write(widened);
            before = range;
            return true;
        } catch (IOException e) {
            log.warn(
                    "PING_CHECK cannot work: {} cannot be changed ({}); set it: sysctl -w net.ipv4.ping_group_range='0"
                            + " 0'",
                    file,
                    e.toString());
            // Said once; an attempt for each check would not do better.
            before = "";
            return false;
        }
    }

    /** Puts the old range back, unless somebody has set another one meanwhile. */
    @Override
    public void close() {
        String old = before;
        if (old == null || old.isEmpty()) {
            return;
        }
        try {
            if (read().replaceAll("\\s+", " ").equals(widened)) {
                write(old);
            }
        } catch (IOException e) {
            log.warn("{} could not be set back to {}: {}", file, old, e.toString());
        }
    }

    private String read() throws IOException {
        // In one go: the kernel gives such a file's content to the first read only, however few bytes that asks for.
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII).strip();
        }
    }

    private void write(String range) throws IOException {
        Files.writeString(file, range, StandardCharsets.US_ASCII);
    }
}
