package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.vrrp.fsm.RouterAction.Log;
import io.aloft.vrrp.packet.Advertisement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** keepalived's log lines, which operators and their tools search for. Each stands here once. */
final class Phrases {

    private Phrases() {}

    static Log entering(String x, String state) {
        return always("(%s) Entering %s STATE", x, state);
    }

    static Log enteringAtStart(String x, String state) {
        return always("(%s) Entering %s STATE (init)", x, state);
    }

    static Log faultCause(String x, String cause) {
        return always("(%s) entering FAULT state %s", x, cause);
    }

    static Log advertisementTimeout(String x) {
        return detail("(%s) Receive advertisement timeout", x);
    }

    static Log backupReceivedPriorityZero(String x) {
        return detail("(%s) Backup received priority 0 advertisement", x);
    }

    static Log masterReceivedPriorityZero(String x) {
        return detail("(%s) Master received priority 0 message", x);
    }

    static Log discardingLower(String x, Advertisement advert) {
        return always(
                "(%s) received lower priority (%d) advert from %s - discarding", x, advert.priority(), advert.sender());
    }

    static Log startPreemptDelay(String x, Duration delay) {
        return always("(%s) start preempt delay (%d.%06d)", x, delay.toSeconds(), delay.toNanosPart() / 1000);
    }

    static Log stopPreemptDelay(String x) {
        return always("(%s) stop preempt delay", x);
    }

    static Log masterIs(String x, @Nullable IpAddress before, IpAddress now) {
        return before == null
                ? detail("(%s) master set to %s", x, now)
                : detail("(%s) master changed from %s to %s", x, before, now);
    }

    static Log higherPriority(String x, Advertisement advert, int ours) {
        return always(
                "(%s) Master received advert from %s with higher priority %d, ours %d",
                x, advert.sender(), advert.priority(), ours);
    }

    static Log samePriorityHigherAddress(String x, Advertisement advert) {
        return always(
                "(%s) Master received advert from %s with same priority %d but higher IP address than ours",
                x, advert.sender(), advert.priority());
    }

    static Log ourOwnAddress(String x) {
        return always("(%s) WARNING - equal priority advert received from remote host with our IP address.", x);
    }

    static Log lowerPriority(String x, Advertisement advert, int ours, boolean election) {
        return always(
                "(%s) Received advert from %s with lower priority %d, ours %d%s",
                x, advert.sender(), advert.priority(), ours, election ? ", forcing new election" : "");
    }

    static Log priorityChanged(String x, int from, int to) {
        return always("(%s) Changing effective priority from %d to %d", x, from, to);
    }

    static Log sentPriorityZero(String x) {
        return detail("(%s) sent 0 priority", x);
    }

    static Log settingAddresses(String x) {
        return detail("(%s) setting VIPs.", x);
    }

    static Log removingAddresses(String x) {
        return detail("(%s) removing VIPs.", x);
    }

    static Log addressTakenAway(IpAddress address, String interfaceName) {
        return always("Netlink reflector reports IP %s removed from %s", address, interfaceName);
    }

    static Log restoringAddresses(String x) {
        return always("(%s) setting the VIPs again", x);
    }

    private static Log always(String format, Object... values) {
        return new Log(false, format.formatted(values));
    }

    private static Log detail(String format, Object... values) {
        return new Log(true, format.formatted(values));
    }
}
