package io.aloft.vrrp.sim;

import io.aloft.model.ConfigImage;
import io.aloft.vrrp.track.ScriptRun;
import java.util.List;

/**
 * Something that befalls the simulated network at a given moment. One that makes no sense any more by then (to start
 * what runs, to crash what is dead) does nothing, so any incident may be left out of a scenario.
 *
 * @param atNanos virtual time
 * @param what happens
 */
public record Incident(long atNanos, What what) {

    /** What can happen. Nodes are numbered from 0. */
    public sealed interface What {

        /** The director process starts. */
        record Start(int node) implements What {}

        /** {@code kill -9}: the process is gone, its addresses stay on the host for as long as their lease lasts. */
        record Crash(int node) implements What {}

        /** {@code SIGTERM}. */
        record Stop(int node) implements What {}

        /** The process is frozen; what arrives waits in its queue. */
        record Pause(int node) implements What {}

        /** The process goes on where it was frozen. */
        record Resume(int node) implements What {}

        /** The cable of an interface is plugged or unplugged. */
        record Carrier(int node, String interfaceName, boolean up) implements What {}

        /** From now on every run of this {@code vrrp_script} ends like this. */
        record Script(int node, String name, ScriptRun run) implements What {}

        /** A {@code track_file} holds another number. */
        record FileValue(int node, String name, int value) implements What {}

        /** The quorum of a {@code track_process} is reached, or no longer. */
        record Process(int node, String name, boolean reached) implements What {}

        /** The session of a {@code bfd_instance} comes up or goes down. */
        record Bfd(int node, String name, boolean up) implements What {}

        /** The file is replaced, and whoever runs gets {@code SIGHUP}. */
        record Reload(int node, ConfigImage image) implements What {
            @Override
            public String toString() {
                return "Reload[node=" + node + "]";
            }
        }

        /** An operator deletes a virtual address by hand. */
        record TakeAddress(int node) implements What {}

        /** The host is too busy, or no longer: what arrives is dropped and counted. */
        record Busy(int node, boolean busy) implements What {}

        /** The kernel refuses that many additions of an address. */
        record RefuseAddresses(int node, int times) implements What {}

        /** Frames of one node do not reach another; the way back stays open. */
        record Cut(int from, int to) implements What {}

        /** Nothing passes between these nodes and the others. */
        record Split(List<Integer> nodes) implements What {
            public Split {
                nodes = List.copyOf(nodes);
            }
        }

        /** All cuts heal. */
        record Mend() implements What {}

        /** The LAN gets better or worse. */
        record Change(Weather weather) implements What {}
    }
}
