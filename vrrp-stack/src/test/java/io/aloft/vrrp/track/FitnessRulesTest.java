package io.aloft.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.track.HostFacts.LinkFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitnessRulesTest {

    private final Map<String, LinkFacts> links = new HashMap<>(Map.of("eth0", link(true, "10.9.0.5")));
    private final Map<String, ScriptVerdict> scripts = new HashMap<>();

    @Test
    void aHealthyHostTakesPartWithItsFirstAddressAndPriority() {
        assertThat(fitness(Specs.router())).isEqualTo(Fitness.fit(100, IpAddress.of("10.9.0.5")));
    }

    @Test
    void virtualAddressesAreNoSource() {
        links.put("eth0", link(true, "10.9.0.101", "10.9.0.5"));
        assertThat(fitness(Specs.router()).source()).isEqualTo(IpAddress.of("10.9.0.5"));
        links.put("eth0", link(true, "10.9.0.101"));
        assertThat(fitness(Specs.router()).faults()).containsExactly("(no IPv4 address for interface)");
        assertThat(fitness(Specs.router().priority(255)).source()).isEqualTo(IpAddress.of("10.9.0.101"));
    }

    @Test
    void theOwnInterfaceMustExistListenAndBeUp() {
        links.put("eth0", link(false, "10.9.0.5"));
        assertThat(fitness(Specs.router()).faults()).containsExactly("(interface eth0 down)");
        assertThat(fitness(Specs.router().with(s -> s.trackPrimary = false)).faults())
                .isEmpty();
        links.put("eth0", new LinkFacts(true, HostFacts.Hearing.NO, List.of(IpAddress.of("10.9.0.5"))));
        assertThat(fitness(Specs.router()).faults()).containsExactly("(cannot receive on interface eth0)");
        links.clear();
        assertThat(fitness(Specs.router()).faults()).containsExactly("(interface eth0 does not exist)");
    }

    @Test
    void routerWhoseCaptureIsBeingOpenedIsUndecidedAndNotAtFault() {
        links.put("eth0", new LinkFacts(true, HostFacts.Hearing.SOON, List.of(IpAddress.of("10.9.0.5"))));
        assertThat(fitness(Specs.router()).faults()).isEmpty();
        assertThat(fitness(Specs.router()).undecided()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10, false, true, 110, 0", "10, false, false, 100, 0", "-10, false, true, 100, 0", "-10, false, false, 90, 0",
        "10, true, true, 90, 0", "10, true, false, 100, 0", "-10, true, false, 110, 0", "-10, true, true, 100, 0",
        "0, false, true, 100, 0", "0, false, false, 100, 1", "0, true, true, 100, 1", "0, true, false, 100, 0",
        "253, false, true, 254, 0", "-253, false, false, 1, 0",
    })
    void interfacesAndScriptsCountAlike(int weight, boolean reverse, boolean works, int priority, int faults) {
        links.put("eth1", link(works));
        scripts.put("chk", works ? ScriptVerdict.GOOD : ScriptVerdict.BAD);
        Fitness byInterface = fitness(
                Specs.router().with(s -> s.trackedInterfaces = List.of(new TrackedInterface("eth1", weight, reverse))));
        Fitness byScript = fitness(
                Specs.router().with(s -> s.trackedScripts = List.of(new TrackedScript("chk", weight, reverse))));
        assertThat(byInterface.priority()).isEqualTo(priority).isEqualTo(byScript.priority());
        assertThat(byInterface.faults()).hasSize(faults);
        assertThat(byScript.faults()).hasSize(faults);
    }

    @Test
    void severalFailedInterfacesMustAllComeBack() {
        Specs specs = Specs.router()
                .with(s -> s.trackedInterfaces =
                        List.of(new TrackedInterface("eth1", 0, false), new TrackedInterface("eth2", 0, false)));
        links.put("eth1", link(true));
        assertThat(fitness(specs).faults()).containsExactly("(interface eth2 down)");
        links.put("eth2", link(true));
        assertThat(fitness(specs).isFit()).isTrue();
    }

    @Test
    void aScriptWithoutResultLeavesOpenWhetherItCanTakePart() {
        assertThat(fitness(Specs.router().with(s -> s.trackedScripts = List.of(new TrackedScript("chk", 0, false))))
                        .undecided())
                .isTrue();
        Fitness weighted =
                fitness(Specs.router().with(s -> s.trackedScripts = List.of(new TrackedScript("chk", -20, false))));
        assertThat(weighted.undecided()).isFalse();
        assertThat(weighted.priority()).isEqualTo(100);
    }

    @Test
    void anOwnersPriorityNeverChanges() {
        scripts.put("chk", ScriptVerdict.BAD);
        assertThat(fitness(Specs.router()
                                .priority(255)
                                .with(s -> s.trackedScripts = List.of(new TrackedScript("chk", -20, false))))
                        .priority())
                .isEqualTo(255);
    }

    private Fitness fitness(Specs specs) {
        return FitnessRules.fitness(specs.spec(), new HostFacts(links, scripts));
    }

    private static LinkFacts link(boolean up, String... addresses) {
        return new LinkFacts(
                up,
                HostFacts.Hearing.YES,
                List.of(addresses).stream().map(IpAddress::of).toList());
    }
}
