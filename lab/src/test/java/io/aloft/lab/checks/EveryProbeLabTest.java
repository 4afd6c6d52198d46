package io.aloft.lab.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.daemon.http.ControlClient;
import io.aloft.daemon.http.SocketPath;
import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.AloftDirector;
import io.aloft.lab.node.Director;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.posix.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A daemon whose real servers are each checked another way, looked at and told what to do through its control socket. This
 * kernel need not have IPVS: checks go on without it.
 */
@Tag("lab")
@Timeout(120)
class EveryProbeLabTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String CONFIG = """
        global_defs {
            enable_script_security
            script_user root
        }
        track_file f {
            file DIR/f
        }
        bfd_instance b {
            neighbor_ip 10.77.0.2
            source_ip 10.77.0.1
            min_rx 50
            min_tx 50
        }
        virtual_server 10.77.9.1 80 {
            delay_loop 0.2
            delay_before_retry 0.1
            connect_timeout 0.5
            warmup 0
            lb_algo rr
            lb_kind NAT
            protocol TCP
            real_server 10.77.0.2 81 {
                DNS_CHECK {
                    connect_port 5353
                    name example.com
                }
            }
            real_server 10.77.0.2 82 {
                UDP_CHECK {
                    connect_port 5354
                    fwmark 7
                    payload 6b65657
                    require_reply 6x65
                }
            }
            real_server 10.77.0.2 83 {
                PING_CHECK {
                }
            }
            real_server 10.77.0.2 84 {
                MISC_CHECK {
                    misc_path DIR/check
                    misc_dynamic
                }
            }
            real_server 10.77.0.2 85 {
                FILE_CHECK {
                    track_file f
                    weight 0
                }
            }
            real_server 10.77.0.2 86 {
                BFD_CHECK {
                    name b
                }
            }
        }
        """;

    private static final String NEIGHBOUR = """
        bfd_instance b {
            neighbor_ip 10.77.0.1
            source_ip 10.77.0.2
            min_rx 50
            min_tx 50
        }
        """;

    /** What both servers of the farm have in common: they send back what they got. */
    private static DatagramSocket echo(TestHost host, int port, boolean asAnswer) throws Exception {
        DatagramSocket socket = NetworkNamespace.callIn(host.namespaceFile(), () -> new DatagramSocket(port));
        Thread.ofVirtual().start(() -> {
            var packet = new DatagramPacket(new byte[512], 512);
            try {
                while (true) {
                    packet.setLength(512);
                    socket.receive(packet);
                    if (asAnswer) {
                        // RFC 1035 section 4.1.1: QR makes an answer of a query.
                        packet.getData()[2] |= (byte) 0x80;
                    }
                    socket.send(packet);
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        return socket;
    }

    private static String list(Director director) {
        try {
            return new ControlClient(SocketPath.of(director.pidFile()))
                    .get("/servers?format=text")
                    .content();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Waits for the line of the list about the server with this port. */
    private static void awaitServer(Director director, int port, String regex) {
        String line = "(?s).*RS \\[10\\.77\\.0\\.2\\]:tcp:" + port + " +[^\\n]*" + regex + ".*";
        Await.until(
                () -> regex + " of " + port + "\n" + list(director) + "\n" + director.tail(),
                LIMIT,
                () -> list(director).matches(line));
    }

    private static void awaitLine(Director director, String regex) {
        Pattern pattern = Pattern.compile(regex);
        Await.until(
                () -> regex + "\n" + director.tail(),
                LIMIT,
                () -> director.log().stream()
                        .anyMatch(line -> pattern.matcher(line.text()).find()));
    }

    private static String override(Director director, int port, String what, String weight) {
        try {
            var reply = new ControlClient(SocketPath.of(director.pidFile()))
                    .post(
                            "/servers/override",
                            Map.of(
                                    "format",
                                    "text",
                                    "virtual_server",
                                    "10.77.9.1:80",
                                    "real_server",
                                    "10.77.0.2:" + port,
                                    "override",
                                    what,
                                    "weight",
                                    weight));
            return reply.status() + " " + reply.content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void serversFollowTheirChecksAndTheOperator() throws Exception {
        try (var network = TestNetwork.create();
                var files = new WorkDirectory("probes")) {
            TestHost host = network.host("lb", "10.77.0.1/24");
            TestHost server = network.host("rs", "10.77.0.2/24");
            host.run(
                    "nft",
                    "add table inet t; add chain inet t out { type filter hook output priority 0; };"
                            + " add rule inet t out udp dport 5354 meta mark 7 counter;"
                            + " add rule inet t out udp dport 5354 meta mark != 7 drop");
            Path script = files.write("check", "#!/bin/sh\nexit $(cat " + files.file("status") + ")\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            files.write("status", "0\n");
            Path config =
                    files.write("lb.conf", CONFIG.replace("DIR", files.path().toString()));
            Path other = files.write("rs.conf", NEIGHBOUR);
            try (var dns = echo(server, 5353, true);
                    var udp = echo(server, 5354, false);
                    var neighbour = new AloftDirector(server, other, _ -> {});
                    var director = new AloftDirector(host, config, _ -> {})) {
                assertThat(dns.isBound() && udp.isBound()).isTrue();
                neighbour.start("-P");
                director.start("-C");
                for (int port = 81; port <= 86; port++) {
                    awaitServer(director, port, "up  , weight 1");
                }
                awaitLine(director, "UDP connection to \\[10\\.77\\.0\\.2\\]:tcp:82 success\\.");
                awaitLine(director, "ICMP connection to \\[10\\.77\\.0\\.2\\]:tcp:83 success\\.");
                awaitLine(director, "BFD check of \\[b\\] RS\\(\\[10\\.77\\.0\\.2\\]:tcp:86\\) is UP");
                programAndFileDecide(director, files);
                networkDecides(director, network, server);
                operatorDecides(director);
                director.stopGently();
                assertThat(director.awaitStopped()).isZero();
                assertThat(director.log())
                        .as("defects")
                        .noneMatch(line -> line.text().contains("Exception"));
                assertThat(SocketPath.of(director.pidFile())).doesNotExist();
                assertThat(host.run("sysctl", "-n", "net.ipv4.ping_group_range").strip())
                        .isEqualTo("1\t0");
            }
        }
    }

    private static void programAndFileDecide(Director director, WorkDirectory files) {
        files.write("status", "7\n");
        awaitServer(director, 84, "up  , weight 5");
        files.write("status", "1\n");
        awaitServer(director, 84, "DOWN");
        files.write("status", "0\n");
        awaitServer(director, 84, "up  , weight 1");
        files.write("f", "1\n");
        awaitServer(director, 85, "DOWN");
        awaitLine(director, "tracked file f now FAULT state");
        files.write("f", "0\n");
        awaitServer(director, 85, "up  , weight 1");
    }

    private static void networkDecides(Director director, TestNetwork network, TestHost server) {
        network.unplug(server);
        for (int port : new int[] {81, 82, 83, 86}) {
            awaitServer(director, port, "DOWN");
        }
        awaitServer(director, 84, "up  ");
        assertThat(list(director))
                .contains("read timeout from socket", "ICMP connection to address [10.77.0.2]:tcp:83 timeout.");
        network.plug(server);
        for (int port : new int[] {81, 82, 83, 86}) {
            awaitServer(director, port, "up  , weight 1");
        }
    }

    private static void operatorDecides(Director director) {
        assertThat(override(director, 83, "drain", ""))
                .startsWith("200 DEGRADED")
                .as("there is no IPVS here")
                .contains("weight 0, drained");
        assertThat(override(director, 84, "weight", "9")).contains("weight 9, set by hand (configured 1)");
        assertThat(override(director, 89, "drain", "")).startsWith("404 there is no real server");
        director.reload();
        director.await("Reload complete", LIMIT);
        awaitServer(director, 83, "up  , weight 0, drained");
        awaitServer(director, 84, "up  , weight 9");
        awaitServer(director, 86, "up  , weight 1");
        assertThat(override(director, 83, "enable", "")).doesNotContain("drained");
        awaitServer(director, 83, "up  , weight 1");
    }
}
