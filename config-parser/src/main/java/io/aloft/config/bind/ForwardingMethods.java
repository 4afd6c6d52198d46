package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.Forwarding.Checksum;
import io.aloft.model.lvs.Forwarding.Tunnel;
import io.aloft.model.lvs.Forwarding.TunnelType;
import io.aloft.model.lvs.ForwardingMethod;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** NAT, DR or TUN, with the options of a tunnel. */
final class ForwardingMethods {

    private static final Map<String, Forwarding> METHODS =
            Map.of("NAT", Forwarding.NAT, "DR", Forwarding.DR, "TUN", Forwarding.TUN);
    private static final Map<String, TunnelType> TYPES =
            Map.of("ipip", TunnelType.IPIP, "gue", TunnelType.GUE, "gre", TunnelType.GRE);
    private static final Map<String, Checksum> CHECKSUMS =
            Map.of("nocsum", Checksum.NONE, "csum", Checksum.OUTER, "remcsum", Checksum.REMOTE);

    private ForwardingMethods() {}

    /** Null, reported, when it is none of them. Of wrong tunnel options the method stays. */
    static @Nullable Forwarding read(Directive directive, Statement statement, BindContext context) {
        Word word = statement.arguments().getFirst();
        Forwarding plain = METHODS.get(word.text());
        if (plain == null) {
            context.error(
                    Code.FORWARDING_METHOD_UNKNOWN,
                    word.location(),
                    directive.keyword() + " " + word + " is none of NAT, DR, TUN (upper case), ignored");
            return null;
        }
        List<Word> options =
                statement.arguments().subList(1, statement.arguments().size());
        if (options.isEmpty() || plain.method() != ForwardingMethod.TUN) {
            return plain;
        }
        Tunnel tunnel = tunnel(directive, options, context);
        if (tunnel == null || tunnel.equals(Tunnel.IPIP)) {
            return plain;
        }
        return new Forwarding(ForwardingMethod.TUN, tunnel);
    }

    private static @Nullable Tunnel tunnel(Directive directive, List<Word> options, BindContext context) {
        TunnelType type = TunnelType.IPIP;
        int port = 0;
        Checksum checksum = Checksum.NONE;
        int at = 0;
        while (at < options.size()) {
            Word option = options.get(at++);
            Checksum known = CHECKSUMS.get(option.text());
            Word value = known == null && at < options.size() ? options.get(at++) : option;
            if (known != null) {
                checksum = known;
            } else if (option.text().equals("type") && TYPES.containsKey(value.text())) {
                type = TYPES.getOrDefault(value.text(), type);
            } else if (option.text().equals("port") && Endpoints.port(value.text()) > 0) {
                port = Endpoints.port(value.text());
            } else {
                return refused(
                        directive,
                        option,
                        "is wrong (expected: type ipip, type gue port 1..65535 or type gre, then nocsum, csum or"
                                + " remcsum)",
                        context);
            }
        }
        if ((type == TunnelType.GUE) != (port > 0)) {
            return refused(directive, options.getFirst(), "needs a port with type gue, and only there", context);
        }
        boolean possible = switch (type) {
            case IPIP -> checksum == Checksum.NONE;
            case GRE -> checksum != Checksum.REMOTE;
            case GUE -> true;
        };
        if (!possible) {
            return refused(directive, options.getLast(), "does not go with this type of tunnel", context);
        }
        return new Tunnel(type, port, checksum);
    }

    private static @Nullable Tunnel refused(Directive directive, Word word, String why, BindContext context) {
        context.error(
                Code.TUNNEL_OPTIONS,
                word.location(),
                directive.keyword() + " TUN: '" + word + "' " + why + "; the tunnel options are ignored");
        return null;
    }
}
