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
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IpvsDiffTest {

    private static final int SEEDS = 2_000;
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

    @Test
    void destinationWithAnotherMethodIsSetAndNotReplaced() {
        IpvsEntry actual = entry(80, "rr", 11);
        var tunnelled = new IpvsDestination(
                endpoint(11),
                new IpvsDestination.Attributes(
                        IpvsDestination.TUNNEL,
                        1,
                        0,
                        0,
                        new IpvsDestination.Tunnel(
                                IpvsDestination.Tunnel.TYPE_GUE, 6080, IpvsDestination.Tunnel.CHECKSUM)));
        assertThat(IpvsDiff.between(actual, actual.with(tunnelled)))
                .containsExactly(new IpvsCommand.SetDestination(KEY, tunnelled));
    }

    @Test
    void thresholdsAndPersistenceEnginesCount() {
        IpvsEntry actual = entry(80, "rr", 11);
        var limited = new IpvsDestination(endpoint(11), new IpvsDestination.Attributes(0, 1, 100, 80));
        var byCall =
                new IpvsService(KEY, new IpvsService.Attributes("rr", IpvsService.PERSISTENT, 60, 0xffffffff, "sip"));
        assertThat(IpvsDiff.between(actual, actual.with(limited).withService(byCall)))
                .containsExactly(new IpvsCommand.SetService(byCall), new IpvsCommand.SetDestination(KEY, limited));
    }

    /** As when a sorry server takes over: there is always one to send a client to. */
    @Test
    void serviceIsNeverWithoutDestinationOnTheWayFromOneToTheOther() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var tables = new RandomTables(new Random(seed));
            IpvsTable actual = tables.table();
            IpvsTable wanted = tables.table();
            KnownTable kernel = kernelWith(actual);
            for (IpvsCommand command : IpvsDiff.between(actual, wanted)) {
                kernel.accepted(command);
                ServiceKey key = ((IpvsCommand.OfService) command).key();
                IpvsEntry before = actual.entries().get(key);
                IpvsEntry after = wanted.entries().get(key);
                if (before != null
                        && after != null
                        && !before.destinations().isEmpty()
                        && !after.destinations().isEmpty()) {
                    IpvsEntry now = kernel.get(key);
                    assertThat(now)
                            .as("seed %d: %s", seed, command)
                            .isNotNull()
                            .extracting(IpvsEntry::destinations)
                            .isNotEqualTo(Map.of());
                }
            }
        }
    }

    /** Whatever the two tables are, the kernel ends up with the wanted one, and no command meets a missing object. */
    @Test
    void commandsTurnAnyTableIntoAnyOther() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var tables = new RandomTables(new Random(seed));
            IpvsTable actual = tables.table();
            IpvsTable wanted = tables.table();
            KnownTable kernel = kernelWith(actual);
            for (IpvsCommand command : IpvsDiff.between(actual, wanted)) {
                assertPossible((IpvsCommand.OfService) command, kernel, seed);
                kernel.accepted(command);
            }
            assertThat(kernel.table().entries()).as("seed %d", seed).isEqualTo(wanted.entries());
            assertThat(IpvsDiff.between(kernel.table(), wanted))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static KnownTable kernelWith(IpvsTable table) {
        var kernel = new KnownTable();
        table.entries().keySet().forEach(key -> kernel.learn(key, table));
        return kernel;
    }

    private static void assertPossible(IpvsCommand.OfService command, KnownTable kernel, long seed) {
        IpvsEntry present = kernel.get(command.key());
        boolean possible = switch (command) {
            case IpvsCommand.AddService _ -> present == null;
            case IpvsCommand.SetService _, IpvsCommand.DeleteService _, IpvsCommand.ZeroService _ -> present != null;
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
