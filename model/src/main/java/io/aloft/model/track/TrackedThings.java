package io.aloft.model.track;

import java.util.List;

/**
 * What can be tracked besides interfaces and scripts, in configuration order, names unique within each kind.
 *
 * @param files {@code track_file}
 * @param processes {@code vrrp_track_process}
 * @param bfdInstances {@code bfd_instance}
 */
public record TrackedThings(List<TrackFileSpec> files, List<TrackProcessSpec> processes, List<BfdSpec> bfdInstances) {

    /** Nothing. */
    public static final TrackedThings NONE = new TrackedThings(List.of(), List.of(), List.of());

    public TrackedThings {
        files = List.copyOf(files);
        processes = List.copyOf(processes);
        bfdInstances = List.copyOf(bfdInstances);
    }
}
