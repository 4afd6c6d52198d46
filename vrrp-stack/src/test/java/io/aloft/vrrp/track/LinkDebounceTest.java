package io.aloft.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.vrrp.InterfaceSettings;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.track.HostFacts.LinkFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkDebounceTest {

    private static final long MS = 1_000_000;
    private static final int UP = 0x11043;
    private static final int DOWN = 0x1003;

    private final LinkDebounce debounce = new LinkDebounce();

    @BeforeEach
    void eth0HasDelaysAndIsUp() {
        debounce.configure(
                List.of(new InterfaceSettings.Delay("eth0", Duration.ofMillis(1500), Duration.ofSeconds(1))));
        assertThat(debounce.reported("eth0", UP, 0).lines()).isEmpty();
        assertThat(up("eth0", false)).isTrue();
    }

    /** The line was recorded from keepalived 2.2.7. */
    @Test
    void aLinkThatStaysDownCountsAsDownAfterTheDelay() {
        LinkDebounce.Step step = debounce.reported("eth0", DOWN, 0);
        assertThat(step.lines()).containsExactly("eth0: Adding flags change from 0x11043 to 0x1003 delay by 1500000");
        assertThat(step.changed()).isFalse();
        assertThat(step.nextDeadlineNanos()).isEqualTo(1500 * MS);
        assertThat(up("eth0", false)).isTrue();
        assertThat(debounce.timePassed(1500 * MS - 1).changed()).isFalse();
        assertThat(debounce.timePassed(1500 * MS).changed()).isTrue();
        assertThat(up("eth0", false)).isFalse();
        assertThat(debounce.reported("eth0", UP, 2000 * MS).nextDeadlineNanos()).isEqualTo(3000 * MS);
        assertThat(up("eth0", true)).isFalse();
        debounce.timePassed(3000 * MS);
        assertThat(up("eth0", true)).isTrue();
    }

    @Test
    void aFlapIsForgotten() {
        debounce.reported("eth0", DOWN, 0);
        assertThat(debounce.reported("eth0", DOWN, MS).nextDeadlineNanos()).isEqualTo(1500 * MS);
        LinkDebounce.Step back = debounce.reported("eth0", UP, 100 * MS);
        assertThat(back.lines()).containsExactly("Delay timer for eth0 cancelled");
        assertThat(back.nextDeadlineNanos()).isEqualTo(LinkDebounce.NEVER);
        assertThat(debounce.timePassed(5000 * MS).changed()).isFalse();
    }

    @Test
    void anInterfaceWithoutDelayIsAsItIs() {
        assertThat(debounce.reported("eth1", DOWN, 0).changed()).isFalse();
        assertThat(up("eth1", false)).isFalse();
        assertThat(up("eth1", true)).isTrue();
    }

    @Test
    void aDelayLongerThanTheRoutersCanBearIsCutAndSaid() {
        // (3 - 1) x 1 s - 1/256 s.
        Duration limit = LinkDebounce.limit(Specs.router().spec(), Duration.ofSeconds(1));
        assertThat(limit).isEqualTo(Duration.ofNanos(1_996_093_750));
        assertThat(debounce.limit("eth0", limit)).isEmpty();
        assertThat(debounce.limit("eth0", Duration.ofMillis(700))).hasSize(2).allMatch(l -> l.contains("resetting to"));
        assertThat(debounce.limit("eth0", Duration.ofMillis(700))).isEmpty();
        assertThat(debounce.reported("eth0", DOWN, 0).nextDeadlineNanos()).isEqualTo(700 * MS);
    }

    @Test
    void anInterfaceThatIsGoneIsGoneAtOnce() {
        debounce.reported("eth0", DOWN, 0);
        assertThat(debounce.removed("eth0").nextDeadlineNanos()).isEqualTo(LinkDebounce.NEVER);
        assertThat(debounce.apply(Map.of())).isEmpty();
    }

    @Test
    void aReloadKeepsWhatAnInterfaceCountsAs() {
        debounce.reported("eth0", DOWN, 0);
        debounce.configure(List.of(new InterfaceSettings.Delay("eth0", Duration.ofSeconds(9), Duration.ZERO)));
        assertThat(up("eth0", false)).isTrue();
        assertThat(debounce.timePassed(1500 * MS).changed()).isTrue();
        assertThat(debounce.reported("eth0", UP, 1600 * MS).changed())
                .as("no delay now")
                .isTrue();
    }

    private boolean up(String name, boolean reported) {
        Map<String, LinkFacts> links = Map.of(name, new LinkFacts(reported, HostFacts.Hearing.YES, List.of()));
        return Objects.requireNonNull(debounce.apply(links).get(name)).up();
    }
}
