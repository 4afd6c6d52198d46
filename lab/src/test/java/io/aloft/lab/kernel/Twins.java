package io.aloft.lab.kernel;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.node.Responder;
import io.aloft.lab.node.TcpResponder;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.posix.NetworkNamespace;
import io.aloft.posix.PosixException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Two directors before the same servers, so that whatever befalls a server befalls it for both at the same time. Each
 * director has a client of its own, whose routes lead to the virtual addresses through it. Needs a kernel with IPVS.
 *
 * <pre>
 *   keepalived  10.77.0.1  10.81.0.1     its client  10.77.0.91  10.81.0.9
 *   Aloft       10.77.0.2  10.82.0.1     its client  10.77.0.92  10.82.0.9
 *   servers     10.77.0.10, and behind it every address of 10.80.0.0/16
 *   web-1, web-2  10.77.0.21, 10.77.0.22; both directors are their gateways, each to its own client
 * </pre>
 *
 * <p>IPv6 alike, with fd77, fd80, fd81 and fd82. All virtual addresses (10.9.0.0/16, fd09::/16) are on both directors.
 */
final class Twins implements AutoCloseable {
    private static final int PATIENCE = 5_000;

    private final TestNetwork network = TestNetwork.create();
    private final WorkDirectory work = new WorkDirectory("twins");
    private final Map<DirectorKind, TestHost> directors = new EnumMap<>(DirectorKind.class);
    private final Map<DirectorKind, TestHost> clients = new EnumMap<>(DirectorKind.class);
    private final TestHost servers = network.host("servers", "10.77.0.10/24", "fd77::10/64");
    private final List<TestHost> webHosts = new ArrayList<>();
    private final List<Responder> webServers = new ArrayList<>();

    Twins() {
        side(DirectorKind.KEEPALIVED, 1);
        side(DirectorKind.ALOFT, 2);
        // IPv6 does not bind to an address that only a route makes local.
        servers.run("sysctl", "-qw", "net.ipv6.ip_nonlocal_bind=1");
        ip(servers, """
            route add local 10.80.0.0/16 dev lo
            -6 route add local fd80::/16 dev lo
            """);
        for (int i = 1; i <= 2; i++) {
            webHosts.add(web(i));
        }
    }

    private void side(DirectorKind kind, int number) {
        String ours = kind == DirectorKind.ALOFT ? "aloft" : "keep";
        TestHost director = network.host(
                "d-" + ours,
                "10.77.0.%d/24".formatted(number),
                "10.8%d.0.1/24".formatted(number),
                "fd77::%d/64".formatted(number),
                "fd8%d::1/64".formatted(number));
        // It forwards out of the interface the packets came in by, and must not tell anybody a shorter way.
        director.run(
                "sysctl",
                "-qw",
                "net.ipv4.ip_forward=1",
                "net.ipv6.conf.all.forwarding=1",
                "net.ipv4.conf.all.send_redirects=0",
                "net.ipv4.conf.eth0.send_redirects=0");
        ip(director, """
            route add local 10.9.0.0/16 dev lo
            route add 10.80.0.0/16 via 10.77.0.10
            -6 route add local fd09::/16 dev lo
            -6 route add fd80::/16 via fd77::10
            """);
        directors.put(kind, director);
        TestHost client = network.host(
                "c-" + ours,
                "10.77.0.9%d/24".formatted(number),
                "10.8%d.0.9/24".formatted(number),
                "fd77::9%d/64".formatted(number),
                "fd8%d::9/64".formatted(number));
        ip(client, """
            route add 10.9.0.0/16 via 10.8%1$d.0.1
            -6 route add fd09::/16 via fd8%1$d::1 src fd8%1$d::9
            """.formatted(number));
        clients.put(kind, client);
    }

    private TestHost web(int number) {
        TestHost host = network.host("web-" + number, "10.77.0.2" + number + "/24", "fd77::2" + number + "/64");
        host.run(
                "sysctl",
                "-qw",
                "net.ipv4.conf.all.arp_ignore=1",
                "net.ipv4.conf.all.arp_announce=2",
                "net.ipv4.conf.all.rp_filter=0",
                "net.ipv4.conf.tunl0.rp_filter=0",
                // A director of IPv6 tells that the client is on the same wire, and cannot be told not to.
                "net.ipv6.conf.eth0.accept_redirects=0");
        ip(host, """
            link set dev tunl0 up
            route add 10.81.0.0/24 via 10.77.0.1
            route add 10.82.0.0/24 via 10.77.0.2
            -6 route add fd81::/64 via fd77::1
            -6 route add fd82::/64 via fd77::2
            """);
        for (int port : List.of(80, 443)) {
            // Both families, plain HTTP on both ports: what is looked at is who answers.
            Responder server =
                    new TcpResponder(host, new InetSocketAddress("::", port), "200 " + number, TcpResponder.HTTP);
            server.open();
            webServers.add(server);
        }
        return host;
    }

    /** Performs lines of {@code ip -batch}; words of each line behind {@code -6} too. */
    void ip(TestHost host, String lines) {
        for (String line : lines.lines().toList()) {
            List<String> argv = new ArrayList<>(List.of("ip"));
            argv.addAll(List.of(line.split(" ", -1)));
            host.run(argv.toArray(String[]::new));
        }
    }

    TestHost director(DirectorKind kind) {
        return Objects.requireNonNull(directors.get(kind));
    }

    TestHost servers() {
        return servers;
    }

    WorkDirectory work() {
        return work;
    }

    /** Makes both web servers owners of the addresses, and the clients send to them from a place that they reach directly. */
    void routeDirectly(String addresses) {
        webHosts.forEach(host -> ip(host, "route add local " + addresses + " dev lo"));
        clients.forEach((kind, client) -> {
            int number = kind == DirectorKind.KEEPALIVED ? 1 : 2;
            ip(client, "route add " + addresses + " via 10.77.0." + number + " src 10.77.0.9" + number);
        });
    }

    /** Has both directors put a mark on what comes in for an address and port. */
    void mark(String address, int port, int mark) {
        directors.values().forEach(host -> {
            host.attempt("tc", "qdisc", "add", "dev", "eth0", "ingress");
            String filter = "tc filter add dev eth0 parent ffff: protocol ip u32 match ip dst " + address
                    + "/32 match ip dport " + port + " 0xffff action skbedit mark " + mark;
            host.run(filter.split(" ", -1));
        });
    }

    /** Who answers a request of the director's client: 1 or 2; a question mark for nobody. */
    String ask(DirectorKind kind, String address, int port) {
        try {
            return NetworkNamespace.callIn(
                    Objects.requireNonNull(clients.get(kind)).namespaceFile(),
                    () -> get(new InetSocketAddress(address, port)));
        } catch (PosixException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            return "?";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String get(InetSocketAddress target) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE);
            socket.connect(target, PATIENCE);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(answer.lastIndexOf("\r\n") + 2).strip();
        }
    }

    @Override
    public void close() {
        webServers.forEach(Responder::close);
        work.close();
        network.close();
    }
}
