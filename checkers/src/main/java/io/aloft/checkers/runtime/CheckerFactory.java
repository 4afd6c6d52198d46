package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.BuiltChecks;
import io.aloft.checkers.health.CheckedServer;
import io.aloft.checkers.http.HttpChecker;
import io.aloft.checkers.http.WebLayer;
import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.checkers.netty.Connector;
import io.aloft.checkers.tcp.TcpChecker;
import io.aloft.model.lvs.CheckerSpec;

/** Makes the checker that a specification asks for. */
final class CheckerFactory {

    private final CheckEventLoop eventLoop;

    CheckerFactory(CheckEventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    HealthChecker create(CheckedServer server, CheckerSpec spec) {
        return BuiltChecks.choose(
                spec,
                tcp -> new TcpChecker(server.toString(), connector(tcp)),
                http -> new HttpChecker(
                        server.toString(), server.virtualServer().toString(), http, connector(http), WebLayer.PLAIN));
    }

    private Connector connector(CheckerSpec.Network spec) {
        return new Connector(eventLoop, spec.connect());
    }
}
