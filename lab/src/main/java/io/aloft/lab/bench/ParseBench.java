package io.aloft.lab.bench;

import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadOptions;
import io.aloft.config.LoadResult;
import io.aloft.config.host.LiveHostFacts;
import io.aloft.lab.node.AloftDirector;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.WorkDirectory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How long a large configuration takes to be read: by {@code -t} from the start of the process, and again in one JVM. */
final class ParseBench {
    private static final int[] VIRTUAL_SERVERS = {1_000, 10_000, 50_000};
    private static final int REAL_SERVERS = 4;
    private static final int ROUNDS = 7;
    private static final int LOADS = 10;

    /** A word behind the last block that neither knows: only who has read all of the file complains. */
    private static final String BEHIND_THE_END = "no_such_keyword\n";

    private static final int UNKNOWN_KEYWORD = 5;
    private static final double MEBI = 1 << 20;

    /** One program that tests a configuration, and what its runs took. */
    private static final class Program {
        private final List<String> command;
        private final List<Double> wall = new ArrayList<>();
        private final List<Double> cpu = new ArrayList<>();
        private final List<Double> peak = new ArrayList<>();

        Program(List<String> command) {
            this.command = command;
        }

        int run(Path file) {
            // The system's own account of a process that has ended: CPU seconds of user and system, peak memory in KiB.
            List<String> argv = Stream.of(
                            List.of("/usr/bin/time", "-q", "-f", "%U %S %M", "env", "ALOFT_BUILD=never"),
                            command,
                            List.of("-t", "-f", file.toString()))
                    .flatMap(List::stream)
                    .toList();
            long start = System.nanoTime();
            Command.Result result = Command.attempt(argv);
            wall.add((System.nanoTime() - start) / 1e6);
            String[] account = result.output()
                    .lines()
                    .reduce((first, second) -> second)
                    .orElse("")
                    .split(" ", -1);
            cpu.add((Double.parseDouble(account[0]) + Double.parseDouble(account[1])) * 1e3);
            peak.add(Double.parseDouble(account[2]) / 1024);
            return result.status();
        }

        /** Forgets the runs so far: the first ones fill the caches of the system. */
        void forget() {
            wall.clear();
            cpu.clear();
            peak.clear();
        }

        void print(String name) {
            print(new Figures(name + " -t, wall, ms", wall));
            print(new Figures(name + " -t, CPU, ms", cpu));
            print(new Figures(name + " -t, peak memory, MB", peak));
        }

        private static void print(Figures figures) {
            System.out.println("  " + figures);
        }
    }

    private ParseBench() {}

    static void run() {
        try (WorkDirectory files = new WorkDirectory("parse")) {
            for (int count : VIRTUAL_SERVERS) {
                String text = configuration(count);
                System.out.println(count + " virtual servers of " + REAL_SERVERS + " real servers, "
                        + text.lines().count() + " lines");
                Path file = files.write(count + ".conf", text);
                cold(file, files.write("more.conf", text + BEHIND_THE_END));
                warm(file);
            }
        }
    }

    private static void cold(Path file, Path withMistake) {
        Program aloft = new Program(AloftDirector.command());
        Program keepalived = new Program(List.of("keepalived"));
        for (Program program : List.of(aloft, keepalived)) {
            require(program, withMistake, UNKNOWN_KEYWORD);
            require(program, file, 0);
            program.forget();
        }
        // In turn, as the speed of the machine may change meanwhile.
        for (int round = 0; round < ROUNDS; round++) {
            aloft.run(file);
            keepalived.run(file);
        }
        aloft.print("aloft");
        keepalived.print("keepalived");
        Program.print(ratio("ratio, wall", aloft.wall, keepalived.wall));
        Program.print(ratio("ratio, CPU", aloft.cpu, keepalived.cpu));
        Program.print(ratio("ratio, peak memory", aloft.peak, keepalived.peak));
    }

    private static void require(Program program, Path file, int status) {
        int actual = program.run(file);
        if (actual != status) {
            throw new IllegalStateException(program.command + " -t ended with status " + actual + " and not " + status
                    + ", so it has not read the file to its end");
        }
    }

    /** Each run beside the other program's next one. */
    private static Figures ratio(String name, List<Double> aloft, List<Double> keepalived) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < aloft.size(); i++) {
            ratios.add(aloft.get(i) / keepalived.get(i));
        }
        return new Figures(name, ratios);
    }

    private static void warm(Path file) {
        LiveHostFacts host = new LiveHostFacts();
        LoadOptions options = LoadOptions.forHost(host).forTest().withoutOrigins();
        List<Double> times = new ArrayList<>();
        long before = heap();
        LoadResult result = ConfigLoader.load(file, options, host);
        long after = heap();
        Reference.reachabilityFence(result);
        for (int load = 0; load < LOADS; load++) {
            long start = System.nanoTime();
            ConfigLoader.load(file, options, host);
            times.add((System.nanoTime() - start) / 1e6);
        }
        Program.print(new Figures("aloft, load in a warm JVM, ms", times));
        Program.print(new Figures("aloft, heap of the image, MB", List.of((after - before) / MEBI)));
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String configuration(int virtualServers) {
        StringBuilder text = new StringBuilder();
        for (int service = 0; service < virtualServers; service++) {
            String low = service / 250 % 250 + "." + (service % 250 + 1);
            text.append("virtual_server 10.")
                    .append(1 + service / 62_500)
                    .append('.')
                    .append(low)
                    .append("""
                     80 {
                        delay_loop 6
                        lb_algo wlc
                        lb_kind NAT
                        protocol TCP
                    """);
            for (int server = 0; server < REAL_SERVERS; server++) {
                text.append("\n    real_server 172.")
                        .append(16 + server)
                        .append('.')
                        .append(low)
                        .append("""
                         8080 {
                                weight 1
                                HTTP_GET {
                                    url {
                                        path /health
                                        status_code 200
                                    }
                                    connect_timeout 3
                                    retry 3
                                    delay_before_retry 1
                                }
                            }
                        """);
            }
            text.append("}\n");
        }
        return text.toString();
    }
}
