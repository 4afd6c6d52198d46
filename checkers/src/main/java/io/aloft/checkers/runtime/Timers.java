package io.aloft.checkers.runtime;

/** The clock and the alarms of the check loop. Everything runs on its thread. */
interface Timers {

    /** Monotonic nanoseconds. */
    long now();

    /**
     * Runs the task when it is {@code at} or a millisecond later, or as soon as possible where that is past; never before
     * this returns.
     */
    Alarm at(long at, Runnable task);

    /** Something that is to run later. */
    @FunctionalInterface
    interface Alarm {
        /** It is not to run any more. */
        void cancel();
    }
}
