package io.aloft.vrrp.address;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void withoutAnIntervalEverythingIsDueAtOnceRoundByRound() {
        assertThat(queue.announce("VI_1", TWO, 2, Duration.ZERO, 0))
                .extracting(due -> due.address().address().toString())
                .containsExactly("10.9.0.1", "10.9.0.2", "10.9.0.1", "10.9.0.2");
        assertThat(queue.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withAnIntervalTheFirstIsDueAtOnceAndTheRestOneByOne() {
        List<AnnouncementQueue.Due> sent =
                new ArrayList<>(queue.announce("VI_1", TWO, 2, Duration.ofNanos(SPACING), 7));
        assertThat(sent).hasSize(1);
        long now = 7;
        while (queue.nextDeadlineNanos() != Long.MAX_VALUE) {
            assertThat(queue.nextDeadlineNanos()).isEqualTo(now + SPACING);
            now = queue.nextDeadlineNanos();
            assertThat(queue.poll(now - 1)).isEmpty();
            sent.addAll(queue.poll(now));
        }
        assertThat(sent)
                .extracting(due -> due.address().address().toString())
                .containsExactly("10.9.0.1", "10.9.0.2", "10.9.0.1", "10.9.0.2");
    }

    @Test
    void aRouterThatIsNotMasterAnyMoreAnnouncesNothing() {
        queue.announce("VI_1", TWO, 5, Duration.ofNanos(SPACING), 0);
        queue.announce("VI_2", Specs.addresses("10.9.0.7"), 1, Duration.ofNanos(SPACING), 0);
        queue.cancel("VI_1");
        assertThat(queue.poll(SPACING))
                .extracting(AnnouncementQueue.Due::router)
                .containsExactly("VI_2");
        assertThat(queue.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void announcementsAskedForAgainAndAgainDoNotPileUp() {
        for (int second = 0; second < 1000; second++) {
            queue.announce("VI_1", TWO, 5, Duration.ofSeconds(1), second);
        }
        int left = 0;
        while (queue.nextDeadlineNanos() != Long.MAX_VALUE) {
            left += queue.poll(queue.nextDeadlineNanos()).size();
        }
        assertThat(left).isBetween(1, 10);
    }
}
