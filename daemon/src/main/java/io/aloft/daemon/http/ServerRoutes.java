package io.aloft.daemon.http;

import io.aloft.checkers.health.HealthStatus;
import io.aloft.checkers.health.ServerOverride;
import io.aloft.daemon.http.ServerNames.UnknownServerException;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** {@code /servers}: looks at virtual and real servers, and takes real servers out and back. */
final class ServerRoutes implements Routes {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final ServerControl servers;
    private final Executor writer;

    /** @param writer finds servers and writes answers, which takes its time when there are many: not on the loops' threads */
    ServerRoutes(ServerControl servers, Executor writer) {
        this.servers = servers;
        this.writer = writer;
    }

    /** What is asked cannot be done as it stands. */
    private static final class BadRequestException extends Exception {
        private static final long serialVersionUID = 1;

        BadRequestException(String message) {
            super(message);
        }
    }

    @Override
    public CompletionStage<Answer> answer(Request request) {
        return switch (request.path()) {
            case "/servers" ->
                request.method().equals("GET")
                        ? servers.status().thenApplyAsync(status -> shown(status, request), writer)
                        : problem(METHOD_NOT_ALLOWED, "/servers takes GET");
            case "/servers/override" ->
                request.method().equals("POST")
                        ? override(request)
                        : problem(METHOD_NOT_ALLOWED, "/servers/override takes POST");
            default -> problem(NOT_FOUND, "there is /servers and /servers/override, and nothing else");
        };
    }

    private static CompletionStage<Answer> problem(int status, String sentence) {
        return CompletableFuture.completedFuture(Answer.problem(status, sentence));
    }

    private Answer shown(HealthStatus status, Request request) {
        var list = new ServerList(status, servers.kernel(), servers.syncDaemon());
        return request.parameter("format").equals("text")
                ? Answer.text(ServersText.of(list))
                : Answer.json(ServersJson.of(list));
    }

    private CompletionStage<Answer> override(Request request) {
        ServerOverride override;
        try {
            override = wish(request.parameter("override"), request.parameter("weight"));
        } catch (BadRequestException e) {
            return problem(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        return servers.status().thenComposeAsync(status -> override(request, override, status), writer);
    }

    private CompletionStage<Answer> override(Request request, ServerOverride override, HealthStatus status) {
        VirtualServerKey virtualServer;
        Endpoint realServer;
        try {
            virtualServer = ServerNames.virtualServer(
                    status.virtualServers().stream()
                            .map(HealthStatus.VirtualServer::key)
                            .toList(),
                    request.parameter("virtual_server"));
            realServer = ServerNames.realServer(
                    virtualServer, realServers(status, virtualServer), request.parameter("real_server"));
        } catch (UnknownServerException e) {
            return problem(NOT_FOUND, String.valueOf(e.getMessage()));
        }
        return servers.override(virtualServer, realServer, override)
                .thenCompose(known -> known
                        ? servers.status()
                                .thenApplyAsync(after -> shown(only(after, virtualServer, realServer), request), writer)
                        : problem(NOT_FOUND, "a reload has just removed it"));
    }

    private static List<Endpoint> realServers(HealthStatus status, VirtualServerKey of) {
        return status.virtualServers().stream()
                .filter(each -> each.key().equals(of))
                .flatMap(each -> each.realServers().stream())
                .map(HealthStatus.RealServer::endpoint)
                .toList();
    }

    private static ServerOverride wish(String word, String weight) throws BadRequestException {
        return switch (word) {
            case "drain" -> new ServerOverride.Drain();
            case "enable" -> new ServerOverride.Enable();
            case "weight" -> new ServerOverride.Weight(number(weight));
            default -> throw new BadRequestException("override: " + word + " (expected: drain, enable or weight)");
        };
    }

    private static int number(String weight) throws BadRequestException {
        try {
            int number = Integer.parseInt(weight);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a negative one.
        }
        throw new BadRequestException("weight: " + weight + " (expected: 0 to 2147483647)");
    }

    /** The one real server that was changed, in its virtual server. */
    private static HealthStatus only(HealthStatus status, VirtualServerKey virtualServer, Endpoint realServer) {
        return new HealthStatus(status.virtualServers().stream()
                .filter(each -> each.key().equals(virtualServer))
                .map(each -> new HealthStatus.VirtualServer(
                        each.key(),
                        each.quorumUp(),
                        each.weight(),
                        each.quorum(),
                        each.hysteresis(),
                        each.sorryServer(),
                        each.sorryServerInUse(),
                        each.suspended(),
                        each.realServers().stream()
                                .filter(server -> server.endpoint().equals(realServer))
                                .toList()))
                .toList());
    }
}
