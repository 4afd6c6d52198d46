package io.aloft.ipvs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IpvsDiffTest {

    private static final ServiceKey KEY = key(80);

    @Test
    void servicesComeBeforeTheirDestinations() {
        IpvsEntry entry = entry(80, "rr", 11, 12);
        assertThat(IpvsDiff.between(IpvsTable.EMPTY, IpvsTable.of(List.of(entry))))
                .containsExactly(
                        new IpvsCommand.AddService(entry.service()),
                        new IpvsCommand.AddDestination(KEY, destination(11, 1)),
                        new IpvsCommand.AddDestination(KEY, destination(12, 1)));
    }

    @Test
    void servicesLeaveAfterTheirDestinations() {
        assertThat(IpvsDiff.between(entry(80, "rr", 11), null))
                .containsExactly(
                        new IpvsCommand.DeleteDestination(KEY, endpoint(11)), new IpvsCommand.DeleteService(KEY));
    }

    @Test
    void newDestinationsComeBeforeOldOnesLeave() {
        assertThat(IpvsDiff.between(entry(80, "rr", 11), entry(80, "rr", 12)))
                .containsExactly(
                        new IpvsCommand.AddDestination(KEY, destination(12, 1)),
                        new IpvsCommand.DeleteDestination(KEY, endpoint(11)));
    }

    @Test
    void onlyWhatDiffersIsSet() {
        IpvsEntry actual = entry(80, "rr", 11, 12);
        IpvsEntry wanted = entry(80, "wrr", 11, 12).with(destination(12, 5));
        assertThat(IpvsDiff.between(actual, wanted))
                .containsExactly(
                        new IpvsCommand.SetService(wanted.service()),
                        new IpvsCommand.SetDestination(KEY, destination(12, 5)));
        assertThat(IpvsDiff.between(wanted, wanted)).isEmpty();
    }

    /** Whatever the two tables are, the kernel ends up with the wanted one, and no command meets a missing object. */
    @Test
    void commandsTurnAnyTableIntoAnyOther() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            IpvsTable actual = randomTable(random);
            IpvsTable wanted = randomTable(random);
            var kernel = new KnownTable();
            for (int port = 80; port < 84; port++) {
                kernel.learn(key(port), actual);
            }
            for (IpvsCommand command : IpvsDiff.between(actual, wanted)) {
                assertPossible(command, kernel, seed);
                kernel.accepted(command);
            }
            for (int port = 80; port < 84; port++) {
                assertThat(kernel.get(key(port)))
                        .as("seed %d port %d", seed, port)
                        .isEqualTo(wanted.entries().get(key(port)));
            }
        }
    }

    private static void assertPossible(IpvsCommand command, KnownTable kernel, long seed) {
        IpvsEntry present = kernel.get(command.key());
        boolean possible = switch (command) {
            case IpvsCommand.AddService _ -> present == null;
            case IpvsCommand.SetService _, IpvsCommand.DeleteService _ -> present != null;
            case IpvsCommand.AddDestination add ->
                present != null
                        && !present.destinations().containsKey(add.destination().endpoint());
            case IpvsCommand.SetDestination set ->
                present != null
                        && present.destinations().containsKey(set.destination().endpoint());
            case IpvsCommand.DeleteDestination delete ->
                present != null && present.destinations().containsKey(delete.endpoint());
        };
        assertThat(possible).as("seed %d: %s", seed, command).isTrue();
    }

    private static IpvsTable randomTable(Random random) {
        var entries = new ArrayList<IpvsEntry>();
        for (int port = 80; port < 84; port++) {
            if (random.nextBoolean()) {
                IpvsEntry entry = entry(port, random.nextBoolean() ? "rr" : "wrr");
                for (int host = 1; host < 5; host++) {
                    if (random.nextBoolean()) {
                        entry = entry.with(destination(host, random.nextInt(3)));
                    }
                }
                entries.add(entry);
            }
        }
        return IpvsTable.of(entries);
    }

    private static IpvsEntry entry(int port, String scheduler, int... hosts) {
        var destinations = new ArrayList<IpvsDestination>();
        for (int host : hosts) {
            destinations.add(destination(host, 1));
        }
        var attributes = new IpvsService.Attributes(scheduler, 0, 0, 0xffffffff);
        return IpvsEntry.of(new IpvsService(key(port), attributes), destinations);
    }

    private static IpvsDestination destination(int host, int weight) {
        return new IpvsDestination(endpoint(host), new IpvsDestination.Attributes(0, weight, 0, 0));
    }

    private static Endpoint endpoint(int host) {
        return new Endpoint(IpAddress.of("10.1.1." + host), 80);
    }

    private static ServiceKey key(int port) {
        return new ServiceKey.ByAddress(6, new Endpoint(IpAddress.of("10.9.9.9"), port));
    }
}
