package io.aloft.vrrp.track;

import java.util.ArrayList;
import java.util.List;

/** Adds up what tracked things do to a priority, with a sentence for each. */
final class Contributions {

    /** A file or a process whose contribution is this low or lower means FAULT. */
    static final int FAULT = -254;

    private final List<String> reasons = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int sum;

    Contributions(int configured) {
        sum = configured;
        reasons.add(configured + " configured");
    }

    void fault(String phrase) {
        if (!faults.contains(phrase)) {
            faults.add(phrase);
        }
    }

    /**
     * Something that works or does not. A weight above zero is added while it works, one below zero while it does not;
     * weight zero means FAULT while it does not work; {@code reverse} turns the result round.
     *
     * @param state what is the case, for the list of reasons
     * @param fault what the log says when this means FAULT
     */
    void count(int weight, boolean reverse, boolean works, String state, String fault) {
        if (weight == 0) {
            if (works == reverse) {
                fault(fault);
            }
            return;
        }
        int plain = weight > 0 ? (works ? weight : 0) : (works ? 0 : weight);
        int change = reverse ? -plain : plain;
        if (change <= FAULT) {
            fault(fault);
        } else {
            add(change, state);
        }
    }

    /** A number that is added as it is, within −253..253. */
    void add(int change, String state) {
        if (change != 0) {
            sum += change;
            reasons.add("%+d %s".formatted(change, state));
        }
    }

    List<String> faults() {
        return faults;
    }

    /** The sum within 1..254; an owner's priority never changes. */
    int priority(boolean owner, int configured) {
        if (owner) {
            if (sum != configured) {
                reasons.add(configured + " stays, the priority of an address owner never changes");
            }
            return configured;
        }
        int priority = Math.clamp(sum, 1, 254);
        if (priority != sum) {
            reasons.add(priority + " at the " + (sum < priority ? "least" : "most"));
        }
        return priority;
    }

    List<String> reasons() {
        return reasons;
    }
}
