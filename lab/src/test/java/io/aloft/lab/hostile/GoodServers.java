package io.aloft.lab.hostile;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.Responder;
import io.aloft.lab.node.TcpResponder;
import io.aloft.lab.node.TcpResponder.Dialogue;
import io.aloft.lab.node.TlsIdentity;
import io.aloft.lab.node.UdpResponder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Servers that do as they should, and count how often they were asked: the neighbours of the bad ones. */
final class GoodServers implements AutoCloseable {

    /** Each is checked another way. */
    enum Kind {
        TCP("TCP_CHECK {\n}\n"),
        HTTP("HTTP_GET {\nurl {\npath /\nstatus_code 200\n}\n}\n"),
        SSL("SSL_GET {\nurl {\npath /\nstatus_code 200\n}\n}\n"),
        /** Its certificate has expired, which no more matters to Aloft than to keepalived. */
        SSL_EXPIRED("SSL_GET {\nurl {\npath /\nstatus_code 200\n}\n}\n"),
        SMTP("SMTP_CHECK {\n}\n"),
        DNS("DNS_CHECK {\nname example.com\n}\n");

        private final String checker;

        Kind(String checker) {
            this.checker = checker;
        }

        int port() {
            return 90 + ordinal();
        }
    }

    private final Map<Kind, AtomicLong> asked = new EnumMap<>(Kind.class);
    private final List<Responder> servers = new ArrayList<>();

    GoodServers(TestHost host, TlsIdentity identity, TlsIdentity expired) {
        for (Kind kind : Kind.values()) {
            asked.put(kind, new AtomicLong());
            servers.add(server(host, kind, identity, expired));
        }
        servers.forEach(Responder::open);
    }

    private Responder server(TestHost host, Kind kind, TlsIdentity identity, TlsIdentity expired) {
        InetSocketAddress address = new InetSocketAddress(Hostility.SERVERS, kind.port());
        return switch (kind) {
            case TCP -> new TcpResponder(host, address, "", counted(kind, TcpResponder.SILENT));
            case HTTP -> new TcpResponder(host, address, "200 well", counted(kind, TcpResponder.HTTP));
            case SSL -> tls(host, address, kind, identity);
            case SSL_EXPIRED -> tls(host, address, kind, expired);
            case SMTP -> new TcpResponder(host, address, "220 well", counted(kind, TcpResponder.SMTP));
            case DNS ->
                new UdpResponder(host, address, "0", (request, answer) -> {
                    count(kind);
                    return UdpResponder.DNS.to(request, answer);
                });
        };
    }

    private TcpResponder tls(TestHost host, InetSocketAddress address, Kind kind, TlsIdentity identity) {
        return new TcpResponder(
                host, address, "200 well", TcpResponder.tls(identity, counted(kind, TcpResponder.HTTP)));
    }

    private Dialogue counted(Kind kind, Dialogue dialogue) {
        return (socket, answer) -> {
            count(kind);
            dialogue.talk(socket, answer);
        };
    }

    private void count(Kind kind) {
        Objects.requireNonNull(asked.get(kind)).incrementAndGet();
    }

    /** How often each has been asked so far. */
    Map<Kind, Long> asked() {
        Map<Kind, Long> now = new EnumMap<>(Kind.class);
        asked.forEach((kind, count) -> now.put(kind, count.get()));
        return now;
    }

    /**
     * Whether each has been asked so many times more.
     *
     * @param before what {@link #asked} said then
     */
    boolean askedAgain(Map<Kind, Long> before, int more) {
        Map<Kind, Long> now = asked();
        return before.entrySet().stream()
                .allMatch(then -> Objects.requireNonNull(now.get(then.getKey())) >= then.getValue() + more);
    }

    /** Their virtual server; without retries, so that a single check that fails or comes too late is seen. */
    static String configuration() {
        StringBuilder text = new StringBuilder(Hostility.virtualServer("10.77.9.1", "delay_loop 0.5\nretry 0\n"));
        for (Kind kind : Kind.values()) {
            text.append(Hostility.realServer(Hostility.SERVERS, kind.port(), kind.checker));
        }
        return text + "}\n";
    }

    @Override
    public void close() {
        servers.forEach(Responder::close);
    }
}
