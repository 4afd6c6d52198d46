package io.aloft.lab.bench;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.node.Responder;
import io.aloft.lab.node.TcpResponder;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.WorkDirectory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** How soon a server that died is out of the kernel's table. */
final class DeathBench {
    private static final Duration START = Duration.ofSeconds(60);

    /** {@code delay_loop} 2, and one retry after 1 s: a death just behind a check is found no later. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** Deaths come at a time that no check keeps. */
    private static final Duration BETWEEN = Duration.ofMillis(730);

    private final DirectorKind kind;

    DeathBench(DirectorKind kind) {
        this.kind = kind;
    }

    /**
     * Lets servers die one after the other.
     *
     * @return for each the time to a table without it, as a share of the limit; the table is looked at some ten times a
     *     second
     */
    List<Double> run(int deaths) {
        List<Responder> servers = new ArrayList<>();
        try (WorkDirectory files = new WorkDirectory("deaths");
                TestNetwork network = TestNetwork.create()) {
            TestHost farm = network.host("farm", "10.77.0.10/24");
            farm.run("ip", "route", "add", "local", "10.80.0.0/16", "dev", "lo");
            TestHost host = network.host("director", "10.77.0.1/24");
            host.run("ip", "route", "add", "10.80.0.0/16", "via", "10.77.0.10");
            for (int i = 1; i <= deaths; i++) {
                Responder server =
                        new TcpResponder(farm, new InetSocketAddress("10.80.0." + i, 80), "", TcpResponder.SILENT);
                server.open();
                servers.add(server);
            }
            try (Director director = kind.create(host, files.write("deaths.conf", configuration(deaths)))) {
                director.start();
                Await.until(
                        () -> deaths + " successes\n" + director.tail(),
                        START,
                        () -> director.log().stream()
                                        .filter(line -> line.text().contains(" success"))
                                        .count()
                                >= deaths);
                return kill(servers, host);
            }
        } finally {
            servers.forEach(Responder::close);
        }
    }

    private static List<Double> kill(List<Responder> servers, TestHost director) {
        long[] died = new long[servers.size()];
        List<Double> shares = new ArrayList<>();
        Set<Integer> gone = new HashSet<>();
        long begin = System.nanoTime();
        int next = 0;
        while (gone.size() < servers.size()) {
            if (next < servers.size() && System.nanoTime() - begin >= next * BETWEEN.toNanos()) {
                servers.get(next).close();
                died[next++] = System.nanoTime();
            }
            Set<String> there = director.run("ipvsadm", "-Ln")
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("-> 10."))
                    .map(line -> line.split("\\s+", -1)[1])
                    .collect(Collectors.toSet());
            long now = System.nanoTime();
            for (int i = 0; i < next; i++) {
                if (!there.contains("10.80.0." + (i + 1) + ":80") && gone.add(i)) {
                    shares.add((double) (now - died[i]) / LIMIT.toNanos());
                }
            }
            if (now - begin > START.toNanos() * 2) {
                throw new IllegalStateException("still in the table: " + there);
            }
            LockSupport.parkNanos(20_000_000);
        }
        return shares;
    }

    private static String configuration(int servers) {
        StringBuilder text = new StringBuilder("""
            virtual_server 10.9.0.1 80 {
                delay_loop 2
                retry 1
                delay_before_retry 1
                lvs_sched rr
                lvs_method NAT
                protocol TCP
            """);
        for (int i = 1; i <= servers; i++) {
            text.append("real_server 10.80.0.%d 80 {\nTCP_CHECK {\n}\n}\n".formatted(i));
        }
        return text.append("}\n").toString();
    }
}
