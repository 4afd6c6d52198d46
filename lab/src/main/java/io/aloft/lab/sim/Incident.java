package io.aloft.lab.sim;

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

        /** {@code kill -9}: the process is gone, its addresses stay on the host. */
        record Crash(int node) implements What {}

        /** {@code SIGTERM}. */
        record Stop(int node) implements What {}

        /** The process is frozen; what arrives waits in its queue. */
        record Pause(int node) implements What {}

        /** The process goes on where it was frozen. */
        record Resume(int node) implements What {}

        /** The cable is plugged or unplugged. */
        record Carrier(int node, boolean up) implements What {}

        /** From now on every run of the tracked script ends like this. */
        record Script(int node, ScriptRun run) implements What {}

        /** An operator deletes a virtual address by hand. */
        record TakeAddress(int node) implements What {}

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
