package io.aloft.vrrp.watch;

/** Who wants to know about {@code track_process}es. Called on the thread of the watcher, so it must not wait for long. */
@FunctionalInterface
public interface ProcessListener {

    /**
     * A quorum was gained or lost, or was looked at for the first time.
     *
     * @param name of the {@code vrrp_track_process}
     */
    void quorumChanged(String name, boolean reached);
}
