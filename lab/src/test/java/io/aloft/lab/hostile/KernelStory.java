package io.aloft.lab.hostile;

import io.aloft.daemon.http.ControlClient;
import io.aloft.daemon.http.SocketPath;
import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.AloftDirector;
import io.aloft.lab.node.TcpResponder;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A daemon whose kernel loses IPVS and gets it back; this is the program inside the kernel. What was seen is judged outside. */
public final class KernelStory {

    /** Everything is slow on one processor of a kernel in a process; a retry may be half a minute away. */
    private static final Duration LIMIT = Duration.ofSeconds(80);

    private static final Path MODULES = Path.of("/run/loadable");
    private static final int MANY = 200;

    private final Path results;
    private final TestHost host;
    private final WorkDirectory files;
    private final AloftDirector aloft;
    private final TcpResponder server;

    private KernelStory(Path results, TestNetwork network, WorkDirectory files) {
        this.results = results;
        this.files = files;
        this.host = network.host("lb", "10.77.0.1/24", "10.9.9.9/32");
        TestHost farm = network.host("rs", "10.77.0.2/24");
        farm.run("ip", "route", "add", "10.9.9.9", "via", "10.77.0.1");
        this.server = new TcpResponder(farm, new InetSocketAddress("10.77.0.2", 80), "", TcpResponder.SILENT);
        this.aloft = new AloftDirector(host, write(0), line -> System.out.println("  " + line.text()));
    }

    /** What is written down, each in a file of its own. */
    enum Chapter {
        WITHOUT_MODULE,
        MODULE_LOADED,
        SCHEDULER_LOADED,
        STATUS,
        TRAFFIC,
        MANY_MORE,
        MANY_LESS,
        MODULE_GONE,
        MODULE_BACK,
        LOG;

        /** The file in which it is found afterwards. */
        Path file(Path results) {
            return results.resolve(this + ".txt");
        }
    }

    /** Argument: the directory for the results. */
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(MODULES.resolve("lib/modules"));
        String release = Command.run("uname", "-r");
        Files.createSymbolicLink(MODULES.resolve("lib/modules/" + release), Path.of("/usr/lib/uml/modules", release));
        try (var files = new WorkDirectory("story");
                var network = TestNetwork.create()) {
            new KernelStory(Path.of(arguments[0]), network, files).play();
        }
        System.exit(0);
    }

    private void play() {
        server.open();
        unload();
        aloft.start();
        aloft.await("Can't initialize ipvs", LIMIT);
        aloft.await("TCP connection to \\[10\\.77\\.0\\.2\\]:tcp:80 success", LIMIT);
        note(Chapter.WITHOUT_MODULE, List.of(Command.attempt("ipvsadm", "-Sn").output()));
        load("ip_vs", "ip_vs_rr");
        awaitTable("10.9.9.9:80 -r 10.77.0.2:80");
        aloft.await("error: Scheduler or persistence engine not found", LIMIT);
        note(Chapter.MODULE_LOADED, table());
        load("ip_vs_lc");
        awaitTable("10.9.9.9:82 -r 10.77.0.2:80");
        note(Chapter.SCHEDULER_LOADED, table());
        note(Chapter.STATUS, status().lines().toList());
        reloads();
        goneAndBack();
        aloft.stopGently();
        int status = aloft.awaitStopped(LIMIT);
        List<String> log =
                new ArrayList<>(aloft.log().stream().map(line -> line.text()).toList());
        log.add("exit status " + status + ", table " + table());
        note(Chapter.LOG, log);
        server.close();
    }

    /** A client connects, and what the kernel has counted must outlive reloads that concern other services. */
    private void reloads() {
        List<String> none = counted();
        host.run("timeout", "20", "bash", "-c", "exec 3<>/dev/tcp/10.9.9.9/80");
        // The kernel adds its counters up every two seconds.
        Await.until(
                () -> "a connection, not " + counted(), LIMIT, () -> !counted().equals(none));
        note(Chapter.TRAFFIC, counted());
        write(MANY);
        aloft.reload();
        aloft.await("Reload complete", LIMIT);
        awaitTable("10.9.9.9:" + (1000 + MANY) + " -r 10.77.0.2:80");
        List<String> more = new ArrayList<>(counted());
        more.add("services " + services());
        note(Chapter.MANY_MORE, more);
        write(0);
        aloft.reload();
        aloft.await("Reload complete", LIMIT);
        Await.until(() -> "2 services, not " + table(), LIMIT, () -> services() == 2);
        note(Chapter.MANY_LESS, counted());
    }

    /** The module goes with the table in it; a server that dies is the next that the kernel should be told. */
    private void goneAndBack() {
        ipvsadm("-C");
        unload();
        server.close();
        aloft.await("TCP_CHECK on service \\[10\\.77\\.0\\.2\\]:tcp:80 failed", LIMIT);
        aloft.await("Can't initialize ipvs", LIMIT);
        note(Chapter.MODULE_GONE, List.of(Command.attempt("ipvsadm", "-Sn").output()));
        server.open();
        aloft.await("TCP connection to \\[10\\.77\\.0\\.2\\]:tcp:80 success", LIMIT);
        load("ip_vs", "ip_vs_rr", "ip_vs_lc");
        awaitTable("10.9.9.9:80 -r 10.77.0.2:80");
        awaitTable("10.9.9.9:82 -r 10.77.0.2:80");
        note(Chapter.MODULE_BACK, table());
    }

    private Path write(int many) {
        StringBuilder text = new StringBuilder(virtualServer(80, "rr"))
                .append(virtualServer(81, "twos"))
                .append(virtualServer(82, "lc"));
        for (int i = 1; i <= many; i++) {
            text.append(virtualServer(1000 + i, "rr"));
        }
        return files.write("lb.conf", text.toString());
    }

    private static String virtualServer(int port, String scheduler) {
        return """
            virtual_server 10.9.9.9 %d {
                delay_loop 2
                delay_before_retry 1
                warmup 0
                lvs_sched %s
                lvs_method NAT
                protocol TCP
                real_server 10.77.0.2 80 {
                    TCP_CHECK {
                    }
                }
            }
            """.formatted(port, scheduler);
    }

    private static void load(String... modules) {
        for (String module : modules) {
            Command.run("modprobe", "-d", MODULES.toString(), module);
        }
    }

    private static void unload() {
        for (String module : loaded("ip_vs_")) {
            Command.run("rmmod", module);
        }
        Command.run("rmmod", "ip_vs");
    }

    private static List<String> loaded(String prefix) {
        try (var lines = Files.lines(Path.of("/proc/modules"))) {
            return lines.map(line -> line.split(" ", -1)[0])
                    .filter(name -> name.startsWith(prefix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String status() {
        try {
            return new ControlClient(SocketPath.of(aloft.pidFile()))
                    .get("/servers?format=text")
                    .content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ipvsadm(String... options) {
        List<String> argv = new ArrayList<>(List.of("ipvsadm"));
        argv.addAll(List.of(options));
        return host.run(argv.toArray(String[]::new));
    }

    private List<String> table() {
        return ipvsadm("-Sn").lines().map(String::strip).toList();
    }

    private long services() {
        return table().stream().filter(line -> line.startsWith("-A")).count();
    }

    /** What the kernel has counted for the first service: connections and packets in and out. */
    private List<String> counted() {
        Pattern service = Pattern.compile("^TCP +10\\.9\\.9\\.9:80 ");
        return ipvsadm("-Ln", "--stats")
                .lines()
                .filter(line -> service.matcher(line).find())
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    private void awaitTable(String part) {
        Await.until(
                () -> part + "; the table is " + table() + "\n" + aloft.tail(),
                LIMIT,
                () -> table().stream().anyMatch(line -> line.contains(part)));
    }

    private void note(Chapter chapter, List<String> lines) {
        System.out.println(chapter + " " + lines);
        try {
            Files.write(chapter.file(results), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
