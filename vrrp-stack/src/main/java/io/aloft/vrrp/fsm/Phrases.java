package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterAction.Log;
import io.aloft.vrrp.packet.Advertisement;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a virtual router has to say. Each line stands here once; those that operators and their tools know from keepalived are
 * its, word for word.
 */
final class Phrases {

    private static final long NANOS_PER_MILLI = 1_000_000L;

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

    static Log settingExcludedAddresses(String x) {
        return detail("(%s) setting E-VIPs.", x);
    }

    static Log removingExcludedAddresses(String x) {
        return detail("(%s) removing E-VIPs.", x);
    }

    static Log settingRoutes(String x) {
        return detail("(%s) setting Virtual Routes", x);
    }

    static Log removingRoutes(String x) {
        return detail("(%s) removing Virtual Routes", x);
    }

    static Log settingRules(String x) {
        return detail("(%s) setting Virtual Rules", x);
    }

    static Log removingRules(String x) {
        return detail("(%s) removing Virtual Rules", x);
    }

    static Log settingFirewall(String x) {
        return detail("(%s) setting firewall drop rule", x);
    }

    static Log removingFirewall(String x) {
        return detail("(%s) removing firewall drop rule", x);
    }

    static Log addressGone(String x, VirtualAddress address) {
        return always(
                "(%s) ip address %s/%d dev %s, no longer exist",
                x, address.address(), address.prefixLength(), address.device());
    }

    static Log intervalLearned(String x, long fromNanos, long toNanos) {
        return always(
                "(%s) advertisement interval updated from %dms to %dms by master",
                x, fromNanos / NANOS_PER_MILLI, toNanos / NANOS_PER_MILLI);
    }

    static Log intervalReset(String x, long fromNanos, long toNanos) {
        return detail(
                "(%s) changing advert interval from %dms to locally configured %dms",
                x, fromNanos / NANOS_PER_MILLI, toNanos / NANOS_PER_MILLI);
    }

    static Log bothOwners(String x, IpAddress other) {
        return always(
                "(%s) CONFIGURATION ERROR: local instance and %s are both configured as address owner, please resolve",
                x, other);
    }

    static Log stillOwner(String x, IpAddress other) {
        return always(
                "(%s) %s is still advertising as address owner, please resolve - reducing our priority", x, other);
    }

    static Log otherOwnerSilent(String x) {
        return always("(%s): rogue address owner appears to have stopped advertising", x);
    }

    static Log ownerRestoredByLower(String x) {
        return always("(%s) Restoring our priority to 255 since received advert with lower priority", x);
    }

    static Log ownerRestored(String x) {
        return always("(%s) Restoring our priority to 255 since other address owner has disappeared", x);
    }

    static Log sourceAnnounced(String x, IpAddress source) {
        return detail("%s: sending gratuitous ARP for %s", x, source);
    }

    static Log timerExpired(long lateNanos) {
        return always("VRRP thread timer expired %s seconds ago", BigDecimal.valueOf(lateNanos / 1000, 6));
    }

    static Log groupSyncing(String group, VrrpState state) {
        return always("VRRP_Group(%s) Syncing instances to %s state", group, state);
    }

    static Log groupSyncingAtStart(String group, String x) {
        return always("VRRP_Group(%s): Syncing %s to FAULT state", group, x);
    }

    // Lines that keepalived does not have

    static Log masterListens(String x, long sleptNanos, long listenNanos) {
        return always(
                "(%s) silent for %s because this process stood still: listens for %s before it advertises again",
                x, Evidence.seconds(sleptNanos), Evidence.seconds(listenNanos));
    }

    static Log backupListens(String x, long sleptNanos, long listenNanos) {
        return always(
                "(%s) this process stood still for %s: listens for another %s before it takes over",
                x, Evidence.seconds(sleptNanos), Evidence.seconds(listenNanos));
    }

    static Log backupHeldBack(String x, long packets, long waitNanos) {
        return always(
                "(%s) the Master is silent, but this host was too busy to read %d packets: waits another %s before it"
                        + " takes over",
                x, packets, Evidence.seconds(waitNanos));
    }

    static Log twoMasters(String x, Advertisement advert, int ours) {
        return always(
                "(%s) two Masters: %s goes on advertising priority %d, ours is %d. Does it hear this machine?",
                x, advert.sender(), advert.priority(), ours);
    }

    static Log rivalGone(String x, IpAddress rival, long lastedNanos, long adverts) {
        return always(
                "(%s) %s is no Master beside us any more, after %d advertisements in %s; announcing the addresses"
                        + " again",
                x, rival, adverts, Evidence.seconds(lastedNanos));
    }

    static Log entryTakenAway(String x, String description) {
        return always("(%s) somebody removed %s", x, description);
    }

    static Log restoringEntries(String x) {
        return always("(%s) setting the virtual routes and rules again", x);
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
