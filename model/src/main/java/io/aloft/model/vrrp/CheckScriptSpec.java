package io.aloft.model.vrrp;

import io.aloft.model.script.ScriptCommand;
import java.time.Duration;

/**
 * A {@code vrrp_script}: a program whose exit status says whether this director is fit to be Master.
 *
 * @param name by which {@code track_script} refers to it
 * @param command what to run
 * @param interval between two starts (default 1 s)
 * @param timeout after which a run is ended and counts as a failure (default: the interval)
 * @param weight -253..253 (default 0)
 * @param reverse the weight works the other way round
 * @param rise successes in a row until it counts as good (default 1)
 * @param fall failures in a row until it counts as bad (default 1)
 * @param initFail assume failure until the first result
 */
public record CheckScriptSpec(
        String name,
        ScriptCommand command,
        Duration interval,
        Duration timeout,
        int weight,
        boolean reverse,
        int rise,
        int fall,
        boolean initFail) {}
