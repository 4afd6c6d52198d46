package io.aloft.ipvs.admin;

import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code ipvsadm -L -c}: the connections that {@code /proc/net/ip_vs_conn} lists, one line each, in its order. */
public final class ConnectionText {

    private static final int COLUMNS = 9;
    private static final int HEX = 16;
    private static final int IPV4_DIGITS = 8;

    private final EndpointText endpoints;
    private final boolean persistenceData;

    /** @param persistenceData what persistence engines know is shown as well */
    public ConnectionText(boolean numeric, boolean persistenceData, NameService names) {
        this.endpoints = new EndpointText(numeric ? null : names, EndpointText.MOST, EndpointText.MOST);
        this.persistenceData = persistenceData;
    }

    /** The lines above the connections. */
    public String head() {
        return "IPVS connection entries\n"
                + "pro expire state       source             virtual            destination"
                + (persistenceData ? "        pe name          pe_data\n" : "\n");
    }

    /** One connection with its line end; empty for a line that is none, as the file's first. */
    public Optional<String> line(String fromKernel) {
        List<String> fields = fields(fromKernel);
        if (fields.size() < COLUMNS) {
            return Optional.empty();
        }
        int protocol = protocol(fields.getFirst());
        String source = endpoint(protocol, fields.get(1), fields.get(2));
        String virtual = endpoint(protocol, fields.get(3), fields.get(4));
        String destination = endpoint(protocol, fields.get(5), fields.get(6));
        int seconds = number(fields.get(8), 10);
        if (source == null || virtual == null || destination == null || seconds < 0) {
            return Optional.empty();
        }
        String expires = "%02d:%02d".formatted(seconds / 60, seconds % 60);
        String line =
                "%-3s %-6s %-11s %-18s %-18s ".formatted(fields.getFirst(), expires, fields.get(7), source, virtual);
        return Optional.of(line + withData(destination, fields) + "\n");
    }

    /** The destination, and behind it the engine with its data where it has some. */
    private String withData(String destination, List<String> fields) {
        return persistenceData && fields.size() > COLUMNS + 1
                ? "%-18s %-16s %s".formatted(destination, fields.get(COLUMNS), fields.get(COLUMNS + 1))
                : destination;
    }

    private static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        for (String field : line.split(" ", -1)) {
            if (!field.isEmpty()) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static int protocol(String word) {
        return switch (word) {
            case "TCP" -> 6;
            case "UDP" -> 17;
            default -> 132;
        };
    }

    private @Nullable String endpoint(int protocol, String address, String port) {
        IpAddress ip = address(address);
        int number = number(port, HEX);
        return ip == null || number < 0 || number > 0xffff ? null : endpoints.of(protocol, new Endpoint(ip, number));
    }

    private static @Nullable IpAddress address(String text) {
        if (text.length() == IPV4_DIGITS && text.indexOf(':') < 0) {
            try {
                return IpAddress.ofIpv4(Integer.parseUnsignedInt(text, HEX));
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return IpAddress.parse(text.replaceAll("[\\[\\]]", "")).orElse(null);
    }

    private static int number(String text, int radix) {
        try {
            return Integer.parseInt(text, radix);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
