package io.aloft.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogSetupTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final PrintStream before = System.err;
    private final CountDownLatch released = new CountDownLatch(1);

    /** A terminal that somebody has stopped. */
    @BeforeEach
    void stopTheTerminal() {
        System.setErr(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        boolean waiting = true;
                        while (waiting) {
                            try {
                                released.await();
                                waiting = false;
                            } catch (InterruptedException e) {
                                // As a write to a stopped terminal, which no Java interrupt ends.
                                continue;
                            }
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8));
        LogSetup.configure(true, null, false);
    }

    @AfterEach
    void goOn() {
        System.setErr(before);
        released.countDown();
    }

    /** log4j writes its own complaints on the thread that logged, and to the terminal. */
    @Test
    void fullQueueMakesLog4jItselfWriteNothing() {
        var complaints = new CopyOnWriteArrayList<StatusData>();
        var listener = new StatusListener() {
            @Override
            public void log(StatusData data) {
                complaints.add(data);
            }

            @Override
            public Level getStatusLevel() {
                return Level.ERROR;
            }

            @Override
            public void close() {}
        };
        StatusLogger.getLogger().registerListener(listener);
        var logger = LoggerFactory.getLogger("io.aloft.test");
        for (int line = 0; line < 3 * LogSetup.WAITING_LINES; line++) {
            logger.info("line {}", line);
        }
        StatusLogger.getLogger().removeListener(listener);
        LogSetup.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void stoppedTerminalHoldsUpNeitherLoggingNorTheEnd() throws InterruptedException {
        var logger = LoggerFactory.getLogger("io.aloft.test");
        Thread logging = Thread.ofPlatform().daemon().start(() -> {
            for (int line = 0; line < 3 * LogSetup.WAITING_LINES; line++) {
                logger.info("line {}", line);
            }
        });
        assertThat(logging.join(LIMIT)).as("all is logged or dropped").isTrue();
        Thread ending = Thread.ofPlatform().daemon().start(LogSetup::close);
        assertThat(ending.join(LIMIT)).as("the log is closed").isTrue();
    }
}
