package io.aloft.checkers.table;

import static io.aloft.checkers.table.Pools.group;
import static io.aloft.checkers.table.Pools.groupOf;
import static io.aloft.checkers.table.Pools.member;
import static io.aloft.checkers.table.Pools.pool;
import static io.aloft.checkers.table.Pools.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.PoolMember;
import io.aloft.checkers.marking.GroupMarks;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedTableTest {

    private static final ServiceKey WEB = new ServiceKey.ByAddress(6, Pools.endpoint("10.9.9.9", 80));
    private static final VirtualServerKey ONE = tcp(80);
    private static final VirtualServerKey OTHER = group("web", 0, TransportProtocol.TCP);

    private final KernelEntries entries =
            new KernelEntries(Map.of("web", groupOf("web", 80, "10.9.9.9-10.9.9.10")), GroupMarks.NONE);
    private final WantedTable table = new WantedTable();

    private void replace(Pool... pools) {
        var wishes = new LinkedHashMap<VirtualServerKey, List<IpvsEntry>>();
        for (Pool pool : pools) {
            wishes.put(pool.virtualServer().key(), entries.of(pool));
        }
        var unused = table.replace(wishes);
    }

    private String destinations() {
        IpvsEntry entry = table.get(WEB);
        return entry == null
                ? "none"
                : entry.destinations().values().stream()
                        .map(each -> each.endpoint().address() + "="
                                + each.attributes().weight())
                        .toList()
                        .toString();
    }

    @Test
    void serviceThatTwoWantHasTheServersOfBothAndGoesWithTheLast() {
        replace(pool(ONE, 11, 12), pool(OTHER, 12, 13));
        assertThat(destinations()).isEqualTo("[10.1.1.11=1, 10.1.1.12=1, 10.1.1.13=1]");
        assertThat(table.keys()).hasSize(2);

        assertThat(table.change(ONE, entries.of(pool(ONE)))).containsExactly(WEB);
        assertThat(destinations()).isEqualTo("[10.1.1.12=1, 10.1.1.13=1]");

        replace(pool(OTHER, 13));
        assertThat(destinations()).isEqualTo("[10.1.1.13=1]");
        replace();
        assertThat(destinations()).isEqualTo("none");
        assertThat(table.takeConflicts()).isEmpty();
    }

    @Test
    void serverThatIsInServiceForOneIsInServiceWhateverTheOtherSays() {
        replace(pool(ONE, "wrr", member(11, 0)), pool(OTHER, "wrr", member(11, 4)));
        assertThat(destinations()).isEqualTo("[10.1.1.11=4]");
        var unused = table.change(ONE, entries.of(pool(ONE, "wrr", member(11, 3))));
        assertThat(destinations()).isEqualTo("[10.1.1.11=3]");
        unused = table.change(OTHER, entries.of(pool(OTHER, "wrr", member(11, 0))));
        assertThat(destinations()).isEqualTo("[10.1.1.11=3]");
    }

    @Test
    void contradictionsAreToldOnceAndTheFirstInTheConfigurationCounts() {
        replace(pool(ONE, "wrr", member(11, 2)), pool(OTHER, "rr", member(11, 5)));
        assertThat(destinations()).isEqualTo("[10.1.1.11=2]");
        assertThat(table.get(WEB))
                .extracting(entry -> entry.service().attributes().scheduler())
                .isEqualTo("wrr");
        assertThat(table.takeConflicts())
                .containsExactly(
                        "VS [10.9.9.9]:tcp:80 and VS [web]:0 want service 10.9.9.9:tcp:80 with different schedulers,"
                                + " flags or persistence; those of VS [10.9.9.9]:tcp:80 are used",
                        "VS [10.9.9.9]:tcp:80 and VS [web]:0 want real server 10.1.1.11:80 of 10.9.9.9:tcp:80 with"
                                + " different weights, methods or thresholds; those of VS [10.9.9.9]:tcp:80 are used");
        assertThat(destinations()).isEqualTo("[10.1.1.11=2]");
        assertThat(table.takeConflicts()).isEmpty();
    }

    @Test
    void onlyServicesOfWhichSomethingElseIsWantedAreTouched() {
        PoolMember[] both = {member(11, 1), member(12, 1)};
        replace(pool(ONE, "wrr", both), pool(OTHER, "wrr", both));
        assertThat(table.change(OTHER, entries.of(pool(OTHER, "wrr", both)))).isEmpty();
        assertThat(table.change(OTHER, entries.of(pool(OTHER, "wrr", member(11, 1)))))
                .hasSize(2);
    }

    @Test
    void virtualServerOfAnEarlierConfigurationChangesNothing() {
        replace(pool(ONE, 11));
        assertThat(table.change(tcp(81), entries.of(pool(tcp(81), 11)))).isEmpty();
        assertThat(table.keys()).containsExactly(WEB);
    }
}
