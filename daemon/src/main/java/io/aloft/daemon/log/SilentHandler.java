package io.aloft.daemon.log;

import org.apache.logging.log4j.core.ErrorHandler;
import org.apache.logging.log4j.core.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * Says nothing about a line that finds the queue full. log4j's own handler would write about it to standard error, on the
 * thread that logged: the VRRP loop would wait for the very terminal that the queue keeps away from it.
 */
final class SilentHandler implements ErrorHandler {

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, @Nullable Throwable thrown) {}

    @Override
    public void error(String message, @Nullable LogEvent event, @Nullable Throwable thrown) {}
}
