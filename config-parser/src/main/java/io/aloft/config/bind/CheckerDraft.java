package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.lvs.CheckerSpec.DnsType;
import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.HexPattern;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checker block of a real server as written. */
public abstract sealed class CheckerDraft extends Draft {

    public final CheckSettings checks = new CheckSettings();
    public @Nullable Boolean logAllFailures;

    private final String keyword;

    private CheckerDraft(Draft owner, String keyword, SourceLocation location) {
        super(owner, keyword, location);
        this.keyword = keyword;
    }

    /** The keyword of its block. */
    String keyword() {
        return keyword;
    }

    /** A checker that connects. */
    public abstract static sealed class Network extends CheckerDraft {
        /** Address of the real server. */
        public final IpAddress serverAddress;

        public @Nullable IpAddress connectAddress;
        public @Nullable Integer connectPort;
        public @Nullable IpAddress bindAddress;
        public int bindPort;
        public @Nullable String bindInterface;
        public long mark;

        private Network(Draft owner, IpAddress serverAddress, String keyword, SourceLocation location) {
            super(owner, keyword, location);
            this.serverAddress = serverAddress;
        }

        /** Whether the block says where to connect to or how. */
        public boolean saysHowToConnect() {
            return connectAddress != null
                    || connectPort != null
                    || bindAddress != null
                    || bindPort != 0
                    || bindInterface != null
                    || mark != 0
                    || checks.connectTimeout != null;
        }
    }

    /** {@code TCP_CHECK}. */
    public static final class Tcp extends Network {
        Tcp(RealServerDraft owner, SourceLocation location) {
            super(owner, owner.endpoint.address(), "TCP_CHECK", location);
        }
    }

    /** {@code PING_CHECK}. */
    public static final class Ping extends Network {
        Ping(RealServerDraft owner, SourceLocation location) {
            super(owner, owner.endpoint.address(), "PING_CHECK", location);
        }
    }

    /** {@code UDP_CHECK}. */
    public static final class Udp extends Network {
        public HexPattern payload = HexPattern.DEFAULT_PAYLOAD;
        public boolean requireReply;
        public @Nullable HexPattern reply;
        public int minReplyLength;
        public int maxReplyLength = 255;

        Udp(RealServerDraft owner, SourceLocation location) {
            super(owner, owner.endpoint.address(), "UDP_CHECK", location);
        }
    }

    /** {@code DNS_CHECK}. */
    public static final class Dns extends Network {
        public DnsType type = DnsType.SOA;
        public String name = "";

        Dns(RealServerDraft owner, SourceLocation location) {
            super(owner, owner.endpoint.address(), "DNS_CHECK", location);
        }
    }

    /** {@code SMTP_CHECK}. */
    public static final class Smtp extends Network {
        public @Nullable String heloName;
        public final List<SmtpHost> hosts = new ArrayList<>();

        Smtp(RealServerDraft owner, SourceLocation location) {
            super(owner, owner.endpoint.address(), "SMTP_CHECK", location);
        }
    }

    /** {@code host} of {@code SMTP_CHECK}: a checker of its own. */
    public static final class SmtpHost extends Network {
        SmtpHost(Smtp owner, SourceLocation location) {
            super(owner, owner.serverAddress, "host", location);
        }
    }

    /** {@code HTTP_GET} and {@code SSL_GET}. */
    public static final class Web extends Network {
        public final boolean tls;
        public HttpProtocol protocol = HttpProtocol.HTTP_1_0;
        public boolean fastRecovery;
        public boolean sni;
        public @Nullable String sniName;
        public boolean closeNotify;
        public final List<UrlDraft> urls = new ArrayList<>();

        Web(RealServerDraft owner, boolean tls, SourceLocation location) {
            super(owner, owner.endpoint.address(), tls ? "SSL_GET" : "HTTP_GET", location);
            this.tls = tls;
        }
    }

    /** {@code MISC_CHECK}. */
    public static final class Misc extends CheckerDraft {
        public @Nullable ScriptDraft script;
        public @Nullable ScriptUser user;
        /** A user was named that does not exist. */
        public boolean userUnknown;
        /** Whole seconds; 0 for the virtual server's {@code delay_loop}. */
        public long timeout;

        public boolean dynamic;

        Misc(RealServerDraft owner, SourceLocation location) {
            super(owner, "MISC_CHECK", location);
        }
    }

    /** {@code FILE_CHECK}. */
    public static final class File extends CheckerDraft {
        public @Nullable String trackFile;
        /** Those of the {@code track_file} once the block has been read and says nothing. */
        public @Nullable Integer weight;

        /** Likewise. */
        public @Nullable Boolean reverse;

        File(RealServerDraft owner, SourceLocation location) {
            super(owner, "FILE_CHECK", location);
        }
    }

    /** {@code BFD_CHECK}. */
    public static final class Bfd extends CheckerDraft {
        public @Nullable String instance;

        Bfd(RealServerDraft owner, SourceLocation location) {
            super(owner, "BFD_CHECK", location);
        }
    }
}
