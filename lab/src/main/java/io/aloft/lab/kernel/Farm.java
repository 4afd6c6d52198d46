package io.aloft.lab.kernel;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.node.WebServer;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.Checkout;
import io.aloft.lab.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A web farm on one switch: a client, a director, two web servers and a sorry server. Needs a kernel with IPVS.
 *
 * <pre>
 *   client    10.77.0.9    192.168.7.9
 *   director  10.77.0.1    192.168.7.1     10.77.0.100 by DR, 192.168.7.100 by NAT
 *   web-1, web-2, sorry    10.77.0.11..13  10.77.0.100 on lo; the director is their gateway
 * </pre>
 */
final class Farm implements AutoCloseable {
    /** The virtual address behind which packets are routed directly. */
    static final String DIRECT = "10.77.0.100";

    /** The virtual address behind which addresses are translated. */
    static final String TRANSLATED = "192.168.7.100";

    static final Path CONFIG = Checkout.file("examples/demo/farm.conf");

    /** Everything is slow on the one processor of a User Mode Linux. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TestNetwork network = TestNetwork.create();
    private final TestHost client;
    private final Director director;
    final WebServer first;
    final WebServer second;
    private final WebServer sorry;

    Farm(DirectorKind kind) {
        client = network.host("client", "10.77.0.9/24");
        client.run("ip", "addr", "add", "192.168.7.9/24", "dev", "eth0");
        TestHost host = network.host("director", "10.77.0.1/24");
        host.run("ip", "addr", "add", "192.168.7.1/24", "dev", "eth0");
        // It forwards out of the interface the packets came in by, and must not tell the web servers a shorter way.
        host.run(
                "sysctl",
                "-qw",
                "net.ipv4.ip_forward=1",
                "net.ipv4.conf.all.send_redirects=0",
                "net.ipv4.conf.eth0.send_redirects=0");
        first = webServer("web-1", "10.77.0.11");
        second = webServer("web-2", "10.77.0.12");
        sorry = webServer("sorry", "10.77.0.13");
        director = kind.create(host, CONFIG);
    }

    private WebServer webServer(String name, String address) {
        TestHost host = network.host(name, address + "/24");
        // A real server of direct routing takes packets for the virtual address and keeps silent about having it.
        host.run("sysctl", "-qw", "net.ipv4.conf.all.arp_ignore=1", "net.ipv4.conf.all.arp_announce=2");
        host.run("ip", "addr", "add", DIRECT + "/32", "dev", "lo");
        host.run("ip", "route", "add", "default", "via", "10.77.0.1");
        return new WebServer(host);
    }

    void startDirector() {
        director.start();
        director.awaitAddress(TRANSLATED, true, LIMIT);
    }

    void stopDirector() {
        director.stopGently();
        director.awaitStopped();
    }

    /** What {@code ipvsadm -Ln} prints on the director, without the two columns that count connections. */
    String table() {
        List<String> lines = new ArrayList<>();
        for (String line : director.host().run("ipvsadm", "-Ln").lines().skip(1).toList()) {
            lines.add(line.replaceFirst("\\s+ActiveConn InActConn|(?<=\\S)\\s+\\d+\\s+\\d+\\s*$", "")
                    .stripTrailing());
        }
        return String.join("\n", lines);
    }

    /** Waits until both services have exactly these destinations, by the end of their addresses: 11, 12 or 13. */
    String awaitDestinations(int... hosts) {
        List<String> expected = new ArrayList<>();
        for (int service = 0; service < 2; service++) {
            for (int host : hosts) {
                expected.add("10.77.0." + host + ":80");
            }
        }
        List<String> sorted = expected.stream().sorted().toList();
        Await.until(
                () -> "destinations " + sorted + "; the table is\n" + table() + "\n" + director.log(),
                LIMIT,
                () -> destinations().equals(sorted));
        return table();
    }

    private List<String> destinations() {
        return table().lines()
                .map(String::strip)
                .filter(line -> line.startsWith("-> 1"))
                .map(line -> line.split("\\s+", -1)[1])
                .sorted()
                .toList();
    }

    /** Who answers a number of requests of the client, and how often. */
    Map<String, Integer> ask(String address, int times) {
        Map<String, Integer> servers = new TreeMap<>();
        for (int i = 0; i < times; i++) {
            Command.Result result = client.attempt("curl", "-s", "--max-time", "5", "http://" + address + "/");
            servers.merge(result.succeeded() ? result.output() : "nobody", 1, Integer::sum);
        }
        return servers;
    }

    @Override
    public void close() {
        director.close();
        first.close();
        second.close();
        sorry.close();
        network.close();
    }
}
