package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.health.CheckedServer;
import io.aloft.checkers.http.HttpChecker;
import io.aloft.checkers.http.WebLayer;
import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.checkers.netty.Connector;
import io.aloft.checkers.smtp.SmtpChecker;
import io.aloft.checkers.tcp.TcpChecker;
import io.aloft.checkers.tls.TlsClient;
import io.aloft.checkers.tls.TlsFileException;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.TlsClientSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the checker that a specification asks for: the one place that knows every kind. */
final class CheckerFactory {

    private static final Logger log = LoggerFactory.getLogger(CheckerFactory.class);

    private final CheckEventLoop eventLoop;
    private final @Nullable TlsClientSpec certificate;
    private @Nullable TlsClient tls;
    private @Nullable String tlsObstacle;

    /** @param certificate what SSL_GET shows of itself (block {@code SSL}); null for none */
    CheckerFactory(CheckEventLoop eventLoop, @Nullable TlsClientSpec certificate) {
        this.eventLoop = eventLoop;
        this.certificate = certificate;
    }

    /**
     * A checker of one real server.
     *
     * @throws IllegalStateException for a kind that is not built; the loader lets none of them run
     */
    HealthChecker create(CheckedServer server, CheckerSpec.Polled spec) {
        return switch (spec) {
            case CheckerSpec.TcpCheck tcp -> tcp(server, tcp);
            case CheckerSpec.HttpGet http -> http(server, http);
            case CheckerSpec.SslGet ssl -> ssl(server, ssl);
            case CheckerSpec.SmtpCheck smtp -> smtp(server, smtp);
            case CheckerSpec.DnsCheck dns -> dns(server, dns);
            case CheckerSpec.UdpCheck udp -> udp(server, udp);
            case CheckerSpec.PingCheck ping -> ping(server, ping);
            case CheckerSpec.MiscCheck misc -> misc(server, misc);
        };
    }

    private HealthChecker tcp(CheckedServer server, CheckerSpec.TcpCheck spec) {
        return new TcpChecker(server.toString(), connector(spec));
    }

    private HealthChecker http(CheckedServer server, CheckerSpec.HttpGet spec) {
        return new HttpChecker(
                server.toString(), server.virtualServer().toString(), spec, connector(spec), WebLayer.PLAIN);
    }

    private HealthChecker ssl(CheckedServer server, CheckerSpec.SslGet spec) {
        TlsClient layer = tls();
        if (layer == null) {
            // Without its certificate a check would be another one than was configured.
            var result = new CheckResult.NotChecked(tlsObstacle + " (" + server + "): SSL_GET is not checked");
            return (_, report) -> report.accept(result);
        }
        return new HttpChecker(server.toString(), server.virtualServer().toString(), spec, connector(spec), layer);
    }

    /** All checks share one client, made when the first of them needs it; null when a file cannot be used. */
    private @Nullable TlsClient tls() {
        if (tls == null && tlsObstacle == null) {
            try {
                tls = TlsClient.of(certificate);
            } catch (TlsFileException e) {
                tlsObstacle = e.getMessage();
                log.error(
                        "{}; no SSL_GET is checked until this is mended and the configuration loaded again",
                        tlsObstacle);
            }
        }
        return tls;
    }

    private HealthChecker smtp(CheckedServer server, CheckerSpec.SmtpCheck spec) {
        return new SmtpChecker(server.toString(), spec, connector(spec));
    }

    private HealthChecker dns(CheckedServer server, CheckerSpec.DnsCheck spec) {
        throw notBuilt(server, spec);
    }

    private HealthChecker udp(CheckedServer server, CheckerSpec.UdpCheck spec) {
        throw notBuilt(server, spec);
    }

    private HealthChecker ping(CheckedServer server, CheckerSpec.PingCheck spec) {
        throw notBuilt(server, spec);
    }

    private HealthChecker misc(CheckedServer server, CheckerSpec.MiscCheck spec) {
        throw notBuilt(server, spec);
    }

    private static IllegalStateException notBuilt(CheckedServer server, CheckerSpec spec) {
        return new IllegalStateException(spec.keyword() + " of " + server + " is not built");
    }

    private Connector connector(CheckerSpec.Network spec) {
        return new Connector(eventLoop, spec.connect());
    }
}
