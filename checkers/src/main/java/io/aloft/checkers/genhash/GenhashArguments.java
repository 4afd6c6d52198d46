package io.aloft.checkers.genhash;

import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * genhash's command line.
 *
 * @param tls over TLS
 * @param serverName the virtual host is asked for in the TLS handshake too (SNI)
 * @param target what is connected to
 * @param url path, as it stands in the request
 * @param virtualHost value of the Host header; null sends the address and port
 * @param verbose everything that comes is shown
 * @param mark on the packets, 0..4294967295; 0 for none
 * @param protocol of the request
 * @param timeout of each wait; null for none
 */
public record GenhashArguments(
        boolean tls,
        boolean serverName,
        Endpoint target,
        String url,
        @Nullable String virtualHost,
        boolean verbose,
        long mark,
        HttpProtocol protocol,
        @Nullable Duration timeout) {

    private static final int LEAST_WORDS = 2;
    private static final int MOST_DIGITS = 10;
    private static final long MOST = 0xffff_ffffL;
    private static final int LAST_PORT = 65535;

    /**
     * Reads a command line.
     *
     * @throws GenhashRefusal the usage is to be shown instead, with or without a sentence above it
     */
    public static GenhashArguments parse(List<String> words) throws GenhashRefusal {
        if (words.size() < LEAST_WORDS) {
            throw new GenhashRefusal("");
        }
        var reader = new GenhashWords(words);
        Map<GenhashOption, String> given = new EnumMap<>(GenhashOption.class);
        for (GenhashWords.Given next = reader.next(); next != null; next = reader.next()) {
            check(next.option(), next.value());
            given.put(next.option(), next.value());
        }
        if (!reader.others().isEmpty()) {
            throw new GenhashRefusal("Unexpected argument(s): " + String.join(" ", reader.others()));
        }
        String server = given.get(GenhashOption.SERVER);
        String port = given.get(GenhashOption.PORT);
        String url = given.get(GenhashOption.URL);
        if (server == null || port == null || url == null) {
            throw new GenhashRefusal("");
        }
        String timeout = given.get(GenhashOption.TIMEOUT);
        return new GenhashArguments(
                given.containsKey(GenhashOption.USE_SSL),
                given.containsKey(GenhashOption.USE_SNI),
                new Endpoint(IpAddress.of(server), Integer.parseInt(port)),
                url,
                given.get(GenhashOption.USE_VIRTUALHOST),
                given.containsKey(GenhashOption.VERBOSE),
                Long.parseLong(given.getOrDefault(GenhashOption.FWMARK, "0")),
                protocol(given.getOrDefault(GenhashOption.PROTOCOL, "1.0")).orElseThrow(),
                timeout == null ? null : Duration.ofSeconds(Long.parseLong(timeout)));
    }

    /** Each value is looked at when it comes, and the first bad one ends it. */
    private static void check(GenhashOption option, String value) throws GenhashRefusal {
        switch (option) {
            case HELP -> throw new GenhashRefusal("");
            case SERVER -> refuseUnless(IpAddress.parse(value).isPresent(), "server should be an IP, not " + value);
            case PORT ->
                refuseUnless(
                        isNumber(value, LAST_PORT) && Integer.parseInt(value) > 0,
                        "invalid port number '" + value + "'");
            case FWMARK -> refuseUnless(isNumber(value, MOST), "invalid fwmark '" + value + "'");
            case TIMEOUT -> refuseUnless(isNumber(value, MOST), "invalid timeout '" + value + "'");
            case PROTOCOL -> refuseUnless(protocol(value).isPresent(), "invalid HTTP protocol version '" + value + "'");
            case USE_SSL, USE_SNI, URL, USE_VIRTUALHOST, VERBOSE -> {}
        }
    }

    private static void refuseUnless(boolean good, String message) throws GenhashRefusal {
        if (!good) {
            throw new GenhashRefusal(message);
        }
    }

    private static boolean isNumber(String text, long most) {
        return text.matches("[0-9]{1," + MOST_DIGITS + "}") && Long.parseLong(text) <= most;
    }

    private static Optional<HttpProtocol> protocol(String text) {
        return switch (text) {
            case "1.0" -> Optional.of(HttpProtocol.HTTP_1_0);
            case "1.0c", "1.0C" -> Optional.of(HttpProtocol.HTTP_1_0_CLOSE);
            case "1.1" -> Optional.of(HttpProtocol.HTTP_1_1);
            default -> Optional.empty();
        };
    }
}
