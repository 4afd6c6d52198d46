package io.aloft.model.lvs;

import io.aloft.model.script.ScriptCommand;
import org.jspecify.annotations.Nullable;

/**
 * When a virtual server counts as up.
 *
 * @param needed total weight of living real servers that is needed, 1..4294967295 ({@code quorum}; default 1)
 * @param hysteresis added to gain quorum and taken off to lose it, below {@code needed}; 0 by default
 * @param up run when quorum is gained ({@code quorum_up}); null for none
 * @param down run when quorum is lost ({@code quorum_down}); null for none
 */
public record Quorum(
        long needed,
        long hysteresis,
        @Nullable ScriptCommand up,
        @Nullable ScriptCommand down) {}
