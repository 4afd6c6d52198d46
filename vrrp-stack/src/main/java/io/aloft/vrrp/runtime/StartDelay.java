package io.aloft.vrrp.runtime;

import io.aloft.model.global.VrrpGlobals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long virtual routers wait at start ({@code vrrp_startup_delay}, {@code vrrp_delay_after_boot}): switches and routers
 * that come up with this machine may not forward yet, and a Master that nobody hears is a second one. Owned by the VRRP loop.
 */
final class StartDelay {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");
    private static final Path UPTIME = Path.of("/proc/uptime");

    private final long startedNanos;
    private long endNanos;

    /** Begins to count at {@code nowNanos}. */
    StartDelay(VrrpGlobals settings, long nowNanos) {
        startedNanos = nowNanos;
        endNanos = nowNanos + wanted(settings, uptime()).toNanos();
        if (endNanos > nowNanos) {
            LOG.info("Delaying startup for {} seconds", seconds(endNanos - nowNanos));
        }
    }

    /** The longer of the two delays; the one after boot is over when the machine has been up that long. */
    static Duration wanted(VrrpGlobals settings, Duration uptime) {
        Duration afterBoot = settings.delayAfterBoot().minus(uptime);
        Duration plain = settings.startupDelay();
        return afterBoot.compareTo(plain) > 0 ? afterBoot : plain;
    }

    private static Duration uptime() {
        try {
            String text = Files.readString(UPTIME);
            return Duration.ofMillis((long) (Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1000));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            LOG.warn("{} does not tell how long the machine has been up: {}", UPTIME, e.getMessage());
            return Duration.ZERO;
        }
    }

    /** A reload during the delay: what is left of the new one counts. */
    void reconfigure(VrrpGlobals settings, long nowNanos) {
        if (isOver(nowNanos)) {
            return;
        }
        endNanos = startedNanos
                + wanted(settings, uptime().minusNanos(nowNanos - startedNanos)).toNanos();
        if (isOver(nowNanos)) {
            LOG.info("Reduced delayed start passed");
        } else {
            LOG.info("Delaying startup for a further {} seconds", seconds(endNanos - nowNanos));
        }
    }

    boolean isOver(long nowNanos) {
        return endNanos <= nowNanos;
    }

    /** Whether there ever was a delay, which is then said to have ended. */
    boolean wasAny() {
        return endNanos > startedNanos;
    }

    /** When virtual routers may start. */
    long endNanos() {
        return endNanos;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%g", nanos / 1e9).replaceFirst("\\.?0+$", "");
    }
}
