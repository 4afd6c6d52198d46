package io.aloft.daemon.log;

import io.aloft.posix.PosixException;
import io.aloft.posix.UnixDatagram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

/** Writes to /dev/log as the C library does, under keepalived's identities, which log filters know. */
final class SyslogAppender extends AbstractAppender {

    private static final Path SOCKET = Path.of("/dev/log");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

    /** So many places of a stack trace fit into a line that the system log does not cut. */
    private static final int FRAMES = 8;

    private final int facility;
    private @Nullable UnixDatagram socket;

    SyslogAppender(int facility) {
        super("syslog", null, null, true, Property.EMPTY_ARRAY);
        this.facility = facility;
    }

    @Override
    public void append(LogEvent event) {
        String line = "<%d>%s %s[%d]: %s"
                .formatted(
                        facility * 8 + severity(event.getLevel()),
                        STAMP.format(LocalDateTime.ofInstant(
                                Instant.ofEpochMilli(event.getTimeMillis()), ZoneId.systemDefault())),
                        identity(event.getLoggerName()),
                        ProcessHandle.current().pid(),
                        text(event));
        send(line.getBytes(StandardCharsets.UTF_8));
    }

    /** One line, as the system log wants it: a defect's cause and the places it came from stand behind the message. */
    static String text(LogEvent event) {
        String message = event.getMessage().getFormattedMessage();
        Throwable thrown = event.getThrown();
        if (thrown == null) {
            return message;
        }
        return Stream.concat(
                        Stream.of(message + ": " + thrown),
                        Stream.of(thrown.getStackTrace()).limit(FRAMES).map(frame -> "at " + frame))
                .collect(Collectors.joining(" "));
    }

    /** The system log may be started, stopped and started again; a line that meets nobody is lost, as with syslog(3). */
    private void send(byte[] line) {
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                if (socket == null) {
                    socket = UnixDatagram.connect(SOCKET);
                }
                socket.send(line);
                return;
            } catch (PosixException e) {
                if (socket != null) {
                    socket.close();
                    socket = null;
                }
            }
        }
    }

    private static int severity(Level level) {
        if (level.isMoreSpecificThan(Level.ERROR)) {
            return 3;
        }
        if (level.isMoreSpecificThan(Level.WARN)) {
            return 4;
        }
        return 6;
    }

    private static String identity(String logger) {
        if (logger.startsWith("io.aloft.vrrp")) {
            return "Keepalived_vrrp";
        }
        if (logger.startsWith("io.aloft.checkers") || logger.startsWith("io.aloft.ipvs")) {
            return "Keepalived_healthcheckers";
        }
        return "Keepalived";
    }
}
