package io.aloft.vrrp.track;

import io.aloft.model.track.TrackProcessSpec;
import java.util.List;

/** Whether a process is one that a {@code vrrp_track_process} counts. */
public final class ProcessMatch {

    /** TASK_COMM_LEN of the kernel without its closing zero byte. */
    private static final int COMM_CHARACTERS = 15;

    private ProcessMatch() {}

    /** Whether the command line is compared; else the name that the kernel keeps, cut to 15 characters. */
    public static boolean byCommandLine(TrackProcessSpec spec) {
        return spec.fullCommand() || spec.command().size() > 1;
    }

    /**
     * Whether a process counts.
     *
     * @param comm name of the process as in {@code /proc/PID/comm}
     * @param commandLine its words as in {@code /proc/PID/cmdline}; empty for a kernel thread or a zombie
     */
    public static boolean matches(TrackProcessSpec spec, String comm, List<String> commandLine) {
        List<String> wanted = spec.command();
        if (!byCommandLine(spec)) {
            String name = wanted.getFirst();
            return comm.equals(name.substring(0, Math.min(COMM_CHARACTERS, name.length())));
        }
        return switch (spec.match()) {
            case EXACT -> commandLine.equals(wanted);
            case PARTIAL ->
                commandLine.size() >= wanted.size()
                        && commandLine.subList(0, wanted.size()).equals(wanted);
            // The zero bytes between the words count too, so that a word may only grow at the end.
            case INITIAL -> String.join("\0", commandLine).startsWith(String.join("\0", wanted));
        };
    }
}
