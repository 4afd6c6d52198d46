package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressPresenceTest {

    private static final IpAddress VIP = IpAddress.of("10.9.9.9");
    private static final List<VirtualServerGroupSpec> GROUPS = List.of(new VirtualServerGroupSpec(
            "web",
            List.of(
                    new VirtualServerGroupSpec.Mark(7, null),
                    new VirtualServerGroupSpec.Addresses(
                            IpAddress.of("192.0.2.10"), IpAddress.of("192.0.2.200"), 80))));

    private final AddressPresence addresses = new AddressPresence();

    @Test
    void onlyTheFirstAndTheLastInterfaceMatter() {
        assertThat(addresses.changed(VIP, 0)).isFalse();
        assertThat(addresses.changed(VIP, 1)).isTrue();
        assertThat(addresses.changed(VIP, 3)).isFalse();
        assertThat(addresses.changed(VIP, 1)).isFalse();
        assertThat(addresses.changed(VIP, 0)).isTrue();
    }

    @Test
    void virtualServerRestsWhileItsAddressIsElsewhere() {
        VirtualServerSpec spec = spec(Fixtures.VS, true);
        assertThat(addresses.suspends(spec, GROUPS)).isTrue();
        assertThat(addresses.changed(IpAddress.of("10.9.9.8"), 1)).isTrue();
        assertThat(addresses.suspends(spec, GROUPS)).isTrue();
        assertThat(addresses.changed(VIP, 1)).isTrue();
        assertThat(addresses.suspends(spec, GROUPS)).isFalse();
    }

    @Test
    void nothingRestsWithoutHaSuspendAndMarksHaveNoAddress() {
        assertThat(addresses.suspends(spec(Fixtures.VS, false), GROUPS)).isFalse();
        var mark = new VirtualServerKey.ByMark(AddressFamily.INET, 7);
        assertThat(addresses.suspends(spec(mark, true), GROUPS)).isFalse();
        assertThat(AddressPresence.concerns(spec(mark, true), GROUPS, VIP)).isFalse();
    }

    @Test
    void anyAddressOfAGroupWillDo() {
        VirtualServerSpec spec = spec(new VirtualServerKey.ByGroup("web", 0, TransportProtocol.TCP), true);
        for (String outside : List.of("192.0.2.9", "192.0.2.201", "2001:db8::1")) {
            assertThat(addresses.changed(IpAddress.of(outside), 1)).isTrue();
            assertThat(addresses.suspends(spec, GROUPS)).as(outside).isTrue();
        }
        for (String inside : List.of("192.0.2.10", "192.0.2.130", "192.0.2.200")) {
            assertThat(addresses.changed(IpAddress.of(inside), 1)).isTrue();
            assertThat(addresses.suspends(spec, GROUPS)).as(inside).isFalse();
            assertThat(addresses.changed(IpAddress.of(inside), 0)).isTrue();
        }
        assertThat(addresses.suspends(spec, List.of()))
                .as("a group that is not there")
                .isTrue();
    }

    private static VirtualServerSpec spec(VirtualServerKey key, boolean haSuspend) {
        VirtualServerSpec plain = Fixtures.virtual(1, 0, null);
        return new VirtualServerSpec(
                key,
                plain.family(),
                plain.scheduling(),
                plain.forwarding(),
                plain.persistence(),
                plain.quorum(),
                plain.defaultWeight(),
                plain.inhibitOnFailure(),
                plain.checkDefaults(),
                plain.sorryServer(),
                plain.realServers(),
                plain.omega(),
                haSuspend,
                plain.smtpAlert(),
                plain.snmpName());
    }
}
