package io.aloft.vrrp.packet;

import io.aloft.model.vrrp.HmacAuthentication;
import io.aloft.model.vrrp.HmacAuthentication.AntiReplay;
import io.aloft.model.vrrp.HmacAuthentication.Mode;
import java.time.Duration;
import java.util.Arrays;

/** {@code auth_hmac} blocks to test with; the key of each id is the same in all of them. */
final class Hmacs {

    private Hmacs() {}

    /** Keys of these ids, the first of which is active; a window of 10 s. */
    static HmacAuthentication of(Mode mode, AntiReplay antiReplay, int... ids) {
        return new HmacAuthentication(
                Arrays.stream(ids)
                        .mapToObj(id -> new HmacAuthentication.Key(id, "%032d".formatted(id)))
                        .toList(),
                ids[0],
                Duration.ofSeconds(10),
                antiReplay,
                mode);
    }

    static HmacAuthentication enforce(int... ids) {
        return of(Mode.ENFORCE, AntiReplay.TIME, ids);
    }
}
