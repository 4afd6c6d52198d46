package io.aloft.lab.kernelentries;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.route.Link;
import io.aloft.netlink.route.LinkClient;
import io.aloft.netlink.route.LinkNumbers;
import io.aloft.posix.NetworkNamespace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A host on a LAN of its own, with the same interfaces and addresses as all others of its kind. */
final class EntryHost implements AutoCloseable {

    private final TestNetwork network = TestNetwork.create();
    private final TestHost host;
    private final NetlinkConnection connection;
    private final Map<String, Link> links = new HashMap<>();

    EntryHost() throws Exception {
        try {
            host = network.host("host", "10.9.0.1/24");
            host.run("ip", "addr", "add", "fd09::1/64", "dev", "eth0", "nodad");
            host.run("ip", "link", "add", "eth1", "type", "veth", "peer", "name", "far1");
            host.run("ip", "link", "set", "dev", "eth1", "up");
            host.run("ip", "link", "set", "dev", "far1", "up");
            connection = NetworkNamespace.callIn(host.namespaceFile(), SocketNetlinkConnection::openRoute);
            new LinkClient(connection).links().forEach(link -> links.put(link.name(), link));
        } catch (Exception e) {
            network.close();
            throw e;
        }
    }

    TestHost host() {
        return host;
    }

    NetlinkConnection connection() {
        return connection;
    }

    int index(String name) {
        return numbers().index(name).orElseThrow();
    }

    LinkNumbers numbers() {
        return new LinkNumbers() {
            @Override
            public OptionalInt index(String interfaceName) {
                Link link = links.get(interfaceName);
                return link == null ? OptionalInt.empty() : OptionalInt.of(link.index());
            }

            @Override
            public OptionalLong vrfTable(String vrfName) {
                Link link = links.get(vrfName);
                return link == null || link.vrfTable() == 0 ? OptionalLong.empty() : OptionalLong.of(link.vrfTable());
            }
        };
    }

    /** What {@code ip} shows of a table but for the kernel's own entries, times that run taken out. */
    List<String> shown(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return host.run(command)
                .lines()
                .filter(line -> !line.contains("proto kernel"))
                .map(line -> line.replaceAll("expires \\d+sec", "expires N").stripTrailing())
                .toList();
    }

    List<String> routes4() {
        return shown("-4", "-d", "route", "show", "table", "all");
    }

    List<String> routes6() {
        return shown("-6", "-d", "route", "show", "table", "all");
    }

    List<String> rules4() {
        return shown("-4", "-d", "rule", "show");
    }

    List<String> rules6() {
        return shown("-6", "-d", "rule", "show");
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
        network.close();
    }
}
