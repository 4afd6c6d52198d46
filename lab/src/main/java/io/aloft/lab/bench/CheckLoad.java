package io.aloft.lab.bench;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.node.ServerProgram;
import io.aloft.lab.node.WebServer;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.WorkDirectory;
import java.time.Duration;
import java.util.List;

/**
 * Many real servers that are checked at one pace. They are addresses of one host, behind all of which one nginx answers.
 *
 * @param servers how many real servers, 100 for each virtual server
 * @param every {@code delay_loop}
 */
record CheckLoad(Type type, int servers, Duration every) {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int PER_SERVICE = 100;

    /** What a director does for years is measured, not how its code becomes quick. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    /** Which check. */
    enum Type {
        TCP_CHECK("TCP_CHECK {\n}"),
        HTTP_GET("HTTP_GET {\nurl {\npath /\nstatus_code 200\n}\n}");

        private final String text;

        Type(String text) {
            this.text = text;
        }
    }

    /**
     * What one director did.
     *
     * @param perSecond checks that arrived
     * @param microsEach processor time of the director for each, µs
     * @param readySeconds from its start to a check of every server, at which moment the table is complete too
     */
    record Result(double perSecond, double microsEach, double readySeconds) {}

    /** Runs one director for a while when every server has been checked once. */
    Result run(DirectorKind kind, Duration length) {
        try (WorkDirectory files = new WorkDirectory("load");
                TestNetwork network = TestNetwork.create()) {
            TestHost farm = network.host("farm", "10.77.0.10/24");
            farm.run("ip", "route", "add", "local", "10.80.0.0/16", "dev", "lo");
            TestHost host = network.host("director", "10.77.0.1/24");
            host.run("ip", "route", "add", "10.80.0.0/16", "via", "10.77.0.10");
            try (ServerProgram nginx = new ServerProgram(ServerProgram.Kind.NGINX, farm);
                    Director director = kind.create(host, files.write("load.conf", configuration()))) {
                nginx.start(WebServer.configuration(nginx.directory(), "listen 80 backlog=4096;\nreturn 200 hello;")
                        .replace("worker_connections 64", "worker_connections 4096"));
                return measure(director, farm, length);
            }
        }
    }

    private Result measure(Director director, TestHost farm, Duration length) {
        long begin = System.nanoTime();
        long none = accepted(farm);
        director.startQuietly();
        Await.until(
                () -> servers + " checks, there were " + (accepted(farm) - none) + "\n" + director.tail(),
                LIMIT,
                () -> accepted(farm) - none >= servers);
        double ready = (System.nanoTime() - begin) / 1e9;
        LoadBench.pause(WARM_UP);
        double cpuBefore = CpuTime.seconds(director);
        long acceptedBefore = accepted(farm);
        long before = System.nanoTime();
        LoadBench.pause(length);
        double seconds = (System.nanoTime() - before) / 1e9;
        double checks = accepted(farm) - acceptedBefore;
        return new Result(checks / seconds, (CpuTime.seconds(director) - cpuBefore) / checks * 1e6, ready);
    }

    /** Connections that the host's TCP has accepted (RFC 1213 tcpPassiveOpens). */
    private static long accepted(TestHost farm) {
        List<String[]> tcp = farm.run("cat", "/proc/net/snmp")
                .lines()
                .filter(line -> line.startsWith("Tcp:"))
                .map(line -> line.split(" ", -1))
                .toList();
        int column = List.of(tcp.getFirst()).indexOf("PassiveOpens");
        return Long.parseLong(tcp.getLast()[column]);
    }

    private String configuration() {
        StringBuilder text = new StringBuilder();
        for (int service = 0; service < servers / PER_SERVICE; service++) {
            text.append("""
                virtual_server 10.9.0.%d 80 {
                    delay_loop %d
                    warmup %d
                    connect_timeout 20
                    retry 3
                    lvs_sched rr
                    lvs_method NAT
                    protocol TCP
                """.formatted(service + 1, every.toSeconds(), every.toSeconds()));
            for (int server = 1; server <= PER_SERVICE; server++) {
                text.append("real_server 10.80.%d.%d 80 {\n%s\n}\n".formatted(service, server, type.text));
            }
            text.append("}\n");
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "%,d real servers, %s every %d s".formatted(servers, type, every.toSeconds());
    }
}
