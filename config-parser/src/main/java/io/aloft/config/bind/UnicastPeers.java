package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Unicast;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines of {@code unicast_peer}: ADDR [min_ttl N] [max_ttl N]. */
final class UnicastPeers {

    private static final int MOST = 255;
    private static final Operands.Operand TTL = Operands.number(0, MOST);

    private UnicastPeers() {}

    static void read(InstanceDraft instance, Statement statement, BindContext context) {
        for (Statement entry : statement.content()) {
            IpAddress peer = address(instance, entry.keyword(), context);
            if (peer != null) {
                instance.unicast.peers.add(readOptions(peer, instance.unicast, entry, context));
            }
        }
    }

    private static @Nullable IpAddress address(InstanceDraft instance, Word word, BindContext context) {
        Optional<IpAddress> address = IpAddress.parse(word.text());
        if (address.isEmpty()) {
            context.error(
                    Code.NOT_AN_ADDRESS,
                    word.location(),
                    "unicast_peer '" + word + "' is not an IP address, entry ignored");
            return null;
        }
        IpAddress peer = address.get();
        AddressFamily family = instance.family();
        if (family != null && peer.family() != family) {
            context.error(
                    Code.ADDRESS_FAMILY,
                    word.location(),
                    "unicast_peer " + word + " is of another family, entry ignored");
            return null;
        }
        if (!instance.unicast.addresses.add(peer)) {
            context.error(
                    Code.ADDRESS_REPEATED,
                    word.location(),
                    "unicast_peer " + word + " is given a second time, entry ignored");
            return null;
        }
        return peer;
    }

    /** The peer with its limits; any limit means that sources are checked. */
    private static Unicast.Peer readOptions(
            IpAddress peer, UnicastDraft unicast, Statement entry, BindContext context) {
        int least = 0;
        int greatest = MOST;
        var words = new EntryWords("unicast_peer", entry, context);
        words.next();
        while (words.hasNext()) {
            Word option = words.next();
            boolean known = option.text().equals("min_ttl") || option.text().equals("max_ttl");
            if (!known || !words.hasNext()) {
                String why = known ? " needs a number 0..255" : " is unknown (expected: min_ttl N, max_ttl N)";
                words.error(
                        known ? Code.MISSING_ARGUMENT : Code.UNKNOWN_OPTION,
                        option,
                        option + why + "; the rest of the line is ignored");
                break;
            }
            Word value = words.next();
            String expected = TTL.expected(value.text(), context);
            if (expected != null) {
                words.error(Code.OUT_OF_RANGE, value, option + " " + value + " is out of range (0..255), ignored");
                continue;
            }
            unicast.checkSource = true;
            if (option.text().equals("min_ttl")) {
                least = Integer.parseInt(value.text());
            } else {
                greatest = Integer.parseInt(value.text());
            }
        }
        return new Unicast.Peer(peer, least, greatest);
    }
}
