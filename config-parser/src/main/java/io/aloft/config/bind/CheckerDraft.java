package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checker block of a real server as written. */
public final class CheckerDraft extends Draft {

    /** The checkers that are built. */
    public enum Kind {
        TCP_CHECK,
        HTTP_GET
    }

    public final Kind kind;
    public final CheckSettings checks = new CheckSettings();
    public @Nullable IpAddress connectAddress;
    public @Nullable Integer connectPort;
    public @Nullable IpAddress bindAddress;
    public int bindPort;
    public HttpProtocol httpProtocol = HttpProtocol.HTTP_1_0;
    public final List<UrlDraft> urls = new ArrayList<>();

    CheckerDraft(RealServerDraft owner, Kind kind, SourceLocation location) {
        super(owner, kind.name(), location);
        this.kind = kind;
    }
}
