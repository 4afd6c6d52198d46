package io.aloft.vrrp.firewall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.global.FirewallSettings;
import io.aloft.model.net.IpAddress;
import io.aloft.vrrp.device.plan.VmacLink;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesetTest {

    private static final Ruleset EMPTY = Ruleset.empty(RulesetStyle.of(FirewallSettings.DEFAULT));
    private static final VmacLink VMAC = new VmacLink("vrrp.51", 7, "eth0", 2, true, false, null);
    private static final VmacLink VMAC6 =
            new VmacLink("vrrp6.51", 8, "eth0", 2, false, true, IpAddress.of("fe80::1234"));

    private static RefusedAddress refused(String address, boolean byName) {
        return new RefusedAddress(IpAddress.of(address), "eth0", 2, byName);
    }

    @Test
    void onlyWhatIsNeededExists() {
        assertThat(EMPTY.isEmpty()).isTrue();
        assertThat(EMPTY.install()).isEqualTo(EMPTY.removal());
        assertThat(EMPTY.withVmacs(List.of(VMAC), true).install())
                .contains("elements = { 7 : 2 }", "ip protocol igmp")
                .doesNotContain("table ip6 keepalived {", "chain in", "vips");
        assertThat(EMPTY.withVmacs(List.of(VMAC), false).isEmpty()).isTrue();
        assertThat(EMPTY.withRefused(List.of(refused("10.9.0.1", false))).install())
                .contains("elements = { 10.9.0.1 }", "ip saddr @vips drop", "ip daddr @vips drop")
                .doesNotContain("vmac_map", "table ip6 keepalived {");
    }

    @Test
    void theLinkLocalAddressOfTheParentIsGuarded() {
        assertThat(EMPTY.withVmacs(List.of(VMAC6), true).install())
                .contains("elements = { fe80::1234 . \"vrrp6.51\" }", "@parent_link_local drop", "@mld-report")
                .doesNotContain("table ip keepalived {");
    }

    @Test
    void anInterfaceNamedLikeNftCommandsIsNoCommand() {
        var vmac = new VmacLink("v\"}", 8, "eth0", 2, false, true, IpAddress.of("fe80::1234"));
        assertThat(EMPTY.withVmacs(List.of(vmac), true).install())
                .contains("vmac_set")
                .doesNotContain("\"}", "parent_link_local");
        assertThat(RulesetStyle.isQuotable("v\"}")).isFalse();
        assertThat(RulesetStyle.isQuotable("eth0.10")).isTrue();
    }

    @Test
    void aMasterThatComesAndGoesCostsElementsOnly() {
        Ruleset one = EMPTY.withRefused(List.of(refused("10.9.0.1", false)));
        Ruleset two = one.withRefused(List.of(refused("10.9.0.2", false)));

        assertThat(one.changeTo(one)).isEmpty();
        assertThat(one.changeTo(two))
                .isEqualTo("delete element ip keepalived vips { 10.9.0.1 }\n"
                        + "add element ip keepalived vips { 10.9.0.2 }\n");
        assertThat(two.changeTo(two.withRefused(List.of())))
                .isEqualTo("delete element ip keepalived vips { 10.9.0.2 }\n");
    }

    @Test
    void anAddressThatTwoRoutersHaveStaysUntilBothLeave() {
        RefusedAddress same = refused("fe80::1", false);
        Ruleset both = EMPTY.withRefused(List.of(same, same, refused("fe80::1", true)));

        assertThat(both.changeTo(both.withRefused(List.of(same))))
                .isEqualTo("delete element ip6 keepalived vips_link_local_name { fe80::1 . \"eth0\" }\n");
    }

    @Test
    void anInterfaceThatIsMadeAnewReplacesTheTables() {
        Ruleset before = EMPTY.withVmacs(List.of(VMAC), true);
        VmacLink again = new VmacLink("vrrp.51", 9, "eth0", 2, true, false, null);

        assertThat(before.changeTo(before.withVmacs(List.of(again), true)))
                .startsWith("add table ip keepalived\ndelete table ip keepalived\n")
                .contains("elements = { 9 : 2 }");
    }

    @Test
    void countersPriorityAndNameAreThoseOfTheConfiguration() {
        Ruleset ruleset =
                Ruleset.empty(new RulesetStyle("mine", -3, true)).withRefused(List.of(refused("fe80::1", true)));

        assertThat(ruleset.install())
                .contains(
                        "table ip6 mine {",
                        "priority -3;",
                        "ip6 daddr . iifname @vips_link_local_name counter drop",
                        "counter goto in_link_local");
        assertThat(RulesetStyle.isName("a b; flush ruleset")).isFalse();
    }
}
