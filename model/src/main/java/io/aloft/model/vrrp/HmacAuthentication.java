package io.aloft.model.vrrp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code auth_hmac}: a trailer that authenticates advertisements.
 *
 * @param keys in configuration order
 * @param activeKey id of the key for sending, 1..255; null when none is named
 * @param timeWindow for {@link AntiReplay#TIME}, whole seconds 1..300; three advertisement intervals within 5..300 by
 *     default
 * @param antiReplay how a repeated advertisement is recognised
 * @param mode what happens to advertisements without a good trailer
 */
public record HmacAuthentication(
        List<Key> keys, @Nullable Integer activeKey, Duration timeWindow, AntiReplay antiReplay, Mode mode) {

    public HmacAuthentication {
        keys = List.copyOf(keys);
    }

    /**
     * One {@code key}. Its value never reaches a log or a dump.
     *
     * @param id 1..255
     * @param value text, or {@code hex:DIGITS}; what {@code file:PATH} held has become the latter
     */
    public record Key(int id, String value) {

        /** The secret itself, 32..64 bytes of a valid configuration. */
        public byte[] bytes() {
            return value.startsWith("hex:")
                    ? HexFormat.of().parseHex(value.substring(4))
                    : value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "Key[" + id + ", ********]";
        }
    }

    /** {@code anti_replay}. */
    public enum AntiReplay {
        TIME,
        MONOTONIC
    }

    /** {@code mode}. */
    public enum Mode {
        ENFORCE,
        PERMISSIVE,
        RECEIVE_ONLY
    }
}
