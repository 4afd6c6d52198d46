package io.aloft.ipvs.plan;

import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which the kernel's table is not as it was left.
 *
 * @param key the service
 * @param destination which of its destinations; null for the service itself
 * @param kind whether it is missing, unexpected or changed
 * @param details each attribute that changed, such as {@code weight is 5 instead of 3}, with commas between; else empty
 */
public record TableDifference(ServiceKey key, @Nullable Endpoint destination, Kind kind, String details) {

    /** How it differs. */
    public enum Kind {
        /** It was there and is not any more. */
        MISSING,
        /** It is there, and was not. */
        UNEXPECTED,
        /** It is there with other attributes. */
        CHANGED
    }

    /** For the log: {@code 192.0.2.1:tcp:80 -> 10.0.0.1:80: weight is 5 instead of 3}. */
    @Override
    public String toString() {
        String subject = destination == null ? key.toString() : key + " -> " + destination;
        return subject
                + switch (kind) {
                    case MISSING -> " is missing";
                    case UNEXPECTED -> " is unexpected";
                    case CHANGED -> ": " + details;
                };
    }
}
