package io.aloft.vrrp.address;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Says each reason once: what the kernel refuses is tried again every second, perhaps for a year. */
final class Refusals {

    private final Consumer<String> complaints;
    private final Map<Object, String> said = new HashMap<>();

    Refusals(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    /**
     * @param target the address, route or rule
     * @param name what it is, in an operator's words
     */
    void refused(Object target, String name, String reason) {
        if (!reason.equals(said.put(target, reason))) {
            complaints.accept("cannot set " + name + ": " + reason + "; trying again every second");
        }
    }

    /** It is there now, or is not wanted any more. */
    void settled(Object target) {
        said.remove(target);
    }

    /** Something was not removed, which is not tried again. */
    void kept(String name, String reason) {
        complaints.accept("cannot remove " + name + ": " + reason);
    }
}
