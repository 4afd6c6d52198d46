package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.lvs.ForwardingMethod;
import org.jspecify.annotations.Nullable;

/** NAT, DR or TUN, with the options of a tunnel. */
final class ForwardingMethods {

    private ForwardingMethods() {}

    /** Null, reported, when it is none of them. Tunnel options other than plain IP-in-IP are not built yet. */
    static @Nullable ForwardingMethod read(Directive directive, Statement statement, BindContext context) {
        Word word = statement.arguments().getFirst();
        ForwardingMethod method = switch (word.text()) {
            case "NAT" -> ForwardingMethod.NAT;
            case "DR" -> ForwardingMethod.DR;
            case "TUN" -> ForwardingMethod.TUN;
            default -> null;
        };
        if (method == null) {
            context.error(
                    Code.FORWARDING_METHOD_UNKNOWN,
                    word.location(),
                    directive.keyword() + " " + word + " is none of NAT, DR, TUN (upper case), ignored");
            return null;
        }
        boolean tunnelOptions =
                method == ForwardingMethod.TUN && statement.arguments().size() > 1;
        boolean plainTunnel = statement.arguments().size() == 3
                && statement.arguments().get(1).text().equals("type")
                && statement.arguments().get(2).text().equals("ipip");
        if (tunnelOptions && !plainTunnel) {
            context.notYet(
                    directive,
                    directive.keyword() + " TUN options",
                    statement.arguments().get(1).location(),
                    true);
        }
        return method;
    }
}
