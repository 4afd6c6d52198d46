package io.aloft.config.bind;

import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.LvsGlobals.Flush;
import io.aloft.model.lvs.LvsGlobals.Marking;
import io.aloft.model.lvs.LvsGlobals.SyncDaemon;
import io.aloft.model.lvs.LvsGlobals.Timeouts;
import io.aloft.model.net.IpAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code global_defs} says about virtual servers as a whole. */
public final class LvsGlobalDraft {

    @Nullable
    Integer tcpTimeout;

    @Nullable
    Integer tcpFinTimeout;

    @Nullable
    Integer udpTimeout;

    boolean flushAtStart;
    Flush flushOnStop = LvsGlobals.DEFAULT.flushOnStop();

    @Nullable
    SyncDaemonDraft syncDaemon;

    @Nullable
    String markingTable;

    int markingPriority;
    long firstMark;

    @Nullable
    TlsClientDraft tls;

    public boolean logAllFailures;
    public boolean sharedChecks;
    boolean notifyFirstState;
    boolean onlyServerMails;
    final SocketBuffersDraft commandBuffers = new SocketBuffersDraft();
    final SocketBuffersDraft monitorBuffers = new SocketBuffersDraft();

    /** {@code lvs_sync_daemon} as written. */
    static final class SyncDaemonDraft {
        private final String interfaceName;

        @Nullable
        String instance;

        @Nullable
        Integer id;

        int maxLength;
        int port;
        int ttl;

        @Nullable
        IpAddress group;

        SyncDaemonDraft(String interfaceName) {
            this.interfaceName = interfaceName;
        }
    }

    /** Whether groups become one firewall mark each. */
    public boolean isMarking() {
        return markingTable != null;
    }

    /** The settings; {@code vrids} gives the VRID of an instance that exists, else null. */
    public LvsGlobals settings(Function<String, @Nullable Integer> vrids) {
        return new LvsGlobals(
                new Timeouts(tcpTimeout, tcpFinTimeout, udpTimeout),
                flushAtStart,
                flushOnStop,
                syncDaemon == null ? null : syncDaemon(syncDaemon, vrids),
                markingTable == null ? null : new Marking(markingTable, markingPriority, firstMark),
                tls == null ? null : tls.spec(),
                logAllFailures,
                notifyFirstState,
                onlyServerMails,
                commandBuffers.settings(),
                monitorBuffers.settings(),
                sharedChecks);
    }

    private static SyncDaemon syncDaemon(SyncDaemonDraft draft, Function<String, @Nullable Integer> vrids) {
        Integer vrid = draft.instance == null ? null : vrids.apply(draft.instance);
        int standard = vrid == null ? 0 : vrid;
        return new SyncDaemon(
                draft.interfaceName,
                vrid == null ? null : draft.instance,
                draft.id == null ? standard : draft.id,
                draft.maxLength,
                draft.port,
                draft.ttl,
                draft.group);
    }
}
