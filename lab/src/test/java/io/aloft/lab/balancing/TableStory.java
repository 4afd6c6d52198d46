package io.aloft.lab.balancing;

import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.kernel.KernelStatus;
import io.aloft.checkers.kernel.MarkFilter;
import io.aloft.checkers.kernel.SyncDaemonKeeper;
import io.aloft.checkers.misc.ProgramRunner;
import io.aloft.checkers.runtime.HealthService;
import io.aloft.config.ConfigLoader;
import io.aloft.config.LoadOptions;
import io.aloft.config.LoadResult;
import io.aloft.config.host.LiveHostFacts;
import io.aloft.ipvs.genl.GenlIpvsClient;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.Command;
import io.aloft.model.ConfigImage;
import io.aloft.model.script.ScriptCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What befalls the kernel's table; this is the program inside the kernel. What was seen is judged outside. */
public final class TableStory {

    /** Everything is slow on one processor of a kernel in a process; a comparison takes half a minute. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String FOREIGN = "-A -t 10.9.9.9:99 -s rr";

    /** The virtual servers that most scenes have. */
    private static final String WEB = virtual("10.9.9.9 80", "wrr", "");

    private final Path directory;
    private final List<String> seen = new ArrayList<>();

    private TableStory(Path directory) {
        this.directory = directory;
    }

    /** The scenes, in the order in which they are played. */
    enum Scene {
        LEFT_OVERS(TableStory::leftOvers),
        FLUSH_AT_START(story -> story.startAndStop("lvs_flush")),
        FLUSH_ON_STOP(story -> story.startAndStop("lvs_flush_on_stop")),
        FLUSH_OWN_ON_STOP(story -> story.startAndStop("lvs_flush_on_stop VS")),
        KEPT(TableStory::kept),
        SHARED(TableStory::shared),
        EVERYTHING(TableStory::everything),
        MEDDLED(TableStory::meddled),
        EMPTIED(TableStory::emptied),
        MISSING_SCHEDULER(TableStory::missingScheduler),
        TIMEOUTS(TableStory::timeouts),
        SYNC_DAEMONS(TableStory::syncDaemons),
        MANY(TableStory::many);

        private final Consumer<TableStory> play;

        Scene(Consumer<TableStory> play) {
            this.play = play;
        }

        /** The file in which what was seen is found afterwards. */
        Path file(Path results) {
            return results.resolve(this + ".txt");
        }
    }

    /** Argument: the directory for the results. */
    public static void main(String[] arguments) throws IOException {
        Path results = Path.of(arguments[0]);
        Command.run("ip", "link", "add", "va", "type", "veth", "peer", "name", "vb");
        Command.run("ip", "addr", "add", "10.1.1.1/24", "dev", "va");
        Command.run("ip", "link", "set", "va", "up");
        Command.run("ip", "link", "set", "vb", "up");
        for (Scene scene : Scene.values()) {
            System.out.println(scene);
            var story = new TableStory(results);
            Command.run("ipvsadm", "-C");
            scene.play.accept(story);
            Files.write(scene.file(results), story.seen);
            story.seen.forEach(line -> System.out.println("  " + line));
        }
        System.exit(0);
    }

    private void leftOvers() {
        ipvsadm("-A -t 10.9.9.9:80 -s rr -p 50");
        ipvsadm("-a -t 10.9.9.9:80 -r 10.1.1.11:80 -g -w 7");
        ipvsadm("-a -t 10.9.9.9:80 -r 10.1.1.66:80 -m");
        startAndStop("");
    }

    private void startAndStop(String globals) {
        ipvsadm(FOREIGN);
        try (HealthService service = start(globals, WEB)) {
            awaitTable("10.1.1.12:80 -m -w 2");
            look("started");
            service.close();
        }
        look("stopped");
    }

    private void kept() {
        HealthService service = start("", WEB);
        awaitTable("10.1.1.12:80");
        service.closeKeepingServices();
        look("stopped");
    }

    private void shared() {
        String group = "virtual_server_group web {\n10.9.9.8-10.9.9.9 80\nfwmark 7\n}\n";
        try (HealthService service = start("", group + WEB + virtual("group web", "wrr", ""))) {
            awaitTable("-f 7 -r 10.1.1.12");
            look("started");
            service.close();
        }
        look("stopped");
    }

    private void everything() {
        String config = virtual("10.9.9.9 0", "sh\nsh-port\nsh-fallback", "persistence_granularity 255.255.255.0\n")
                + virtual("10.9.9.9 53", "rr\nops", "protocol UDP\n")
                + virtual("10.9.9.9 5060", "rr", "protocol UDP\npersistence_timeout 60\npersistence_engine sip\n")
                + virtual("10.9.9.9 132", "wlc\nflag-1\nflag-3", "protocol SCTP\n")
                + """
                virtual_server fd00::9 443 {
                    lvs_sched mh
                    lvs_method DR
                    protocol TCP
                    persistence_timeout 120
                    persistence_granularity 64
                    real_server fd00:1::11 443 {
                        uthreshold 100
                        lthreshold 80
                    }
                    real_server 10.1.1.13 443 { lvs_method TUN type gue port 6080 csum }
                    real_server 10.1.1.14 443 { lvs_method TUN type gre nocsum }
                    real_server 10.1.1.15 443 { lvs_method TUN type gue port 6081 remcsum }
                    real_server 10.1.1.16 443 { lvs_method TUN }
                }
                virtual_server fwmark 7 {
                    ip_family inet6
                    lvs_sched lblc
                    lvs_method DR
                    real_server fd00:1::11 { weight 3 }
                }
                """;
        try (HealthService service = start("", config)) {
            awaitTable("-f 7 -6 -r [fd00:1::11]:0");
            look("started");
            for (String line :
                    Command.run("ipvsadm", "-Ln", "--thresholds").lines().toList()) {
                if (line.contains("100 ")) {
                    see(line.strip().replaceAll("\\s+", " "));
                }
            }
            // Everything that the kernel lists has been compared by then: it must be what was asked for.
            pause(Duration.ofSeconds(33));
            see("changes of others: " + service.kernelStatus().foreignChanges());
        }
    }

    private void meddled() {
        ipvsadm(FOREIGN);
        try (HealthService service = start("", WEB + virtual("10.9.9.9 81", "rr", ""))) {
            awaitTable("10.9.9.9:81 -r 10.1.1.12:80");
            ipvsadm("-E -t 10.9.9.9:80 -s lc");
            ipvsadm("-e -t 10.9.9.9:80 -r 10.1.1.11:80 -m -w 9");
            ipvsadm("-d -t 10.9.9.9:80 -r 10.1.1.12:80");
            ipvsadm("-a -t 10.9.9.9:80 -r 10.1.1.66:80 -m");
            ipvsadm("-D -t 10.9.9.9:81");
            ipvsadm("-a -t 10.9.9.9:99 -r 10.1.1.66:80 -m -w 5");
            awaitTable("10.9.9.9:81 -r 10.1.1.12:80", "10.9.9.9:80 -r 10.1.1.12:80");
            look("put right");
            see("changes of others: " + service.kernelStatus().foreignChanges());
        }
    }

    private void emptied() {
        try (HealthService service = start("", WEB)) {
            awaitTable("10.1.1.12:80");
            ipvsadm("-C");
            ipvsadm(FOREIGN);
            awaitTable("10.1.1.12:80");
            look("put right");
            see("degraded: " + service.kernelStatus().degraded());
        }
    }

    private void missingScheduler() {
        try (HealthService service = start("", WEB + virtual("10.9.9.9 81", "twos", ""))) {
            awaitTable("10.1.1.12:80");
            Await.until("a refusal", LIMIT, () -> service.kernelStatus().refusedServices() > 0);
            KernelStatus status = service.kernelStatus();
            see("degraded: " + status.degraded());
            status.refused().forEach(refused -> see(refused.service() + ": " + refused.reason()));
            look("started");
        }
    }

    private void timeouts() {
        Command.run("ipvsadm", "--set", "901", "121", "301");
        try (HealthService service = start("lvs_timeouts tcp 500 udp 61", WEB)) {
            awaitTable("10.1.1.12:80");
            see(Command.run("ipvsadm", "-L", "--timeout"));
            service.close();
        }
        see(Command.run("ipvsadm", "-L", "--timeout"));
    }

    private void syncDaemons() {
        try (SyncDaemonKeeper keeper = new SyncDaemonKeeper(GenlIpvsClient::open)) {
            keeper.configure(image("lvs_sync_daemon va id 9 maxlen 1400 group 224.0.0.99 port 9999 ttl 3", WEB), true);
            awaitDaemons(2);
            String instance = """
                vrrp_instance VI {
                    interface va
                    virtual_router_id 51
                    virtual_ipaddress { 10.9.9.9 }
                }
                """;
            keeper.configure(image("lvs_sync_daemon va inst VI", instance), true);
            awaitDaemons(0);
            for (boolean master : new boolean[] {false, true, false, true}) {
                keeper.instanceChanged("VI", master);
                awaitDaemon(master ? "master" : "backup");
            }
        }
        awaitDaemons(0);
        see("end");
    }

    private void awaitDaemon(String role) {
        Await.until(
                () -> role + "; there are " + daemons(),
                LIMIT,
                () -> daemons().size() == 1 && daemons().getFirst().startsWith(role));
        daemons().forEach(this::see);
    }

    private void awaitDaemons(int count) {
        Await.until(
                () -> count + " daemons; there are " + daemons(),
                LIMIT,
                () -> daemons().size() == count);
        daemons().forEach(this::see);
    }

    private static List<String> daemons() {
        return Command.run("ipvsadm", "-L", "--daemon")
                .lines()
                .filter(line -> line.contains("sync daemon"))
                .toList();
    }

    /** A start with a large table; how long it takes is printed and not judged. */
    private void many() {
        String config = IntStream.rangeClosed(1, 1000)
                .mapToObj(port -> virtual("10.9.9.9 " + port, "rr", ""))
                .collect(Collectors.joining());
        long begin = System.nanoTime();
        try (HealthService service = start("", config)) {
            Await.until("1000 services", LIMIT, () -> table().size() == 3000);
            see("services: "
                    + table().stream().filter(line -> line.startsWith("-A")).count());
            System.out.println("started within " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            begin = System.nanoTime();
            service.close();
            System.out.println("stopped within " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        }
        look("stopped");
    }

    /** Two real servers by NAT, of which the first has weight 2 as well as the second. */
    private static String virtual(String key, String scheduler, String more) {
        String protocol = more.contains("protocol") ? "" : "protocol TCP\n";
        return "virtual_server " + key + " {\nlvs_sched " + scheduler + "\nlvs_method NAT\n" + protocol + more
                + "real_server 10.1.1.11 80 {\nweight 2\n}\nreal_server 10.1.1.12 80 {\nweight 2\n}\n}\n";
    }

    private HealthService start(String globals, String config) {
        var service = new HealthService(
                image(globals, config), GenlIpvsClient::open, MarkFilter::nftables, TableStory::noPrograms, _ -> {});
        service.start();
        return service;
    }

    private static ProgramRunner.ProgramRun noPrograms(
            ScriptCommand command, Duration timeout, Consumer<CheckResult> report) {
        throw new IllegalStateException("no scene has a MISC_CHECK: " + command);
    }

    private ConfigImage image(String globals, String config) {
        try {
            Path file = directory.resolve("story.conf");
            Files.writeString(file, "global_defs {\n" + globals + "\n}\n" + config);
            var facts = new LiveHostFacts();
            LoadResult loaded = ConfigLoader.load(file, LoadOptions.forHost(facts), facts);
            loaded.diagnostics().forEach(diagnostic -> System.out.println("  " + diagnostic));
            return Objects.requireNonNull(loaded.runnable());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ipvsadm(String options) {
        var argv = new ArrayList<>(List.of("ipvsadm"));
        argv.addAll(List.of(options.split(" ", -1)));
        Command.run(argv);
    }

    private void look(String moment) {
        see(moment + ":");
        table().forEach(this::see);
    }

    private void see(String line) {
        seen.add(line);
    }

    private static List<String> table() {
        return Command.run("ipvsadm", "-Sn").lines().map(String::strip).toList();
    }

    /** Waits until each of these stands in some line of the table. */
    private static void awaitTable(String... parts) {
        Await.until(
                () -> List.of(parts) + "; the table is " + table(),
                LIMIT,
                () -> IntStream.range(0, parts.length)
                        .allMatch(i -> table().stream().anyMatch(line -> line.contains(parts[i]))));
    }

    private static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        Await.until("time to pass", LIMIT, () -> System.nanoTime() - end > 0);
    }
}
