package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckedServer;
import io.aloft.checkers.http.HttpChecker;
import io.aloft.checkers.http.WebLayer;
import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.checkers.netty.Connector;
import io.aloft.checkers.tcp.TcpChecker;
import io.aloft.model.lvs.CheckerSpec;

/** Makes the checker that a specification asks for: the one place that knows every kind. */
final class CheckerFactory {

    private final CheckEventLoop eventLoop;

    CheckerFactory(CheckEventLoop eventLoop) {
        this.eventLoop = eventLoop;
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
        return new HttpChecker(server.toString(), server.virtualServer().toString(), spec, connector(spec), WebLayer.PLAIN);
    }

    private HealthChecker ssl(CheckedServer server, CheckerSpec.SslGet spec) {
        throw notBuilt(server, spec);
    }

    private HealthChecker smtp(CheckedServer server, CheckerSpec.SmtpCheck spec) {
        throw notBuilt(server, spec);
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
