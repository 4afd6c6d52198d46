package io.aloft.config.bind;

import io.aloft.model.global.FirewallSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code global_defs} says about refusing traffic. */
public final class FirewallDraft {

    @Nullable
    String nftablesTable;

    int nftablesPriority = FirewallSettings.DEFAULT.nftablesPriority();
    boolean matchIndex;
    boolean counters;
    List<String> iptablesChains = List.of();
    List<String> ipsets = List.of();

    public FirewallSettings settings() {
        return new FirewallSettings(nftablesTable, nftablesPriority, matchIndex, counters, iptablesChains, ipsets);
    }
}
