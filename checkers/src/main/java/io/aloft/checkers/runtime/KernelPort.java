package io.aloft.checkers.runtime;

import io.aloft.checkers.kernel.KernelPlan;
import io.aloft.checkers.table.Pool;

/** Where the check loop says what the kernel is to hold. Everything returns at once and is carried out in order. */
interface KernelPort {

    /** From now on this configuration counts. */
    void serve(KernelPlan plan);

    /** Other servers are wanted for a virtual server of the present configuration. */
    void change(Pool pool);

    /** Runs {@code task} on the check loop when the kernel has been told everything so far. */
    void afterAll(Runnable task);
}
