package io.aloft.config.bind;

import io.aloft.model.global.SnmpSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@code global_defs} says about SNMP. */
public final class SnmpDraft {

    @Nullable
    String socket;

    boolean traps;
    boolean vrrp;
    boolean checker;
    boolean rfcV2;
    boolean rfcV3;
    Duration virtualServerStatistics = SnmpSettings.DEFAULT.virtualServerStatistics();

    @Nullable
    Duration realServerStatistics;

    public SnmpSettings settings() {
        return new SnmpSettings(
                socket,
                traps,
                vrrp,
                checker,
                rfcV2,
                rfcV3,
                virtualServerStatistics,
                realServerStatistics == null ? virtualServerStatistics : realServerStatistics);
    }
}
