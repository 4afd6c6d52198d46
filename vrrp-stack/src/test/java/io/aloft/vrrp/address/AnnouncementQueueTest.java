package io.aloft.vrrp.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.InterfaceSettings.GarpGroup;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.vrrp.Specs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementQueueTest {

    private static final List<VirtualAddress> TWO = Specs.addresses("10.9.0.1", "10.9.0.2");
    private static final long SPACING = 100_000_000;

    private final AnnouncementQueue queue = new AnnouncementQueue();

    private void pace(Duration garp, Duration gna, GarpGroup... groups) {
        queue.pace(new AnnouncementPace(garp, gna, List.of(groups)));
    }

    private static VirtualAddress on(String device, String address) {
        return VirtualAddress.of(IpAddress.of(address), 32, device);
    }

    private static List<String> addresses(List<AnnouncementQueue.Due> due) {
        return due.stream().map(one -> one.address().address().toString()).toList();
    }

    @Test
    void withoutAnIntervalEverythingIsDueAtOnceRoundByRound() {
        assertThat(addresses(queue.announce("VI_1", TWO, 2, 0)))
                .containsExactly("10.9.0.1", "10.9.0.2", "10.9.0.1", "10.9.0.2");
        assertThat(queue.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withAnIntervalTheFirstIsDueAtOnceAndTheRestOneByOne() {
        pace(Duration.ofNanos(SPACING), Duration.ZERO);
        List<AnnouncementQueue.Due> sent = new ArrayList<>(queue.announce("VI_1", TWO, 2, 7));
        assertThat(sent).hasSize(1);
        long now = 7;
        while (queue.nextDeadlineNanos() != Long.MAX_VALUE) {
            assertThat(queue.nextDeadlineNanos()).isEqualTo(now + SPACING);
            now = queue.nextDeadlineNanos();
            assertThat(queue.poll(now - 1)).isEmpty();
            sent.addAll(queue.poll(now));
        }
        assertThat(addresses(sent)).containsExactly("10.9.0.1", "10.9.0.2", "10.9.0.1", "10.9.0.2");
    }

    @Test
    void aRouterThatIsNotMasterAnyMoreAnnouncesNothing() {
        pace(Duration.ofNanos(SPACING), Duration.ZERO);
        queue.announce("VI_1", TWO, 5, 0);
        queue.announce("VI_2", Specs.addresses("10.9.0.7"), 1, 0);
        queue.cancel("VI_1");
        assertThat(queue.poll(SPACING))
                .extracting(AnnouncementQueue.Due::router)
                .containsExactly("VI_2");
        assertThat(queue.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void announcementsAskedForAgainAndAgainDoNotPileUp() {
        pace(Duration.ofSeconds(1), Duration.ZERO);
        for (int second = 0; second < 1000; second++) {
            queue.announce("VI_1", TWO, 5, second);
        }
        int left = 0;
        while (queue.nextDeadlineNanos() != Long.MAX_VALUE) {
            left += queue.poll(queue.nextDeadlineNanos()).size();
        }
        assertThat(left).isBetween(1, 10);
    }

    @Test
    void interfacesDoNotWaitForEachOther() {
        pace(Duration.ofNanos(SPACING), Duration.ZERO);
        assertThat(queue.announce("VI_1", List.of(on("eth0", "10.9.0.1"), on("eth1", "10.9.0.2")), 1, 0))
                .hasSize(2);
    }

    @Test
    void interfacesOfAGroupShareItsPaceAndNotTheGlobalOne() {
        pace(
                Duration.ofSeconds(9),
                Duration.ofSeconds(9),
                new GarpGroup(Duration.ofNanos(SPACING), null, List.of("eth0", "eth1")));
        List<VirtualAddress> both = List.of(on("eth0", "10.9.0.1"), on("eth1", "10.9.0.2"));
        assertThat(addresses(queue.announce("VI_1", both, 1, 0))).containsExactly("10.9.0.1");
        assertThat(queue.nextDeadlineNanos()).isEqualTo(SPACING);
        assertThat(addresses(queue.poll(SPACING))).containsExactly("10.9.0.2");
    }

    @Test
    void aGroupThatSetsNoPaceForOneKindDoesNotSpaceIt() {
        pace(
                Duration.ofSeconds(9),
                Duration.ofSeconds(9),
                new GarpGroup(Duration.ofNanos(SPACING), null, List.of("eth0")));
        assertThat(queue.announce("VI_1", List.of(on("eth0", "fd09::1"), on("eth0", "fd09::2")), 1, 0))
                .hasSize(2);
    }

    @Test
    void neighbourAdvertisementsHaveASpacingOfTheirOwn() {
        pace(Duration.ofNanos(SPACING), Duration.ofNanos(3 * SPACING));
        List<VirtualAddress> mixed =
                List.of(on("eth0", "10.9.0.1"), on("eth0", "fd09::1"), on("eth0", "10.9.0.2"), on("eth0", "fd09::2"));
        assertThat(addresses(queue.announce("VI_1", mixed, 1, 0))).containsExactlyInAnyOrder("10.9.0.1", "fd09::1");
        assertThat(addresses(queue.poll(SPACING))).containsExactly("10.9.0.2");
        assertThat(queue.nextDeadlineNanos()).isEqualTo(3 * SPACING);
        assertThat(addresses(queue.poll(3 * SPACING))).containsExactly("fd09::2");
    }
}
