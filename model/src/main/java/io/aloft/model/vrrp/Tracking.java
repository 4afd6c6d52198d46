package io.aloft.model.vrrp;

import java.util.List;

/**
 * What an instance or a sync group looks at, in configuration order.
 *
 * @param interfaces {@code track_interface}
 * @param scripts {@code track_script}
 * @param files {@code track_file}
 * @param processes {@code track_process}
 * @param bfdInstances {@code track_bfd}
 */
public record Tracking(
        List<TrackedInterface> interfaces,
        List<TrackedScript> scripts,
        List<TrackedObject> files,
        List<TrackedObject> processes,
        List<TrackedObject> bfdInstances) {

    /** Nothing. */
    public static final Tracking NONE = new Tracking(List.of(), List.of(), List.of(), List.of(), List.of());

    public Tracking {
        interfaces = List.copyOf(interfaces);
        scripts = List.copyOf(scripts);
        files = List.copyOf(files);
        processes = List.copyOf(processes);
        bfdInstances = List.copyOf(bfdInstances);
    }

    /** Interfaces and scripts only. */
    public static Tracking of(List<TrackedInterface> interfaces, List<TrackedScript> scripts) {
        return new Tracking(interfaces, scripts, List.of(), List.of(), List.of());
    }
}
