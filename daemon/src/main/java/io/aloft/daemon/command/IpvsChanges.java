package io.aloft.daemon.command;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsUnavailableException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Commands for the kernel that are sent together; what it refuses is said in order. */
final class IpvsChanges {

    /** As many as the answers of which fit into a socket's buffer with ease. */
    private static final int TOGETHER = 256;

    private final IpvsClient client;
    private final PrintStream err;
    private final List<IpvsCommand> waiting = new ArrayList<>();

    IpvsChanges(IpvsClient client, PrintStream err) {
        this.client = client;
        this.err = err;
    }

    /** Sends the command now or with later ones. */
    void add(IpvsCommand command) throws IpvsUnavailableException {
        waiting.add(command);
        if (waiting.size() == TOGETHER) {
            flush();
        }
    }

    /** Sends what was added; the answer is whether the kernel did all of it. */
    boolean flush() throws IpvsUnavailableException {
        if (waiting.isEmpty()) {
            return true;
        }
        List<IpvsCommand> commands = List.copyOf(waiting);
        waiting.clear();
        boolean done = true;
        for (IpvsOutcome outcome : client.execute(commands)) {
            if (outcome.errno() != 0) {
                err.println(outcome.reason());
                done = false;
            }
        }
        return done;
    }
}
