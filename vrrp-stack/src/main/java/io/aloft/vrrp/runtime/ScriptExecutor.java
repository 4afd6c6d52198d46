package io.aloft.vrrp.runtime;

import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.vrrp.track.ScriptRun;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs check scripts somewhere else than on the VRRP loop. */
@FunctionalInterface
public interface ScriptExecutor {

    /**
     * Starts one run and returns at once; {@code whenDone} is called exactly once, from any thread.
     *
     * @return tells whether anything of this run is still there, which may outlast {@code whenDone} by a time-out's kills
     */
    BooleanSupplier run(CheckScriptSpec script, Consumer<ScriptRun> whenDone);
}
