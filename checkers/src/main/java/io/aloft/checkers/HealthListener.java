package io.aloft.checkers;

import io.aloft.checkers.health.HealthChange;

/** Is told what happens to real and virtual servers, in order. */
@FunctionalInterface
public interface HealthListener {

    /** Called on the check loop after the kernel has been told; must not wait for anything. */
    void changed(HealthChange change);
}
