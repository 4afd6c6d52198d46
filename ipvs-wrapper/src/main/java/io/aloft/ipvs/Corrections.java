package io.aloft.ipvs;

import io.aloft.ipvs.IpvsCommand.AddDestination;
import io.aloft.ipvs.IpvsCommand.AddService;
import io.aloft.ipvs.IpvsCommand.SetDestination;
import io.aloft.ipvs.IpvsCommand.SetService;
import io.aloft.ipvs.IpvsCommand.StartDaemon;
import io.aloft.ipvs.IpvsCommand.StopDaemon;
import io.aloft.ipvs.IpvsOutcome.Verdict;
import io.aloft.netlink.exchange.Errno;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What to do when a refusal only says that an object is there already, or is not there any more. */
final class Corrections {

    private final List<IpvsCommand> commands = new ArrayList<>();

    /** For each correction the place of the outcome that it corrects. */
    private final List<Integer> places = new ArrayList<>();

    /** Services that had gone and are added again, without destinations. */
    private final Set<ServiceKey> renewed = new HashSet<>();

    private Corrections() {}

    /** Executes {@code commands}, and in one more exchange what corrects the refused ones. */
    static List<IpvsOutcome> apply(IpvsClient client, List<IpvsCommand> commands) throws IpvsUnavailableException {
        List<IpvsOutcome> outcomes = new ArrayList<>(client.execute(commands));
        Corrections corrections = new Corrections();
        for (int i = 0; i < outcomes.size(); i++) {
            if (!outcomes.get(i).succeeded()) {
                corrections.consider(outcomes.get(i), i);
            }
        }
        if (corrections.commands.isEmpty()) {
            return outcomes;
        }
        List<IpvsOutcome> results = client.execute(corrections.commands);
        for (int i = 0; i < results.size(); i++) {
            int place = corrections.places.get(i);
            IpvsOutcome first = outcomes.get(place);
            IpvsOutcome second = results.get(i);
            outcomes.set(
                    place,
                    second.succeeded()
                            ? new IpvsOutcome(first.command(), Verdict.CORRECTED, first.errno())
                            : new IpvsOutcome(first.command(), Verdict.REFUSED, second.errno()));
        }
        return outcomes;
    }

    private void consider(IpvsOutcome refused, int place) {
        int errno = refused.errno();
        switch (refused.command()) {
            case AddService(var service) -> {
                if (errno == Errno.EEXIST) {
                    correct(place, new SetService(service));
                }
            }
            case SetService(var service) -> {
                if (errno == Errno.ESRCH) {
                    renewed.add(service.key());
                    correct(place, new AddService(service));
                }
            }
            case AddDestination(var key, var destination) -> {
                if (errno == Errno.EEXIST) {
                    correct(place, new SetDestination(key, destination));
                } else if (errno == Errno.ESRCH && renewed.contains(key)) {
                    correct(place, refused.command());
                }
            }
            case SetDestination(var key, var destination) -> {
                if (errno == Errno.ENOENT || errno == Errno.ESRCH && renewed.contains(key)) {
                    correct(place, new AddDestination(key, destination));
                }
            }
            case StartDaemon(var daemon) -> {
                if (errno == Errno.EEXIST) {
                    correct(place, new StopDaemon(daemon.role(), daemon.syncId()));
                    correct(place, refused.command());
                }
            }
            case IpvsCommand.DeleteService _,
                    IpvsCommand.DeleteDestination _,
                    IpvsCommand.ZeroService _,
                    IpvsCommand.ZeroAll _,
                    IpvsCommand.Flush _,
                    IpvsCommand.SetTimeouts _,
                    StopDaemon _ -> {}
        }
    }

    private void correct(int place, IpvsCommand command) {
        places.add(place);
        commands.add(command);
    }
}
