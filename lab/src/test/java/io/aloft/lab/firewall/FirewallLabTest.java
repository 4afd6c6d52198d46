package io.aloft.lab.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.Signal;
import io.aloft.lab.process.WorkDirectory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packet filter beside the one that keepalived 2.2.7 makes of the same file. */
@Tag("lab")
class FirewallLabTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** What is compared. */
    enum Case {
        VMAC_IPV4("", vrrp("A", 51, "use_vmac", "10.77.0.100/24")),
        VMAC_IPV6("", vrrp("B", 52, "use_vmac", "fe80::100", "fd77::100")),
        REFUSED_IPV4("", vrrp("A", 51, "no_accept", "10.77.0.100/24", "10.77.0.101/24")),
        REFUSED_IPV6("", vrrp("C", 53, "no_accept", "fe80::200", "fd77::200")),
        REFUSED_LINK_LOCAL_ONLY("", vrrp("C", 53, "no_accept", "fe80::200")),
        REFUSED_EXCLUDED_IPV6(
                "", vrrp("A", 51, "no_accept\nvirtual_ipaddress_excluded {\nfd77::77\n}", "10.77.0.100/24")),
        ACCEPTED("", vrrp("A", 51, "accept", "10.77.0.100/24")),
        OWNER("", vrrp("A", 51, "no_accept\npriority 255", "10.77.0.100/24")),
        MIXED(
                "",
                vrrp(
                                "A",
                                51,
                                "use_vmac\nno_accept\nvirtual_ipaddress_excluded {\nfd77::77\n10.77.0.101\n}",
                                "10.77.0.100/24")
                        + vrrp("B", 52, "use_vmac\nno_accept", "fe80::100", "fd77::100")
                        + vrrp("C", 53, "no_accept", "fe80::200", "fd77::200")),
        BY_NAME_WITH_COUNTERS(
                "nftables filter_of_vrrp\nnftables_counters\nnftables_priority -3",
                vrrp("B", 52, "use_vmac\nno_accept\ndont_track_primary", "fe80::100", "fd77::100")
                        + vrrp("A", 51, "use_vmac\nno_accept\ndont_track_primary", "10.77.0.100/24")),
        BY_INDEX(
                "nftables_ifindex", vrrp("B", 52, "use_vmac\nno_accept\ndont_track_primary", "fe80::100", "fd77::100")),
        VMACS_OF_ADDRESSES(
                "vmac_addr_prefix va\ndisable_local_igmp",
                vrrp("A", 61, "use_vmac\nuse_vmac_addr\nvirtual_ipaddress_excluded {\nfd77::77\n}", "10.77.0.100/24"));

        private final String global;
        private final String instances;

        Case(String global, String instances) {
            this.global = global;
            this.instances = instances;
        }

        String text() {
            return "global_defs {\nvrrp_version 3\n" + global + "\n}\n" + instances;
        }
    }

    private static String vrrp(String name, int vrid, String more, String... addresses) {
        return """
            vrrp_instance %s {
                interface eth0
                virtual_router_id %d
                priority 150
                advert_int 0.2
                %s
                virtual_ipaddress {
                    %s
                }
            }
            """.formatted(name, vrid, more, String.join("\n", addresses));
    }

    @ParameterizedTest
    @EnumSource
    void equalsThatOfKeepalivedAndGoesWithIt(Case compared) {
        try (WorkDirectory files = new WorkDirectory("firewall");
                TestNetwork network = TestNetwork.create()) {
            Path config = files.write("a.conf", compared.text());
            TestHost theirs = network.host("theirs", "10.77.0.1/24", "fd77::1/64");
            TestHost ours = network.host("ours", "10.77.0.2/24", "fd77::2/64");
            try (Director keepalived = DirectorKind.KEEPALIVED.create(theirs, config)) {
                keepalived.start();
                try (MasterWithoutPackets aloft = MasterWithoutPackets.start(ours, config)) {
                    aloft.become();
                    // keepalived filters before it adds addresses, so its tables are whole then.
                    aloft.awaitAddressesOn(theirs);
                    awaitEqual(theirs, ours);
                    assertThat(FilterListing.of(ours).blocks().isEmpty())
                            .isEqualTo(compared == Case.ACCEPTED || compared == Case.OWNER);
                    keepalived.signal(Signal.TERM);
                    keepalived.awaitStopped();
                    aloft.leave();
                }
                assertThat(FilterListing.of(ours).blocks()).isEmpty();
                assertThat(FilterListing.of(theirs).blocks()).isEmpty();
            }
        }
    }

    private static void awaitEqual(TestHost theirs, TestHost ours) {
        Await.until(
                () -> "equal filters; keepalived's:\n" + FilterListing.of(theirs) + "\n\nours, without what is new:\n"
                        + FilterListing.of(ours).asOldKeepalived(),
                LIMIT,
                () -> FilterListing.of(theirs).equals(FilterListing.of(ours).asOldKeepalived()));
    }
}
