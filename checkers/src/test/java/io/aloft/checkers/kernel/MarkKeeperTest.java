package io.aloft.checkers.kernel;

import static io.aloft.checkers.table.Pools.group;
import static io.aloft.checkers.table.Pools.groupOf;
import static io.aloft.checkers.table.Pools.virtual;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.marking.GroupMarks;
import io.aloft.checkers.marking.MarkRuleset;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkKeeperTest {

    private static final long SECOND = 1_000_000_000;

    private final FakeFilter filter = new FakeFilter();
    private final MarkKeeper keeper = new MarkKeeper(filter);
    private long now = 42 * SECOND;

    private void want(String... addresses) {
        keeper.want(addresses.length == 0 ? null : rules(addresses));
        keeper.apply(now);
    }

    private static MarkRuleset rules(String... addresses) {
        var marking = new LvsGlobals.Marking("marks", -1, 1000);
        Map<String, VirtualServerGroupSpec> groups = Map.of("web", groupOf("web", 80, addresses));
        var server = virtual(group("web", 0, TransportProtocol.TCP), "rr", null);
        return MarkRuleset.of(marking, groups, GroupMarks.NONE.forConfiguration(marking, groups, List.of(server)));
    }

    @Test
    void withoutMarksThePacketFilterIsNotEvenOpened() {
        want();
        keeper.close(false);
        assertThat(filter.takeCommands()).isEmpty();
        assertThat(keeper.retryAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void reloadChangesElementsAndTheEndRemovesTheTables() {
        want("10.9.9.1");
        want("10.9.9.1");
        want("10.9.9.2");
        List<String> commands = filter.takeCommands();
        assertThat(commands).hasSize(2);
        assertThat(commands.get(0)).isEqualTo(rules("10.9.9.1").install());
        assertThat(commands.get(1)).startsWith("delete element").doesNotContain("table ip marks");
        keeper.close(false);
        assertThat(filter.takeCommands()).containsExactly(rules("10.9.9.1").removal());
        assertThat(filter.opened()).isZero();
    }

    @Test
    void reloadWithoutMarksRemovesTheTables() {
        want("10.9.9.1");
        var unused = filter.takeCommands();
        want();
        assertThat(filter.takeCommands()).containsExactly(rules("10.9.9.1").removal());
    }

    @Test
    void tablesStayWhenServicesStay() {
        want("10.9.9.1");
        var unused = filter.takeCommands();
        keeper.close(true);
        assertThat(filter.takeCommands()).isEmpty();
        assertThat(filter.opened()).isZero();
    }

    @Test
    void tablesThatSomebodyRemovedAreMadeAnew() {
        want("10.9.9.1");
        filter.refuse(commands -> commands.contains("element ip"));
        want("10.9.9.2");
        assertThat(filter.takeCommands()).last().isEqualTo(rules("10.9.9.2").install());
        assertThat(keeper.trouble()).isNull();
    }

    @Test
    void refusalIsShownAndTriedAgain() {
        filter.refuse(_ -> true);
        want("10.9.9.1");
        assertThat(keeper.trouble()).isEqualTo("Error: No such file or directory; ");
        assertThat(keeper.retryAt()).isEqualTo(now + SECOND);
        filter.refuse(_ -> false);
        keeper.apply(now);
        assertThat(filter.takeCommands()).as("not before it is due").isEmpty();
        now += SECOND;
        keeper.apply(now);
        assertThat(filter.takeCommands()).hasSize(1);
        assertThat(keeper.trouble()).isNull();
    }

    @Test
    void goingBackToWhatIsInstalledEndsTheTrouble() {
        want("10.9.9.1");
        filter.refuse(_ -> true);
        want("10.9.9.2");
        assertThat(keeper.trouble()).isNotNull();
        want("10.9.9.1");
        assertThat(keeper.trouble()).isNull();
        assertThat(keeper.retryAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void wantingNoMarksEndsTheTroubleOfHavingNone() {
        filter.refuse(_ -> true);
        want("10.9.9.1");
        assertThat(keeper.trouble()).isNotNull();
        want();
        assertThat(keeper.trouble()).isNull();
        assertThat(keeper.retryAt()).isEqualTo(Long.MAX_VALUE);
    }
}
