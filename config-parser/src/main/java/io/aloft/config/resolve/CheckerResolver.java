package io.aloft.config.resolve;

import io.aloft.config.bind.CheckSettings;
import io.aloft.config.bind.CheckerDraft;
import io.aloft.config.bind.RealServerDraft;
import io.aloft.config.bind.UrlDraft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.model.lvs.CheckDefaults;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.CheckerSpec.WebSettings;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.ScriptCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checkers: each setting comes from the checker, else its real server, else its virtual server, else the default. */
final class CheckerResolver {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WEB_RETRY_DELAY = Duration.ofSeconds(3);
    private static final String HELO_NAME = "smtpchecker.keepalived.org";

    private final Diagnostics diagnostics;
    private final ScriptResolver scripts;
    private final boolean logAllFailures;

    CheckerResolver(Diagnostics diagnostics, ScriptResolver scripts, boolean logAllFailures) {
        this.diagnostics = diagnostics;
        this.scripts = scripts;
        this.logAllFailures = logAllFailures;
    }

    /** What one level says, completed by the level around it; that level's object when it adds nothing. */
    static CheckDefaults inherit(CheckSettings own, CheckDefaults outer) {
        if (own.isEmpty()) {
            return outer;
        }
        return new CheckDefaults(
                own.delayLoop == null ? outer.delayLoop() : own.delayLoop,
                own.connectTimeout == null ? outer.connectTimeout() : own.connectTimeout,
                own.retry == null ? outer.retry() : own.retry,
                own.delayBeforeRetry == null ? outer.delayBeforeRetry() : own.delayBeforeRetry,
                own.warmup == null ? outer.warmup() : own.warmup,
                own.alpha == null ? outer.alpha() : own.alpha,
                own.virtualHost == null ? outer.virtualHost() : own.virtualHost);
    }

    /**
     * The checkers of one real server that can be used; the others are reported.
     *
     * @param service settings of its virtual server
     * @param server its own settings
     * @param port of the service
     */
    List<CheckerSpec> resolve(RealServerDraft draft, CheckDefaults service, CheckDefaults server, int port) {
        if (draft.checkers.isEmpty()) {
            return List.of();
        }
        var specs = new ArrayList<CheckerSpec>(draft.checkers.size());
        var one = new OneServer(
                draft.endpoint.port() == 0 ? new Endpoint(draft.endpoint.address(), port) : draft.endpoint,
                service,
                server);
        for (CheckerDraft checker : draft.checkers) {
            add(checker, one, specs);
        }
        return specs;
    }

    /**
     * @param endpoint where checkers go that say nothing; a server without port of its own is checked on the service's port,
     *     where keepalived would try port 0
     */
    private record OneServer(Endpoint endpoint, CheckDefaults service, CheckDefaults server) {}

    private void add(CheckerDraft checker, OneServer one, List<CheckerSpec> specs) {
        switch (checker) {
            case CheckerDraft.Tcp tcp ->
                specs.add(new CheckerSpec.TcpCheck(connect(tcp, one), timing(tcp, one.server(), 1, SECOND)));
            case CheckerDraft.Ping ping ->
                specs.add(new CheckerSpec.PingCheck(connect(ping, one), timing(ping, one.server(), 1, SECOND)));
            case CheckerDraft.Udp udp ->
                specs.add(new CheckerSpec.UdpCheck(
                        connect(udp, one),
                        timing(udp, one.server(), 1, SECOND),
                        udp.payload,
                        udp.requireReply,
                        udp.reply,
                        udp.minReplyLength,
                        udp.maxReplyLength));
            case CheckerDraft.Dns dns ->
                specs.add(new CheckerSpec.DnsCheck(
                        connect(dns, one), timing(dns, one.server(), 3, null), dns.type, dns.name));
            case CheckerDraft.Smtp smtp -> addSmtp(smtp, one, specs);
            case CheckerDraft.SmtpHost _ -> throw new IllegalStateException("a host stands in an SMTP_CHECK only");
            case CheckerDraft.Web web -> addWeb(web, one, specs);
            case CheckerDraft.Misc misc -> addMisc(misc, one, specs);
            case CheckerDraft.File file -> {
                if (file.trackFile != null && file.weight != null) {
                    specs.add(
                            new CheckerSpec.FileCheck(file.trackFile, file.weight, Boolean.TRUE.equals(file.reverse)));
                }
            }
            case CheckerDraft.Bfd bfd -> {
                if (bfd.instance != null) {
                    boolean alpha = bfd.checks.alpha == null ? one.server().alpha() : bfd.checks.alpha;
                    specs.add(new CheckerSpec.BfdCheck(bfd.instance, alpha));
                }
            }
        }
    }

    /**
     * Every {@code host} is a checker of its own. The SMTP_CHECK around them asks too when it says where; keepalived would give
     * what a host says to that one.
     */
    private void addSmtp(CheckerDraft.Smtp smtp, OneServer one, List<CheckerSpec> specs) {
        String helo = smtp.heloName == null ? HELO_NAME : smtp.heloName;
        CheckTiming timing = timing(smtp, one.server(), 1, SECOND);
        if (smtp.hosts.isEmpty() || smtp.saysHowToConnect()) {
            specs.add(new CheckerSpec.SmtpCheck(connect(smtp, one), timing, helo));
        }
        CheckDefaults shared = inherit(smtp.checks, one.server());
        for (CheckerDraft.SmtpHost host : smtp.hosts) {
            if (host.logAllFailures == null) {
                host.logAllFailures = smtp.logAllFailures;
            }
            ConnectSpec connect = connect(host, new OneServer(one.endpoint(), one.service(), shared));
            specs.add(new CheckerSpec.SmtpCheck(connect, timing(host, shared, 1, SECOND), helo));
        }
    }

    private void addWeb(CheckerDraft.Web web, OneServer one, List<CheckerSpec> specs) {
        if (web.urls.isEmpty()) {
            diagnostics.error(
                    Code.CHECKER_WITHOUT_URL,
                    web.location(),
                    StatusClass.GENERAL_ERROR,
                    "no url with a path; the checker is ignored; " + web.label());
            return;
        }
        CheckTiming timing = timing(web, one.server(), 1, WEB_RETRY_DELAY);
        List<UrlSpec> urls = urls(web, one);
        specs.add(
                web.tls
                        ? new CheckerSpec.SslGet(connect(web, one), timing, urls, settings(web))
                        : new CheckerSpec.HttpGet(connect(web, one), timing, urls, settings(web)));
    }

    private static WebSettings settings(CheckerDraft.Web web) {
        var settings = new WebSettings(
                web.protocol, web.checks.virtualHost, web.fastRecovery, web.sni, web.sniName, web.closeNotify);
        // Most checkers say nothing here and then share one object.
        return settings.equals(WebSettings.DEFAULT) ? WebSettings.DEFAULT : settings;
    }

    private static List<UrlSpec> urls(CheckerDraft.Web web, OneServer one) {
        String inherited = web.checks.virtualHost == null ? one.server().virtualHost() : web.checks.virtualHost;
        var urls = new ArrayList<UrlSpec>(web.urls.size());
        for (UrlDraft url : web.urls) {
            String path = url.path;
            if (path != null) {
                urls.add(new UrlSpec(
                        path,
                        url.statusCodes,
                        url.digest,
                        url.regex == null ? null : url.regex.spec(),
                        url.virtualHost == null ? inherited : url.virtualHost,
                        web.tls && web.sni ? serverName(web, url, one) : null,
                        url.closeNotify == null ? web.closeNotify : url.closeNotify));
            }
        }
        return urls;
    }

    /** The real server's {@code virtualhost} is not asked, as in keepalived. */
    private static @Nullable String serverName(CheckerDraft.Web web, UrlDraft url, OneServer one) {
        if (web.sniName != null) {
            return web.sniName;
        }
        if (url.virtualHost != null) {
            return url.virtualHost;
        }
        return web.checks.virtualHost == null ? one.service().virtualHost() : web.checks.virtualHost;
    }

    private void addMisc(CheckerDraft.Misc misc, OneServer one, List<CheckerSpec> specs) {
        if (misc.userUnknown || misc.script == null) {
            diagnostics.error(
                    Code.SCRIPT_USER_UNKNOWN,
                    misc.location(),
                    StatusClass.GENERAL_ERROR,
                    "its user does not exist; the checker is ignored; " + misc.label());
            return;
        }
        ScriptCommand command = scripts.resolve(misc.script.withUser(misc.user));
        if (command != null) {
            // keepalived takes the virtual server's delay_loop even where the checker has its own.
            Duration timeout = misc.timeout == 0 ? one.service().delayLoop() : Duration.ofSeconds(misc.timeout);
            specs.add(new CheckerSpec.MiscCheck(timing(misc, one.server(), 0, SECOND), command, timeout, misc.dynamic));
        }
    }

    /**
     * @param retry of this kind of checker when nobody says
     * @param delayBeforeRetry likewise; null for the checker's delay_loop
     */
    private CheckTiming timing(
            CheckerDraft draft, CheckDefaults server, long retry, @Nullable Duration delayBeforeRetry) {
        CheckDefaults own = inherit(draft.checks, server);
        Duration delayLoop = own.delayLoop();
        Duration retryDelay = delayBeforeRetry == null ? delayLoop : delayBeforeRetry;
        return new CheckTiming(
                delayLoop,
                own.retry() == null ? retry : own.retry(),
                own.delayBeforeRetry() == null ? retryDelay : own.delayBeforeRetry(),
                own.warmup() == null ? delayLoop : own.warmup(),
                own.alpha(),
                logAllFailures || Boolean.TRUE.equals(draft.logAllFailures));
    }

    private static ConnectSpec connect(CheckerDraft.Network draft, OneServer one) {
        IpAddress address = draft.connectAddress == null ? one.endpoint().address() : draft.connectAddress;
        int port = draft.connectPort == null ? one.endpoint().port() : draft.connectPort;
        Duration timeout =
                draft.checks.connectTimeout == null ? one.server().connectTimeout() : draft.checks.connectTimeout;
        return new ConnectSpec(
                new Endpoint(address, port),
                draft.bindAddress,
                draft.bindPort,
                draft.bindInterface,
                draft.mark,
                timeout);
    }
}
