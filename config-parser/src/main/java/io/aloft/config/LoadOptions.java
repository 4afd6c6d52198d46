package io.aloft.config;

import io.aloft.config.host.HostFacts;
import io.aloft.config.source.SourceLimits;
import java.util.Map;

/**
 * How to read a configuration.
 *
 * @param configId what {@code @id} lines are compared with ({@code -i}; the host name up to the first dot by default)
 * @param testing {@code -t}: a number with something behind it is invalid, where a start of the daemon uses its digits
 * @param environment for {@code ${_ENV NAME}}
 * @param limits bounds of reading
 * @param origins whether the result leads back to the statements; they take more memory than the image
 */
public record LoadOptions(
        String configId, boolean testing, Map<String, String> environment, SourceLimits limits, boolean origins) {

    /** With the way back to the statements. */
    public LoadOptions(String configId, boolean testing, Map<String, String> environment, SourceLimits limits) {
        this(configId, testing, environment, limits, true);
    }

    /** As a start of the daemon on this host reads it. */
    public static LoadOptions forHost(HostFacts host) {
        String name = host.hostName();
        int dot = name.indexOf('.');
        return new LoadOptions(dot < 0 ? name : name.substring(0, dot), false, System.getenv(), SourceLimits.DEFAULT);
    }

    /** With the id that {@code -i} gives. */
    public LoadOptions withConfigId(String id) {
        return new LoadOptions(id, testing, environment, limits, origins);
    }

    /** As {@code -t} reads it. */
    public LoadOptions forTest() {
        return new LoadOptions(configId, true, environment, limits, origins);
    }

    /** For loads of which only the image and the messages are wanted: of a large file far less stays in memory. */
    public LoadOptions withoutOrigins() {
        return new LoadOptions(configId, testing, environment, limits, false);
    }
}
