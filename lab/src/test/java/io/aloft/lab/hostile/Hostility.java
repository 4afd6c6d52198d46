package io.aloft.lab.hostile;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.Responder;
import io.aloft.lab.node.TcpResponder;
import io.aloft.lab.node.UdpResponder;
import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Every bad server at its port, every bad program in its file, a thousand servers that die together, and their configuration. */
final class Hostility implements AutoCloseable {

    /** Where the servers are; the thousand have addresses of their own behind it. */
    static final String SERVERS = "10.77.0.2";

    static final String VIP = "10.77.0.100";
    static final String THOUSAND = "10.80.0.0/16";
    private static final int GROUPS = 10;
    private static final int PER_GROUP = 100;

    private final List<Responder> servers = new ArrayList<>();
    private final TcpResponder thousand;

    /** @param programs where the programs are written */
    Hostility(TestHost host, WorkDirectory programs) {
        host.run("ip", "route", "add", "local", THOUSAND, "dev", "lo");
        for (BadServer bad : BadServer.values()) {
            InetSocketAddress address = new InetSocketAddress(SERVERS, bad.port());
            servers.add(
                    bad.dialogue() != null
                            ? new TcpResponder(host, address, "", bad.dialogue())
                            : new UdpResponder(host, address, "", Objects.requireNonNull(bad.reply())));
        }
        // One socket takes the connections of all thousand addresses, so that they die in one moment.
        thousand = new TcpResponder(host, new InetSocketAddress("0.0.0.0", 80), "", TcpResponder.SILENT);
        servers.add(thousand);
        servers.forEach(Responder::open);
        for (BadProgram bad : BadProgram.values()) {
            write(programs, bad);
        }
    }

    private static void write(WorkDirectory programs, BadProgram bad) {
        try {
            Path file = programs.write(bad.name(), bad.script());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on all thousand refuse. */
    void killThousand() {
        thousand.close();
    }

    /** Ends {@link #killThousand}. */
    void reviveThousand() {
        thousand.open();
    }

    /** Everything of the director's file, the good servers included. */
    static String configuration(WorkDirectory programs) {
        StringBuilder text = new StringBuilder("""
            global_defs {
                enable_script_security
                script_user root
            }
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                priority 150
                advert_int 1
                virtual_ipaddress {
                    %s/24
                }
            }
            """.formatted(VIP));
        text.append(GoodServers.configuration());
        for (BadServer bad : BadServer.values()) {
            text.append(virtualServer(
                            "10.77.10." + (bad.ordinal() + 1), "delay_loop 1\nretry 1\nconnect_timeout 1.5\n"))
                    .append(realServer(SERVERS, bad.port(), bad.checker()))
                    .append("}\n");
        }
        for (BadProgram bad : BadProgram.values()) {
            text.append(virtualServer("10.77.11." + (bad.ordinal() + 1), "delay_loop 1\nretry 1\n"))
                    .append(realServer(
                            SERVERS,
                            bad.port(),
                            "MISC_CHECK {\nmisc_path " + programs.file(bad.name()) + "\nmisc_timeout 2\n}\n"))
                    .append("}\n");
        }
        for (int group = 0; group < GROUPS; group++) {
            text.append(virtualServer("10.77.12." + (group + 1), "delay_loop 2\nretry 0\nquorum 50\n"));
            for (int server = 1; server <= PER_GROUP; server++) {
                text.append(realServer("10.80." + group + "." + server, 80, "TCP_CHECK {\n}\n"));
            }
            text.append("}\n");
        }
        return text.toString();
    }

    /** The beginning of a virtual server, whose brace stays open. */
    static String virtualServer(String address, String more) {
        return "virtual_server " + address + " 80 {\nwarmup 0\ndelay_before_retry 0.5\nlb_algo rr\nlb_kind NAT\n"
                + "protocol TCP\n" + more;
    }

    static String realServer(String address, int port, String checker) {
        return "real_server " + address + " " + port + " {\n" + checker + "}\n";
    }

    @Override
    public void close() {
        servers.forEach(Responder::close);
    }
}
