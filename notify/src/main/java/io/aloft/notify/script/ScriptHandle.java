package io.aloft.notify.script;

/** A script that was handed to the {@link ScriptRunner}. */
public interface ScriptHandle {

    /**
     * Whether it is about to run or still runs; also true after {@link ScriptOutcome.TimedOut} until the process is gone,
     * so that whoever runs it periodically does not start a second copy.
     */
    boolean isRunning();

    /** Asks its process group to end: SIGTERM now, SIGKILL 2 s later, again after 2 s and then every 10 s. */
    void terminate();
}
