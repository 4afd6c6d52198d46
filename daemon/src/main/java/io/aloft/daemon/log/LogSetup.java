package io.aloft.daemon.log;

import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.jspecify.annotations.Nullable;

/** Sends log lines where the command line says. */
public final class LogSetup {

    /** Lines that may wait while a disk or a terminal hangs; more are dropped rather than delay an advertisement. */
    static final int WAITING_LINES = 4096;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    static {
        // No JMX, one context, no shutdown hook of its own: the daemon decides when it is done logging.
        System.setProperty("log4j2.disableJmx", "true");
        System.setProperty("log4j2.contextSelector", "org.apache.logging.log4j.core.selector.BasicContextSelector");
        System.setProperty("log4j.shutdownHookEnabled", "false");
        System.setProperty("log4j2.statusLoggerLevel", "ERROR");
    }

    private LogSetup() {}

    /**
     * Replaces whatever was set up before.
     *
     * @param console whether to write to standard error
     * @param syslogFacility facility number 0..23, or null not to use the system log
     * @param detail whether to log what only {@code -D} shows
     */
    public static void configure(boolean console, @Nullable Integer syslogFacility, boolean detail) {
        var context = (LoggerContext) org.apache.logging.log4j.LogManager.getContext(false);
        Configuration configuration = new DefaultConfiguration();
        context.setConfiguration(configuration);
        LoggerConfig root = configuration.getRootLogger();
        List.copyOf(root.getAppenders().keySet()).forEach(root::removeAppender);
        if (console) {
            use(configuration, root, console(configuration));
        }
        if (syslogFacility != null) {
            use(configuration, root, new SyslogAppender(syslogFacility));
        }
        root.setLevel(Level.WARN);
        configuration.addLogger("io.aloft", new LoggerConfig("io.aloft", detail ? Level.DEBUG : Level.INFO, true));
        context.updateLoggers();
    }

    private static Appender console(Configuration configuration) {
        return ConsoleAppender.newBuilder()
                .setName("console")
                .setTarget(ConsoleAppender.Target.SYSTEM_ERR)
                .setLayout(new ConsoleLayout())
                .setConfiguration(configuration)
                .build();
    }

    /** A full disk or a stopped terminal may hold up the log, but never the VRRP loop. */
    private static void use(Configuration configuration, LoggerConfig root, Appender target) {
        target.start();
        configuration.addAppender(target);
        AsyncAppender queue = AsyncAppender.newBuilder()
                .setName("queue-" + target.getName())
                .setAppenderRefs(new AppenderRef[] {AppenderRef.createAppenderRef(target.getName(), null, null)})
                .setConfiguration(configuration)
                .setBufferSize(WAITING_LINES)
                .setBlocking(false)
                .build();
        queue.setHandler(new SilentHandler());
        queue.start();
        configuration.addAppender(queue);
        root.addAppender(queue, null, null);
    }

    /** Writes out what waits, unless a terminal or a disk hangs; nothing is logged after that. */
    public static void close() {
        Thread closing =
                Thread.ofPlatform().name("log-close").daemon().start(org.apache.logging.log4j.LogManager::shutdown);
        try {
            closing.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
