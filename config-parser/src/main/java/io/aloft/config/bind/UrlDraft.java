package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.lvs.UrlSpec.StatusRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code url} block as written. */
public final class UrlDraft extends Draft {

    public @Nullable String path;
    public @Nullable String digest;
    public @Nullable String virtualHost;
    public final List<StatusRange> statusCodes = new ArrayList<>();

    UrlDraft(CheckerDraft owner, SourceLocation location) {
        super(owner, "url", location);
    }
}
