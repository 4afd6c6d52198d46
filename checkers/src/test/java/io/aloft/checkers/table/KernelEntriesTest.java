package io.aloft.checkers.table;

import static io.aloft.checkers.table.Pools.endpoint;
import static io.aloft.checkers.table.Pools.group;
import static io.aloft.checkers.table.Pools.groupOf;
import static io.aloft.checkers.table.Pools.member;
import static io.aloft.checkers.table.Pools.pool;
import static io.aloft.checkers.table.Pools.tcp;
import static io.aloft.checkers.table.Pools.virtual;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.PoolMember;
import io.aloft.checkers.marking.GroupMarks;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsService;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.ForwardingMethod;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.Persistence;
import io.aloft.model.lvs.Scheduling;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelEntriesTest {

    private static final Forwarding GUE = new Forwarding(
            ForwardingMethod.TUN, new Forwarding.Tunnel(Forwarding.TunnelType.GUE, 6080, Forwarding.Checksum.REMOTE));

    @Test
    void addressBecomesAServiceAndItsServersDestinations() {
        assertThat(KernelEntries.withoutGroups().of(pool(tcp(80), "sh", member(11, 3), member(12, 0))))
                .map(KernelEntriesTest::text)
                .containsExactly("10.9.9.9:tcp:80 sh 10.1.1.11:80=3 10.1.1.12:80=0");
    }

    @Test
    void markHasServersWithoutPortUnlessTheirAddressesAreTranslated() {
        Pool pool = pool(
                new VirtualServerKey.ByMark(AddressFamily.INET6, 4_294_967_295L),
                "rr",
                member("fd00::11", 80, Forwarding.DR, 1),
                member("fd00::12", 80, Forwarding.TUN, 1),
                member("fd00::13", 80, Forwarding.NAT, 1));
        assertThat(KernelEntries.withoutGroups().of(pool))
                .map(KernelEntriesTest::text)
                .containsExactly("Fwm 4294967295 inet6 rr [fd00::11]:0=1 [fd00::12]:0=1 [fd00::13]:80=1");
    }

    @Test
    void everyAddressAndMarkOfAGroupIsAServiceInFileOrder() {
        VirtualServerGroupSpec group = groupOf("web", 80, "10.9.9.254-10.9.10.1", "fwmark 7", "10.9.9.1");
        var entries = new KernelEntries(Map.of("web", group), GroupMarks.NONE);
        Pool pool = pool(group("web", 0, TransportProtocol.TCP), "rr", member("10.1.1.11", 8080, Forwarding.DR, 1));
        assertThat(entries.of(pool))
                .map(KernelEntriesTest::text)
                .containsExactly(
                        "10.9.9.254:tcp:80 rr 10.1.1.11:80=1",
                        "10.9.9.255:tcp:80 rr 10.1.1.11:80=1",
                        "10.9.10.0:tcp:80 rr 10.1.1.11:80=1",
                        "10.9.10.1:tcp:80 rr 10.1.1.11:80=1",
                        "Fwm 7 rr 10.1.1.11:0=1",
                        "10.9.9.1:tcp:80 rr 10.1.1.11:80=1");
    }

    @Test
    void markOfAGroupTakesItsOwnFamilyElseThatOfTheVirtualServer() {
        var group = new VirtualServerGroupSpec(
                "web",
                List.of(
                        new VirtualServerGroupSpec.Mark(7, AddressFamily.INET6),
                        new VirtualServerGroupSpec.Mark(7, AddressFamily.INET),
                        new VirtualServerGroupSpec.Mark(8, null)));
        var entries = new KernelEntries(Map.of("web", group), GroupMarks.NONE);
        assertThat(entries.of(pool(group("web", 0, null))))
                .map(entry -> entry.service().key().toString())
                .containsExactly("Fwm 7 inet6", "Fwm 7", "Fwm 8");
    }

    @Test
    void groupThatIsMarkedIsOneServiceForEachFamily() {
        Map<String, VirtualServerGroupSpec> groups =
                Map.of("web", groupOf("web", 80, "10.9.9.1-10.9.9.200", "fd00::1-fd00::9"));
        var key = group("web", 0, TransportProtocol.TCP);
        GroupMarks marks = GroupMarks.NONE.forConfiguration(
                new LvsGlobals.Marking("t", -1, 1000), groups, List.of(virtual(key, "rr", null)));
        assertThat(new KernelEntries(groups, marks).of(pool(key, "rr", member("10.1.1.11", 80, Forwarding.NAT, 1))))
                .map(KernelEntriesTest::text)
                .containsExactly("Fwm 1000 rr 10.1.1.11:80=1", "Fwm 1000 inet6 rr 10.1.1.11:80=1");
    }

    @Test
    void highestAddressOfAFamilyEndsItsRange() {
        var entries = new KernelEntries(
                Map.of("web", groupOf("web", 80, "255.255.255.254-255.255.255.255")), GroupMarks.NONE);
        assertThat(entries.of(pool(group("web", 0, TransportProtocol.TCP)))).hasSize(2);
        assertThat(IpAddress.of("255.255.255.255").next()).isEqualTo(IpAddress.of("0.0.0.0"));
        assertThat(IpAddress.of("fd00::").previous())
                .isEqualTo(IpAddress.of("fcff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
    }

    @Test
    void flagsPersistenceAndEngineReachTheService() {
        var spec = virtual(
                tcp(0), AddressFamily.INET, new Scheduling("mh", 0x18, true), new Persistence(50, 0xffffff00, "sip"));
        assertThat(KernelEntries.withoutGroups()
                        .of(new Pool(spec, List.of()))
                        .getFirst()
                        .service()
                        .attributes())
                .isEqualTo(new IpvsService.Attributes("mh", 0x1d, 50, 0xffffff00, "sip"));
    }

    @Test
    void granularityOfOneFamilyIsNotTakenForThatOfTheOther() {
        var key = group("web", 0, TransportProtocol.TCP);
        var entries = new KernelEntries(Map.of("web", groupOf("web", 80, "10.9.9.1", "fd00::1")), GroupMarks.NONE);
        var spec = virtual(key, null, new Scheduling("rr", 0, false), new Persistence(50, 64));
        assertThat(entries.of(new Pool(spec, List.of())))
                .map(entry -> entry.service().attributes().netmask())
                .containsExactly(0xffffffff, 64);
        var masked = virtual(key, null, new Scheduling("rr", 0, false), new Persistence(50, 0xffffff00));
        assertThat(entries.of(new Pool(masked, List.of())))
                .map(entry -> entry.service().attributes().netmask())
                .containsExactly(0xffffff00, 128);
    }

    @Test
    void tunnelAndThresholdsReachTheDestination() {
        var member = new PoolMember(endpoint("10.1.1.11", 80), GUE, 5, 4_294_967_295L, 7);
        assertThat(KernelEntries.withoutGroups()
                        .of(pool(tcp(443), "rr", member))
                        .getFirst()
                        .destinations()
                        .values())
                .containsExactly(new IpvsDestination(
                        endpoint("10.1.1.11", 443),
                        new IpvsDestination.Attributes(
                                2, 5, 4_294_967_295L, 7, new IpvsDestination.Tunnel(1, 6080, 2))));
    }

    @Test
    void ofTwoServersThatTheKernelCannotTellApartTheFirstCounts() {
        Pool pool = pool(
                tcp(80), "rr", member("10.1.1.11", 80, Forwarding.DR, 1), member("10.1.1.11", 8080, Forwarding.DR, 2));
        assertThat(KernelEntries.withoutGroups().of(pool))
                .map(KernelEntriesTest::text)
                .containsExactly("10.9.9.9:tcp:80 rr 10.1.1.11:80=1");
    }

    private static String text(IpvsEntry entry) {
        var text = new StringBuilder(
                entry.service().key() + " " + entry.service().attributes().scheduler());
        entry.destinations()
                .values()
                .forEach(each -> text.append(' ')
                        .append(each.endpoint())
                        .append('=')
                        .append(each.attributes().weight()));
        return text.toString();
    }
}
