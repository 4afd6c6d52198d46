package io.aloft.vrrp.device.plan;

import io.aloft.netlink.route.StackedLink;

/**
 * An interface that is needed, and how the host gets it.
 *
 * @param wanted what is needed
 * @param name it has or will have
 * @param step what is to do
 */
public record PlannedDevice(WantedDevice wanted, String name, Step step) {

    /** What is to do for an interface. */
    public sealed interface Step {

        /** It has to be made. */
        record Create(StackedLink base) implements Step {}

        /** It exists. */
        record Reuse(StackedLink base, StackedLink existing) implements Step {}

        /** Another one has its name, which goes first. */
        record Replace(StackedLink base, StackedLink existing) implements Step {}

        /** The interface below does not exist. */
        record Wait() implements Step {}
    }
}
