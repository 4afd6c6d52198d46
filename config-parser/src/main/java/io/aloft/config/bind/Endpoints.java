package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ADDR [PORT] in the headers of servers. */
final class Endpoints {

    private Endpoints() {}

    /** Null, reported with {@code consequence}, when it is no address or no port. A port of zeros means none. */
    static @Nullable Endpoint read(String keyword, List<Word> arguments, String consequence, BindContext context) {
        Word word = arguments.getFirst();
        Optional<IpAddress> address = IpAddress.parse(word.text());
        if (address.isEmpty()) {
            context.error(
                    Code.NOT_AN_ADDRESS,
                    word.location(),
                    keyword + " " + word + " is not an IP address, " + consequence);
            return null;
        }
        int port = arguments.size() > 1 ? port(arguments.get(1).text()) : 0;
        if (port < 0) {
            Word given = arguments.get(1);
            context.error(
                    Code.PORT_NUMBER,
                    given.location(),
                    keyword + ": port " + given + " is out of range (1..65535), " + consequence);
            return null;
        }
        return new Endpoint(address.get(), port);
    }

    /**
     * The address behind a keyword, without what follows a slash or dash; null, reported, when it is none or of another family
     * than {@code family}.
     */
    static @Nullable IpAddress address(Statement statement, @Nullable AddressFamily family, BindContext context) {
        Word word = statement.arguments().getFirst();
        String text = word.text();
        int end = text.indexOf('/') >= 0 ? text.indexOf('/') : text.indexOf('-');
        Optional<IpAddress> address = IpAddress.parse(end < 0 ? text : text.substring(0, end));
        String keyword = statement.keyword().text();
        if (address.isEmpty()) {
            context.error(
                    Code.NOT_AN_ADDRESS, word.location(), keyword + " " + word + " is not an IP address, ignored");
            context.corrections().refuse();
            return null;
        }
        if (family != null && address.get().family() != family) {
            context.error(
                    Code.ADDRESS_FAMILY,
                    word.location(),
                    keyword + " " + word + " is of another family than the addresses before it, ignored");
            context.corrections().refuse();
            return null;
        }
        return address.get();
    }

    /** 0..65535, or -1 when it is no port. */
    static int port(String text) {
        try {
            int port = text.isEmpty() ? -1 : Integer.parseInt(text);
            return port >= 0 && port <= 65535 ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
