package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** The last number of each sender; beyond the capacity the sender that was silent for longest is forgotten. */
final class ReplayMarks {

    private final @Nullable IpAddress[] senders;
    private final long[] numbers;

    ReplayMarks(int capacity) {
        this.senders = new IpAddress[capacity];
        this.numbers = new long[capacity];
    }

    /** Takes over what another knows, as far as there is room. */
    void follow(ReplayMarks before) {
        for (int i = Math.min(before.senders.length, senders.length) - 1; i >= 0; i--) {
            senders[i] = before.senders[i];
            numbers[i] = before.numbers[i];
        }
    }

    /** The last number of a sender; null when none is known. */
    @Nullable
    Long last(IpAddress sender) {
        for (int i = 0; i < senders.length; i++) {
            if (sender.equals(senders[i])) {
                return numbers[i];
            }
        }
        return null;
    }

    void put(IpAddress sender, long number) {
        int at = 0;
        while (at < senders.length - 1 && !sender.equals(senders[at])) {
            at++;
        }
        // Who spoke last stands first.
        System.arraycopy(senders, 0, senders, 1, at);
        System.arraycopy(numbers, 0, numbers, 1, at);
        senders[0] = sender;
        numbers[0] = number;
    }
}
