package io.aloft.config.bind;

import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.model.net.Endpoint;

/** {@code real_server}. */
final class RealServerBinding {

    static final BlockBinding<RealServerDraft> BLOCK = checkers(CheckSettingsBinding.addTo(
                    new BlockBinding<RealServerDraft>("virtual_server/real_server"), server -> server.checks)
            .number("weight", (server, weight) -> server.weight = (int) weight)
            .statement("lvs_method", (server, directive, statement, context) -> {
                var forwarding = ForwardingMethods.read(directive, statement, context);
                server.forwarding = forwarding == null ? server.forwarding : forwarding;
            })
            .number("uthreshold", (server, limit) -> server.upperThreshold = limit)
            .number("lthreshold", (server, limit) -> server.lowerThreshold = limit)
            .bool("inhibit_on_failure", (server, on) -> server.inhibit = on)
            .bool("alpha", (server, on) -> server.checks.alpha = on)
            .bool("smtp_alert", (server, on) -> server.smtpAlert = on)
            .word("virtualhost", (server, name) -> server.checks.virtualHost = name)
            .onlyWord("snmp_name", (server, name) -> server.snmpName = name)
            .duration("#@aloft slow_start", (server, time) -> server.slowStart = time)
            .script("notify_up", (server, script) -> server.notifyUp = script)
            .script("notify_down", (server, script) -> server.notifyDown = script));

    private RealServerBinding() {}

    private static BlockBinding<RealServerDraft> checkers(BlockBinding<RealServerDraft> block) {
        return block.statement("TCP_CHECK", CheckerBinding::tcp)
                .statement("PING_CHECK", CheckerBinding::ping)
                .statement("UDP_CHECK", CheckerBinding::udp)
                .statement("SMTP_CHECK", CheckerBinding::smtp)
                .statement("DNS_CHECK", CheckerBinding::dns)
                .statement("HTTP_GET", WebCheckBinding::http)
                .statement("SSL_GET", WebCheckBinding::ssl)
                .statement("MISC_CHECK", LocalCheckBinding::misc)
                .statement("FILE_CHECK", LocalCheckBinding::file)
                .statement("BFD_CHECK", LocalCheckBinding::bfd);
    }

    static void open(VirtualServerDraft owner, Directive directive, Statement statement, BindContext context) {
        Endpoint endpoint = Endpoints.read("real_server", statement.arguments(), "the whole block is ignored", context);
        if (endpoint == null) {
            context.config().leftOutServers().add(statement.rawText());
            return;
        }
        var draft = new RealServerDraft(owner, endpoint, statement.location());
        owner.realServers.add(draft);
        BlockReader.read(BLOCK, draft, statement, context);
        boolean tunnelled = draft.forwarding != null && draft.forwarding.isTunnel();
        if (owner.family == null && !tunnelled) {
            owner.family = endpoint.address().family();
        }
    }
}
