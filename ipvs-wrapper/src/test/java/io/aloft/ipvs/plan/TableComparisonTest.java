package io.aloft.ipvs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsDestination.Tunnel;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.plan.TableDifference.Kind;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableComparisonTest {

    private static final int SEEDS = 2_000;

    private static final ServiceKey WEB = new ServiceKey.ByAddress(6, new Endpoint(IpAddress.of("10.9.9.9"), 80));
    private static final ServiceKey MARK = new ServiceKey.ByMark(AddressFamily.INET6, 7);
    private static final IpvsEntry WEB_ENTRY = IpvsEntry.of(
            new IpvsService(WEB, new IpvsService.Attributes("wrr", 0, 0, 0xffffffff)),
            List.of(destination("10.1.1.11", 3), destination("10.1.1.12", 1)));
    private static final IpvsEntry MARK_ENTRY =
            IpvsEntry.of(new IpvsService(MARK, new IpvsService.Attributes("rr", 0, 0, 128)), List.of());

    @Test
    void emptiedTableIsTold() {
        assertThat(words(table(WEB_ENTRY, MARK_ENTRY), IpvsTable.EMPTY))
                .containsExactly("10.9.9.9:tcp:80 is missing", "Fwm 7 inet6 is missing");
    }

    @Test
    void serviceThatSomebodyAddedIsTold() {
        assertThat(words(table(WEB_ENTRY), table(MARK_ENTRY, WEB_ENTRY))).containsExactly("Fwm 7 inet6 is unexpected");
    }

    @Test
    void destinationsThatCameAndWentAreTold() {
        IpvsEntry actual =
                WEB_ENTRY.without(destination("10.1.1.11", 3).endpoint()).with(destination("10.1.1.66", 1));
        assertThat(words(table(WEB_ENTRY), table(actual)))
                .containsExactly(
                        "10.9.9.9:tcp:80 -> 10.1.1.11:80 is missing", "10.9.9.9:tcp:80 -> 10.1.1.66:80 is unexpected");
    }

    @Test
    void changedAttributesAreNamedInTheWordsOfTheConfiguration() {
        var byCall = new IpvsService.Attributes(
                "sh", IpvsService.PERSISTENT | IpvsService.SCHEDULER_2 | 0x40, 60, 0xffffff00, "sip");
        var tunnelled = new IpvsDestination.Attributes(
                IpvsDestination.TUNNEL, 0, 100, 80, new Tunnel(Tunnel.TYPE_GUE, 6080, Tunnel.REMOTE_CHECKSUM));
        IpvsEntry actual = WEB_ENTRY
                .withService(new IpvsService(WEB, byCall))
                .with(new IpvsDestination(destination("10.1.1.12", 1).endpoint(), tunnelled));
        assertThat(words(table(WEB_ENTRY), table(actual)))
                .containsExactly(
                        "10.9.9.9:tcp:80: scheduler is sh instead of wrr, flags is persistent+flag-2+0x40 instead of"
                                + " none, persistence_timeout is 60 s instead of 0 s, persistence_granularity is"
                                + " 255.255.255.0 instead of 255.255.255.255, persistence_engine is sip instead of none",
                        "10.9.9.9:tcp:80 -> 10.1.1.12:80: method is TUN instead of NAT,"
                                + " tunnel is gue port 6080 remcsum instead of ipip, weight is 0 instead of 1,"
                                + " uthreshold is 100 instead of 0, lthreshold is 80 instead of 0");
    }

    @Test
    void orderIsNoDifference() {
        IpvsEntry turned =
                IpvsEntry.of(WEB_ENTRY.service(), List.of(destination("10.1.1.12", 1), destination("10.1.1.11", 3)));
        assertThat(words(table(WEB_ENTRY, MARK_ENTRY), table(MARK_ENTRY, turned)))
                .isEmpty();
    }

    /** What is told and what would be done about it are the same. */
    @Test
    void differsExactlyWhenThereIsSomethingToUndo() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var tables = new RandomTables(new Random(seed));
            IpvsTable known = tables.table();
            IpvsTable actual = tables.table();
            List<TableDifference> differences = TableComparison.between(known, actual);
            assertThat(differences.isEmpty())
                    .as("seed %d", seed)
                    .isEqualTo(IpvsDiff.between(actual, known).isEmpty());
            assertThat(differences)
                    .as("seed %d", seed)
                    .allMatch(difference -> (difference.kind() == Kind.CHANGED)
                            != difference.details().isEmpty());
            assertThat(TableComparison.between(known, known))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static List<String> words(IpvsTable known, IpvsTable actual) {
        return TableComparison.between(known, actual).stream()
                .map(TableDifference::toString)
                .toList();
    }

    private static IpvsTable table(IpvsEntry... entries) {
        return IpvsTable.of(Stream.of(entries).toList());
    }

    private static IpvsDestination destination(String address, int weight) {
        return new IpvsDestination(
                new Endpoint(IpAddress.of(address), 80), new IpvsDestination.Attributes(0, weight, 0, 0));
    }
}
