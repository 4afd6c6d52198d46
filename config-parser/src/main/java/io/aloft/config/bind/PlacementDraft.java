package io.aloft.config.bind;

import io.aloft.model.global.Placement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The single keywords of the top level. */
public final class PlacementDraft {

    @Nullable
    String instance;

    @Nullable
    String netNamespace;

    @Nullable
    String ipvsNamespace;

    boolean ipsetsInNamespace;
    boolean usePidDirectory;
    Duration childWaitTime = Placement.DEFAULT.childWaitTime();
    boolean pollAllLinks;

    /** A namespace or a name of one's own means other pid files. */
    public Placement settings() {
        return new Placement(
                instance,
                netNamespace,
                ipvsNamespace,
                ipsetsInNamespace,
                usePidDirectory || netNamespace != null || instance != null,
                childWaitTime,
                pollAllLinks);
    }
}
