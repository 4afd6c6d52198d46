package io.aloft.config.bind;

import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.model.net.Endpoint;

/** {@code real_server}. */
final class RealServerBinding {

    static final BlockBinding<RealServerDraft> BLOCK = CheckSettingsBinding.addTo(
                    new BlockBinding<RealServerDraft>("virtual_server/real_server"), server -> server.checks)
            .number("weight", (server, weight) -> server.weight = (int) weight)
            .statement("lvs_method", (server, directive, statement, context) -> {
                var method = ForwardingMethods.read(directive, statement, context);
                if (method != null) {
                    server.method = method;
                }
            })
            .number("uthreshold", (server, limit) -> server.upperThreshold = limit)
            .number("lthreshold", (server, limit) -> server.lowerThreshold = limit)
            .bool("inhibit_on_failure", (server, on) -> server.inhibit = on)
            .bool("alpha", (server, on) -> server.checks.alpha = on)
            .word("virtualhost", (server, name) -> server.checks.virtualHost = name)
            .script("notify_up", (server, script) -> server.notifyUp = script)
            .script("notify_down", (server, script) -> server.notifyDown = script)
            .statement(
                    "TCP_CHECK",
                    (server, directive, statement, context) ->
                            CheckerBinding.open(server, CheckerDraft.Kind.TCP_CHECK, statement, context))
            .statement(
                    "HTTP_GET",
                    (server, directive, statement, context) ->
                            CheckerBinding.open(server, CheckerDraft.Kind.HTTP_GET, statement, context));

    private RealServerBinding() {}

    static void open(VirtualServerDraft owner, Directive directive, Statement statement, BindContext context) {
        Endpoint endpoint = Endpoints.read("real_server", statement.arguments(), "the whole block is ignored", context);
        if (endpoint == null) {
            return;
        }
        var draft = new RealServerDraft(owner, endpoint, statement.location());
        owner.realServers.add(draft);
        BlockReader.read(BLOCK, draft, statement, context);
    }
}
