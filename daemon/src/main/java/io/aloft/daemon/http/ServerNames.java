package io.aloft.daemon.http;

import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds servers by the words of an operator: those of the log, or the address and port alone where that is enough. */
final class ServerNames {

    /** There is not exactly one such server; the message is for the operator. */
    static final class UnknownServerException extends Exception {
        private static final long serialVersionUID = 1;

        UnknownServerException(String message) {
            super(message);
        }
    }

    private ServerNames() {}

    static VirtualServerKey virtualServer(Collection<VirtualServerKey> all, String word) throws UnknownServerException {
        return one("virtual server", all, ServerNames::namesOf, word);
    }

    static Endpoint realServer(VirtualServerKey of, Collection<Endpoint> all, String word)
            throws UnknownServerException {
        return one("real server of " + of, all, server -> List.of(of.describe(server), server.toString()), word);
    }

    /** The first is the one that messages use. */
    private static List<String> namesOf(VirtualServerKey key) {
        return switch (key) {
            case VirtualServerKey.ByAddress address ->
                List.of(key.toString(), address.endpoint().toString());
            case VirtualServerKey.ByMark mark ->
                // The same mark may be balanced for both families.
                List.of(key + " " + mark.family().name().toLowerCase(Locale.ROOT), key.toString());
            case VirtualServerKey.ByGroup _ -> List.of(key.toString());
        };
    }

    private static <T> T one(String what, Collection<T> all, Function<T, List<String>> names, String word)
            throws UnknownServerException {
        List<T> found = all.stream()
                .filter(each -> names.apply(each).contains(word.strip()))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        String problem = found.isEmpty() ? "there is no " + what + " " + word : word + " names more than one " + what;
        Collection<T> choice = found.isEmpty() ? all : found;
        if (choice.isEmpty()) {
            throw new UnknownServerException(problem);
        }
        throw new UnknownServerException(problem + "; choose one of "
                + choice.stream()
                        .limit(20)
                        .map(each -> names.apply(each).getFirst())
                        .collect(Collectors.joining(", "))
                + (choice.size() > 20 ? ", ..." : ""));
    }
}
