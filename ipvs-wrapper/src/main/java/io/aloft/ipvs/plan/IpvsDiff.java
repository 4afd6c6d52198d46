package io.aloft.ipvs.plan;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.ServiceKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that turn one table into another.
 *
 * <p>On the way up a service comes before its destinations, on the way down after them. Within one service new
 * destinations come before old ones leave, so that it is never without any while one set replaces another.
 */
public final class IpvsDiff {

    private IpvsDiff() {}

    /** The commands that make {@code actual} equal {@code wanted}; services that are only in {@code actual} go. */
    public static List<IpvsCommand> between(IpvsTable actual, IpvsTable wanted) {
        var commands = new ArrayList<IpvsCommand>();
        var keys = new LinkedHashSet<ServiceKey>(wanted.entries().keySet());
        keys.addAll(actual.entries().keySet());
        for (ServiceKey key : keys) {
            commands.addAll(between(actual.entries().get(key), wanted.entries().get(key)));
        }
        return List.copyOf(commands);
    }

    /** As above for one service; null stands for its absence. */
    public static List<IpvsCommand> between(@Nullable IpvsEntry actual, @Nullable IpvsEntry wanted) {
        var commands = new ArrayList<IpvsCommand>();
        if (wanted == null) {
            if (actual != null) {
                remove(actual, commands);
            }
            return commands;
        }
        if (actual == null) {
            commands.add(new IpvsCommand.AddService(wanted.service()));
        } else if (!actual.service().equals(wanted.service())) {
            commands.add(new IpvsCommand.SetService(wanted.service()));
        }
        destinations(actual, wanted, commands);
        return commands;
    }

    private static void destinations(@Nullable IpvsEntry actual, IpvsEntry wanted, List<IpvsCommand> commands) {
        ServiceKey key = wanted.service().key();
        for (var destination : wanted.destinations().values()) {
            var present = actual == null ? null : actual.destinations().get(destination.endpoint());
            if (present == null) {
                commands.add(new IpvsCommand.AddDestination(key, destination));
            } else if (!present.equals(destination)) {
                commands.add(new IpvsCommand.SetDestination(key, destination));
            }
        }
        if (actual != null) {
            for (var endpoint : actual.destinations().keySet()) {
                if (!wanted.destinations().containsKey(endpoint)) {
                    commands.add(new IpvsCommand.DeleteDestination(key, endpoint));
                }
            }
        }
    }

    private static void remove(IpvsEntry actual, List<IpvsCommand> commands) {
        ServiceKey key = actual.service().key();
        for (var endpoint : actual.destinations().keySet()) {
            commands.add(new IpvsCommand.DeleteDestination(key, endpoint));
        }
        commands.add(new IpvsCommand.DeleteService(key));
    }
}
