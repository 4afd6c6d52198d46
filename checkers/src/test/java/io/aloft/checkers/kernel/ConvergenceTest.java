package io.aloft.checkers.kernel;

import static io.aloft.checkers.table.Pools.endpoint;
import static io.aloft.checkers.table.Pools.group;
import static io.aloft.checkers.table.Pools.groupOf;
import static io.aloft.checkers.table.Pools.member;
import static io.aloft.checkers.table.Pools.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.PoolMember;
import io.aloft.checkers.marking.GroupMarks;
import io.aloft.checkers.table.KernelEntries;
import io.aloft.checkers.table.Pool;
import io.aloft.checkers.table.Pools;
import io.aloft.checkers.table.WantedTable;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.AddressFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wanted, whatever the kernel refuses meanwhile and whatever others do to its table: when all that is over,
 * the table holds what is wanted and nothing more of ours, and services of others are as they left them.
 */
class ConvergenceTest {

    private static final long SECOND = 1_000_000_000;

    /** Longer than any delay of a try and any round of comparison. */
    private static final int PEACE_SECONDS = 2 * TableSweep.PERIOD_SECONDS;

    private static final List<VirtualServerGroupSpec> GROUPS =
            List.of(groupOf("web", 80, "10.9.9.8-10.9.9.10", "fwmark 7"), groupOf("dns", 53, "10.9.9.9"));

    /** They share services: the group holds the address and the mark of others, and two use it. */
    private static final List<VirtualServerKey> SERVERS = List.of(
            tcp(80),
            tcp(81),
            new VirtualServerKey.ByMark(AddressFamily.INET, 7),
            group("web", 0, TransportProtocol.TCP),
            group("web", 1, TransportProtocol.TCP),
            group("dns", 0, TransportProtocol.UDP));

    private static final ServiceKey FOREIGN = new ServiceKey.ByAddress(17, endpoint("10.8.8.8", 99));

    private final FakeKernel kernel = new FakeKernel();
    private final KernelCore core = new KernelCore(kernel, new FakeFilter());
    private final WantedTable expected = new WantedTable();
    private final KernelEntries entries = new KernelEntries(GroupMarks.byName(GROUPS), GroupMarks.NONE);
    private final Map<VirtualServerKey, Pool> pools = new LinkedHashMap<>();
    private long now = 7 * SECOND;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("aloft.kernel.seeds", 100));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tableBecomesWhatIsWanted(long seed) {
        var random = new Random(seed);
        kernel.meddle(new IpvsCommand.AddService(service(FOREIGN, "rr")));
        kernel.meddle(new IpvsCommand.AddDestination(FOREIGN, destination(random)));
        IpvsEntry foreign = kernel.entry(FOREIGN);
        for (int step = 0; step < 40; step++) {
            happen(random);
        }
        kernel.refuse(_ -> false);
        kernel.loadModule(true);
        kernel.loseAnswersAfter(-1);
        for (int second = 0; second < PEACE_SECONDS; second++) {
            now += SECOND;
            core.work(now);
        }
        for (ServiceKey key : everyKey()) {
            IpvsEntry wish = expected.get(key);
            assertThat(kernel.entry(key)).as("%s, seed %d", key, seed).isEqualTo(wish);
        }
        assertThat(core.status().degraded()).as("seed %d", seed).isFalse();
        if (kernel.entry(FOREIGN) != null) {
            assertThat(kernel.entry(FOREIGN)).as("seed %d", seed).isEqualTo(foreign);
        }
        core.stop(false);
        assertThat(kernel.lines()).as("seed %d", seed).allMatch(line -> line.startsWith("10.8.8.8:udp:99"));
    }

    private void happen(Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> reload(random);
            case 2, 3, 4 -> change(random);
            case 5 -> kernel.refuse(refusal(random));
            case 6 -> kernel.refuse(_ -> false);
            case 7 -> kernel.loseAnswersAfter(random.nextInt(12));
            case 8 -> kernel.disconnect();
            case 9, 10 -> meddle(random);
            default -> {
                if (random.nextInt(6) == 0) {
                    kernel.loadModule(random.nextBoolean());
                }
            }
        }
        now += random.nextInt(3) * SECOND;
        core.work(now);
    }

    private void reload(Random random) {
        pools.clear();
        for (VirtualServerKey key : SERVERS) {
            if (random.nextInt(3) > 0) {
                pools.put(key, pool(key, random));
            }
        }
        core.serve(new KernelPlan(LvsGlobals.DEFAULT, GROUPS, List.copyOf(pools.values())));
        var wishes = new LinkedHashMap<VirtualServerKey, List<IpvsEntry>>();
        pools.forEach((key, pool) -> wishes.put(key, entries.of(pool)));
        var unused = expected.replace(wishes);
    }

    private void change(Random random) {
        if (pools.isEmpty()) {
            return;
        }
        var present = List.copyOf(pools.values());
        Pool before = present.get(random.nextInt(present.size()));
        VirtualServerKey key = before.virtualServer().key();
        Pool pool = new Pool(before.virtualServer(), members(random));
        pools.put(key, pool);
        core.change(pool);
        var unused = expected.change(key, entries.of(pool));
    }

    private static Pool pool(VirtualServerKey key, Random random) {
        return new Pool(Pools.virtual(key, random.nextBoolean() ? "rr" : "wrr", null), members(random));
    }

    private static List<PoolMember> members(Random random) {
        var members = new ArrayList<PoolMember>();
        for (int host = 11; host < 15; host++) {
            if (random.nextBoolean()) {
                members.add(member(host, random.nextInt(3)));
            }
        }
        return members;
    }

    private Predicate<IpvsCommand> refusal(Random random) {
        ServiceKey key = everyKey().get(random.nextInt(everyKey().size()));
        return switch (random.nextInt(4)) {
            case 0 -> IpvsCommand.AddDestination.class::isInstance;
            case 1 -> IpvsCommand.DeleteService.class::isInstance;
            case 2 -> IpvsCommand.SetService.class::isInstance;
            default ->
                command -> command instanceof IpvsCommand.OfService change
                        && change.key().equals(key);
        };
    }

    /** Only what somebody wants or wanted is changed: whoever adds a service that we do not know owns it. */
    private void meddle(Random random) {
        List<ServiceKey> wanted = List.copyOf(expected.keys());
        if (wanted.isEmpty()) {
            return;
        }
        ServiceKey key = wanted.get(random.nextInt(wanted.size()));
        switch (random.nextInt(6)) {
            case 0 -> kernel.clear();
            case 1 -> kernel.meddle(new IpvsCommand.DeleteService(key));
            case 2 -> kernel.meddle(new IpvsCommand.AddService(service(key, "sh")));
            case 3 -> kernel.meddle(new IpvsCommand.AddDestination(key, destination(random)));
            case 4 ->
                kernel.meddle(new IpvsCommand.DeleteDestination(
                        key, destination(random).endpoint()));
            default -> kernel.meddle(new IpvsCommand.SetService(service(key, "lc")));
        }
    }

    private static IpvsService service(ServiceKey key, String scheduler) {
        return new IpvsService(key, new IpvsService.Attributes(scheduler, 0, 0, 0xffffffff));
    }

    private static IpvsDestination destination(Random random) {
        return new IpvsDestination(
                endpoint("10.1.1." + (10 + random.nextInt(6)), 80),
                new IpvsDestination.Attributes(random.nextInt(3), random.nextInt(3), 0, 0));
    }

    private List<ServiceKey> everyKey() {
        var keys = new ArrayList<ServiceKey>();
        SERVERS.forEach(server -> entries.of(Pools.pool(server))
                .forEach(entry -> keys.add(entry.service().key())));
        return keys.stream().distinct().toList();
    }
}
