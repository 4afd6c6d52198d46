package io.aloft.config.resolve;

import io.aloft.config.bind.CheckSettings;
import io.aloft.config.bind.CheckerDraft;
import io.aloft.config.bind.RealServerDraft;
import io.aloft.config.bind.UrlDraft;
import io.aloft.config.bind.VirtualServerDraft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checkers: each setting comes from the checker, else its real server, else its virtual server, else the default. */
final class CheckerResolver {

    private static final Duration DELAY_LOOP = Duration.ofSeconds(60);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Diagnostics diagnostics;

    CheckerResolver(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    List<CheckerSpec> resolve(VirtualServerDraft service, RealServerDraft server) {
        var specs = new ArrayList<CheckerSpec>();
        for (CheckerDraft draft : server.checkers) {
            List<CheckSettings> levels = List.of(draft.checks, server.checks, service.checks);
            ConnectSpec connect = connect(draft, service, server, levels);
            switch (draft.kind) {
                case TCP_CHECK ->
                    specs.add(new CheckerSpec.TcpCheck(
                            connect, timing(draft, service, levels, 1, Duration.ofSeconds(1))));
                case HTTP_GET -> {
                    if (draft.urls.isEmpty()) {
                        diagnostics.error(
                                Code.CHECKER_WITHOUT_URL,
                                draft.location(),
                                StatusClass.GENERAL_ERROR,
                                "no url with a path; the checker is ignored; " + draft.label());
                    } else {
                        specs.add(new CheckerSpec.HttpGet(
                                connect,
                                timing(draft, service, levels, 1, Duration.ofSeconds(3)),
                                urls(draft, levels),
                                draft.httpProtocol));
                    }
                }
            }
        }
        return specs;
    }

    private static <V> @Nullable V first(List<CheckSettings> levels, Function<CheckSettings, @Nullable V> of) {
        for (CheckSettings level : levels) {
            V value = of.apply(level);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static <V> V first(List<CheckSettings> levels, Function<CheckSettings, @Nullable V> of, V otherwise) {
        V found = first(levels, of);
        return found == null ? otherwise : found;
    }

    private static CheckTiming timing(
            CheckerDraft draft,
            VirtualServerDraft service,
            List<CheckSettings> levels,
            long retry,
            Duration delayBeforeRetry) {
        Duration delayLoop = first(levels, level -> level.delayLoop, DELAY_LOOP);
        return new CheckTiming(
                delayLoop,
                first(levels, level -> level.retry, retry),
                first(levels, level -> level.delayBeforeRetry, delayBeforeRetry),
                first(levels, level -> level.warmup, delayLoop),
                first(levels, level -> level.alpha, service.alpha));
    }

    /** A server without port of its own is checked on the service's port, where keepalived would try port 0. */
    private static ConnectSpec connect(
            CheckerDraft draft, VirtualServerDraft service, RealServerDraft server, List<CheckSettings> levels) {
        IpAddress address = draft.connectAddress == null ? server.endpoint.address() : draft.connectAddress;
        int own = server.endpoint.port() == 0 ? service.endpoint.port() : server.endpoint.port();
        int port = draft.connectPort == null ? own : draft.connectPort;
        return new ConnectSpec(
                new Endpoint(address, port),
                draft.bindAddress,
                draft.bindPort,
                first(levels, level -> level.connectTimeout, CONNECT_TIMEOUT));
    }

    private static List<UrlSpec> urls(CheckerDraft draft, List<CheckSettings> levels) {
        String inherited = first(levels, level -> level.virtualHost);
        var urls = new ArrayList<UrlSpec>();
        for (UrlDraft url : draft.urls) {
            String host = url.virtualHost == null ? inherited : url.virtualHost;
            urls.add(new UrlSpec(url.path == null ? "/" : url.path, url.statusCodes, url.digest, host));
        }
        return urls;
    }
}
