package io.aloft.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.packet.Advertisement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OversleepTest {

    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress OTHER = IpAddress.of("10.9.0.2");

    @Test
    void lateByMoreThanABusyMachineExplainsIsAPause() {
        assertThat(Oversleep.is(Oversleep.TOLERATED_NANOS)).isFalse();
        assertThat(Oversleep.is(Oversleep.TOLERATED_NANOS + 1)).isTrue();
    }

    @Test
    void aPauseRightAfterTheStartIsNoNews() {
        long pause = 2 * Oversleep.TOLERATED_NANOS;
        assertThat(Oversleep.isNews(pause, pause)).isFalse();
        assertThat(Oversleep.isNews(pause, SECOND)).isFalse();
        assertThat(Oversleep.isNews(pause, SECOND + 1)).isTrue();
        assertThat(Oversleep.isNews(Oversleep.TOLERATED_NANOS, 2 * SECOND)).isFalse();
    }

    /** By the time of its arrival the Master would not have been silent for long, and would answer at once. */
    @Test
    void aMasterDoesNotAnswerWhatWaitedBehindAPause() {
        var router = new VirtualRouter(Specs.router().priority(100).spec());
        Transition started = router.on(new RouterEvent.Startup(Fitness.fit(100, IpAddress.of("10.9.0.1"))), 0);
        router.on(new RouterEvent.TimePassed(), started.nextDeadlineNanos());
        assertThat(router.state()).isEqualTo(VrrpState.MASTER);
        var lower =
                new RouterEvent.AdvertisementReceived(new Advertisement(OTHER, 50, List.of(), Duration.ofSeconds(1)));
        long counts = Oversleep.advertNanos(router.state(), 5 * SECOND, 20 * SECOND);
        assertThat(router.on(lower, counts).actions())
                .noneMatch(action -> action instanceof RouterAction.SendAdvertisement);
    }

    @Test
    void aBackupCountsFromTheArrival() {
        assertThat(Oversleep.advertNanos(VrrpState.BACKUP, 5 * SECOND, 20 * SECOND))
                .isEqualTo(5 * SECOND);
        assertThat(Oversleep.advertNanos(VrrpState.MASTER, 5 * SECOND, 20 * SECOND))
                .isEqualTo(20 * SECOND);
    }
}
