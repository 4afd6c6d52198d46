package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckedServer;
import io.aloft.checkers.http.HttpChecker;
import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.checkers.netty.Connector;
import io.aloft.checkers.tcp.TcpChecker;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.net.Endpoint;

/** Makes the checker that a specification asks for. */
final class CheckerFactory {

    private final CheckEventLoop eventLoop;

    CheckerFactory(CheckEventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    HealthChecker create(CheckedServer server, CheckerSpec spec) {
        var connector = new Connector(eventLoop, withPort(spec.connect(), server));
        return switch (spec) {
            case CheckerSpec.TcpCheck _ -> new TcpChecker(server.toString(), connector);
            case CheckerSpec.HttpGet http ->
                new HttpChecker(server.toString(), server.virtualServer().toString(), http, connector);
        };
    }

    /** Where nobody named a port, the real server's or else the virtual server's is meant; keepalived tries port 0. */
    private static ConnectSpec withPort(ConnectSpec connect, CheckedServer server) {
        if (connect.target().port() != 0) {
            return connect;
        }
        int port = server.endpoint().port() != 0
                ? server.endpoint().port()
                : server.virtualServer().endpoint().port();
        return new ConnectSpec(
                new Endpoint(connect.target().address(), port),
                connect.bindAddress(),
                connect.bindPort(),
                connect.timeout());
    }
}
