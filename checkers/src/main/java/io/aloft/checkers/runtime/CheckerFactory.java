package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.dns.DnsChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.health.CheckedServer;
import io.aloft.checkers.http.HttpChecker;
import io.aloft.checkers.http.WebLayer;
import io.aloft.checkers.misc.MiscChecker;
import io.aloft.checkers.misc.ProgramRunner;
import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.checkers.netty.Connector;
import io.aloft.checkers.ping.PingChecker;
import io.aloft.checkers.ping.PingGroupRange;
import io.aloft.checkers.smtp.SmtpChecker;
import io.aloft.checkers.tcp.TcpChecker;
import io.aloft.checkers.tls.TlsClient;
import io.aloft.checkers.tls.TlsFileException;
import io.aloft.checkers.udp.UdpChecker;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.TlsClientSpec;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the checker that a specification asks for: the one place that knows every kind. For the loop's thread. */
final class CheckerFactory implements CheckerMaker, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CheckerFactory.class);

    private final CheckEventLoop eventLoop;
    private final ProgramRunner programs;
    private final PingGroupRange pingGroups = new PingGroupRange();
    private final SecureRandom queryIds = new SecureRandom();
    private @Nullable TlsClientSpec tlsSpec;
    private @Nullable Tls tls;

    /** A client, or why there is none; exactly one is null. */
    private record Tls(@Nullable WebLayer layer, @Nullable String obstacle) {}

    CheckerFactory(CheckEventLoop eventLoop, ProgramRunner programs) {
        this.eventLoop = eventLoop;
        this.programs = programs;
    }

    @Override
    public void useCertificate(@Nullable TlsClientSpec spec) {
        tlsSpec = spec;
        tls = null;
    }

    @Override
    public HealthChecker create(CheckedServer server, CheckerSpec.Polled spec) {
        String name = server.toString();
        return switch (spec) {
            case CheckerSpec.TcpCheck tcp -> new TcpChecker(name, connector(tcp));
            case CheckerSpec.HttpGet http -> web(server, http, WebLayer.PLAIN);
            case CheckerSpec.SslGet ssl -> ssl(server, ssl);
            case CheckerSpec.SmtpCheck smtp -> new SmtpChecker(name, smtp, connector(smtp));
            case CheckerSpec.DnsCheck dns -> new DnsChecker(name, dns, connector(dns), queryIds);
            case CheckerSpec.UdpCheck udp -> new UdpChecker(name, udp, connector(udp));
            case CheckerSpec.PingCheck ping -> new PingChecker(server, connector(ping), pingGroups);
            case CheckerSpec.MiscCheck misc -> new MiscChecker(misc, eventLoop.loop(), programs);
        };
    }

    private HealthChecker web(CheckedServer server, CheckerSpec.Web spec, WebLayer layer) {
        return new HttpChecker(server.toString(), server.virtualServer().toString(), spec, connector(spec), layer);
    }

    private HealthChecker ssl(CheckedServer server, CheckerSpec.SslGet spec) {
        if (tls == null) {
            tls = openTls();
        }
        WebLayer layer = tls.layer();
        if (layer != null) {
            return web(server, spec, layer);
        }
        // Without its certificate a check would be another one than was configured.
        var obstacle = new CheckResult.NotChecked(tls.obstacle() + " (" + server + "): SSL_GET is not checked");
        return (_, report) -> report.accept(obstacle);
    }

    /** keepalived ends itself when a file of the block SSL cannot be used; here only the checks that need it do not run. */
    private Tls openTls() {
        try {
            return new Tls(TlsClient.of(tlsSpec), null);
        } catch (TlsFileException e) {
            log.error(
                    "{}; no SSL_GET is checked until this is mended and the configuration loaded again",
                    e.getMessage());
            return new Tls(null, String.valueOf(e.getMessage()));
        }
    }

    private Connector connector(CheckerSpec.Network spec) {
        return new Connector(eventLoop, spec.connect());
    }

    /** Gives back what was changed on this machine to make checks possible. */
    @Override
    public void close() {
        pingGroups.close();
    }
}
