package io.aloft.lab.kernel;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One event of a scenario and what is expected after it.
 *
 * @param title what happens, for the name of the test
 * @param event what is done; both directors see it at the same time
 * @param table what keepalived's table is, as {@link Listing#shorten} writes it
 * @param difference what Aloft's is, where it is meant to differ
 * @param reload whether the configuration is read again, after the event
 * @param still whether nothing is expected to change, so that waiting is all one can do
 * @param requests requests of a client when the table has settled
 */
record Step(
        String title,
        Consumer<Stage> event,
        String table,
        @Nullable Difference difference,
        boolean reload,
        boolean still,
        List<Requests> requests) {

    /**
     * Aloft does something else, on purpose.
     *
     * @param table what its table is
     * @param reason why, in a sentence of {@code docs/differences.md}
     */
    record Difference(String table, String reason) {}

    /**
     * Requests from one client, one after the other.
     *
     * @param targets address and port of each, with the names of the scenario
     * @param answers who answered, as letters by first appearance: {@code AABB}; a question mark for nobody
     */
    record Requests(List<String> targets, String answers) {}

    /** What Aloft's table is expected to be. */
    String aloftTable() {
        return difference == null ? table : difference.table();
    }
}
