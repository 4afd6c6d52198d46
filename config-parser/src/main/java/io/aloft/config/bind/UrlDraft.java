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
    public @Nullable Boolean closeNotify;
    public @Nullable RegexDraft regex;
    public final List<StatusRange> statusCodes = new ArrayList<>();

    UrlDraft(CheckerDraft.Web owner, SourceLocation location) {
        super(owner, "url", location);
    }

    /** The keywords {@code regex*} in any order. */
    RegexDraft regex() {
        if (regex == null) {
            regex = new RegexDraft();
        }
        return regex;
    }
}
