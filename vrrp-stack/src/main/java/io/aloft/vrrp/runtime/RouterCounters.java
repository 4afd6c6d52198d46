package io.aloft.vrrp.runtime;

import io.aloft.vrrp.packet.Verdict.Kind;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one virtual router has sent, received and rejected since it started.
 *
 * @param received advertisements accepted
 * @param sent advertisements sent, those of priority 0 included
 * @param priorityZeroReceived how often a Master said that it stops
 * @param priorityZeroSent how often this one did
 * @param becameMaster transitions to Master
 * @param releasedMaster transitions away from Master
 * @param conflicts advertisements of others that should give way while this one was Master
 * @param sendErrors advertisements that the kernel refused to send
 * @param heldBack take-overs that waited for one more interval, since packets were dropped on this host
 * @param rejected packets dropped or remarked upon, by kind
 */
public record RouterCounters(
        long received,
        long sent,
        long priorityZeroReceived,
        long priorityZeroSent,
        long becameMaster,
        long releasedMaster,
        long conflicts,
        long sendErrors,
        long heldBack,
        Map<Kind, Long> rejected) {

    public RouterCounters {
        rejected = Map.copyOf(rejected);
    }

    /** One line in the words of keepalived's statistics file; errors that never happened are not named. */
    public String describe() {
        StringBuilder line = new StringBuilder(
                        "Advertisements: Received: %d, Sent: %d; Became master: %d; Released master: %d; "
                                .formatted(received, sent, becameMaster, releasedMaster))
                .append("Priority Zero: Received: %d, Sent: %d".formatted(priorityZeroReceived, priorityZeroSent));
        if (conflicts > 0) {
            line.append("; Conflicts: ").append(conflicts);
        }
        if (sendErrors > 0) {
            line.append("; Send Errors: ").append(sendErrors);
        }
        if (heldBack > 0) {
            line.append("; Held Back: ").append(heldBack);
        }
        rejected.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> line.append("; ")
                        .append(entry.getKey().label())
                        .append(": ")
                        .append(entry.getValue()));
        return line.toString();
    }

    /** The counters while they count; owned by the VRRP loop. */
    static final class Running {
        long received;
        long sent;
        long priorityZeroReceived;
        long priorityZeroSent;
        long becameMaster;
        long releasedMaster;
        long conflicts;
        long sendErrors;
        long heldBack;
        private final Map<Kind, Long> rejected = new EnumMap<>(Kind.class);

        void reject(Kind kind) {
            rejected.merge(kind, 1L, Long::sum);
        }

        RouterCounters snapshot() {
            return new RouterCounters(
                    received,
                    sent,
                    priorityZeroReceived,
                    priorityZeroSent,
                    becameMaster,
                    releasedMaster,
                    conflicts,
                    sendErrors,
                    heldBack,
                    rejected);
        }
    }
}
