package io.aloft.vrrp.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.global.VrrpGlobals;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartDelayTest {

    private static final long SECOND = 1_000_000_000L;

    private static VrrpGlobals settings(int startupDelay, int delayAfterBoot) {
        VrrpGlobals d = VrrpGlobals.DEFAULT;
        return new VrrpGlobals(
                d.version(),
                d.group4(),
                d.group6(),
                d.garp(),
                d.gnaInterval(),
                d.extraGarp(),
                d.instanceDefaults(),
                d.defaultInterface(),
                d.dynamicInterfaces(),
                d.interfacesMayChange(),
                d.disableLocalIgmp(),
                Duration.ofSeconds(startupDelay),
                Duration.ofSeconds(delayAfterBoot),
                d.logUnknownVrids(),
                d.vmacPrefix(),
                d.vmacAddressPrefix(),
                d.receiveBuffers(),
                d.commandBuffers(),
                d.monitorBuffers(),
                d.processMonitorBuffers());
    }

    @Test
    void longerOfTheTwoDelaysCountsAndTheOneAfterBootIsLessTheUptime() {
        Duration uptime = Duration.ofSeconds(50);
        assertThat(StartDelay.wanted(settings(5, 60), uptime)).isEqualTo(Duration.ofSeconds(10));
        assertThat(StartDelay.wanted(settings(20, 60), uptime)).isEqualTo(Duration.ofSeconds(20));
        assertThat(StartDelay.wanted(settings(0, 40), uptime).isPositive()).isFalse();
    }

    @Test
    void reloadChangesWhatIsLeftAndCountsFromTheStart() {
        var delay = new StartDelay(settings(10, 0), 0);
        assertThat(delay.isOver(9 * SECOND)).isFalse();
        delay.reconfigure(settings(20, 0), 9 * SECOND);
        assertThat(delay.isOver(19 * SECOND)).isFalse();
        assertThat(delay.isOver(20 * SECOND)).isTrue();
        delay.reconfigure(settings(100, 0), 21 * SECOND);
        assertThat(delay.isOver(21 * SECOND))
                .as("what has started does not wait again")
                .isTrue();
    }

    @Test
    void withoutDelayNothingWaits() {
        var delay = new StartDelay(settings(0, 0), 7);
        assertThat(delay.isOver(7)).isTrue();
        assertThat(delay.wasAny()).isFalse();
    }
}
