package io.aloft.model.track;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code vrrp_track_process}: good while as many processes run as it asks for.
 *
 * @param name by which entries refer to it
 * @param command program and, if any, parameters that are compared too; at least one word ({@code process})
 * @param match how parameters are compared ({@code param_match})
 * @param weight -254..254 (default 0)
 * @param reverse the weight works the other way round
 * @param quorum least number of processes, 0..65535 (default 1)
 * @param quorumMax greatest number of processes, 0..65535; null for any; 0 means that none may run
 * @param terminateDelay before lost processes count, resolution one microsecond, at most an hour
 * @param forkDelay before new processes count, as {@code terminateDelay}
 * @param fullCommand the whole command line is compared ({@code full_command})
 */
public record TrackProcessSpec(
        String name,
        List<String> command,
        ParameterMatch match,
        int weight,
        boolean reverse,
        int quorum,
        @Nullable Integer quorumMax,
        Duration terminateDelay,
        Duration forkDelay,
        boolean fullCommand) {

    public TrackProcessSpec {
        command = List.copyOf(command);
    }

    /** How the parameters of a process are compared. */
    public enum ParameterMatch {
        EXACT,
        /** The command line of the process begins with them: the last one may be longer, and more may follow. */
        INITIAL,
        /** The process may have more of them. */
        PARTIAL
    }
}
