package io.aloft.lab.bench;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsOutcome;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.IpvsUnavailableException;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.genl.GenlIpvsClient;
import io.aloft.ipvs.plan.IpvsDiff;
import io.aloft.ipvs.plan.TableComparison;
import io.aloft.lab.process.Checkout;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.Program;
import io.aloft.lab.process.Signal;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Fills the table of the kernel below it; this is the program inside the kernel. Every program starts in a network namespace
 * of its own: the kernel remembers for a minute which destinations are gone, and searches all of them before it adds one.
 */
public final class IpvsBenchMain {
    private static final int[] SERVICES = {1_000, 10_000};
    private static final int ROUNDS = 3;
    private static final int DESTINATIONS = 4;
    private static final int TCP = 6;
    private static final int PORTS = 100;

    /** 10.20.0.0 and 10.100.0.0, from which addresses are counted up. */
    private static final int VIRTUAL = 0x0a140000;

    private static final int REAL = 0x0a640000;
    private static final long LOOK_NANOS = 5_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Who fills the table. */
    private enum Filler {
        CLIENT,
        IPVSADM,
        KEEPALIVED
    }

    private final IpvsClient client;
    private final WorkDirectory files;
    private final IpvsTable table;

    private IpvsBenchMain(IpvsClient client, WorkDirectory files, int services) {
        this.client = client;
        this.files = files;
        this.table = table(services);
    }

    /** Arguments: a filler and how many services, for one run in this namespace; or none for all runs. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            for (int services : SERVICES) {
                compare(services);
            }
            return;
        }
        // Without any local address the kernel takes no address for one that a destination may have.
        Command.run("ip", "link", "set", "lo", "up");
        try (IpvsClient client = GenlIpvsClient.open();
                WorkDirectory files = new WorkDirectory("ipvs-bench")) {
            var bench = new IpvsBenchMain(client, files, Integer.parseInt(arguments[1]));
            List<Double> figures = switch (Filler.valueOf(arguments[0])) {
                case CLIENT -> List.of(bench.ours(), bench.readBack());
                case IPVSADM -> List.of(bench.ipvsadm());
                case KEEPALIVED -> bench.keepalived();
            };
            figures.forEach(System.out::println);
        }
    }

    private static void compare(int services) {
        System.out.printf("%,d services x %d destinations, milliseconds%n", services, DESTINATIONS);
        var runs = new EnumMap<Filler, List<List<Double>>>(Filler.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Filler filler : Filler.values()) {
                runs.computeIfAbsent(filler, _ -> new ArrayList<>()).add(run(filler, services));
            }
        }
        Figures ours = figures("client, cold", runs, Filler.CLIENT, 0);
        Figures readBack = figures("client, reading it back", runs, Filler.CLIENT, 1);
        Figures restored = figures("ipvsadm -R", runs, Filler.IPVSADM, 0);
        Figures whole = figures("keepalived from its start", runs, Filler.KEEPALIVED, 0);
        Figures programming = figures("keepalived from its first entry", runs, Filler.KEEPALIVED, 1);
        List.of(ours, readBack, restored, whole, programming).forEach(figures -> System.out.println("  " + figures));
        for (Figures theirs : List.of(restored, whole, programming)) {
            System.out.printf("  client to %s: %.2f%n", theirs.name(), ours.median() / theirs.median());
        }
    }

    private static Figures figures(String name, Map<Filler, List<List<Double>>> runs, Filler filler, int index) {
        List<List<Double>> all = runs.getOrDefault(filler, List.of());
        return new Figures(name, all.stream().map(run -> run.get(index)).toList());
    }

    private static List<Double> run(Filler filler, int services) {
        String output = Command.run(
                "unshare",
                "--net",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Checkout.file("packaging/launcher/jvm.options"),
                "-Daloft.home=" + Checkout.root(),
                "-cp",
                System.getProperty("java.class.path"),
                IpvsBenchMain.class.getName(),
                filler.name(),
                Integer.toString(services));
        return output.lines().map(Double::valueOf).toList();
    }

    private double ours() throws IpvsUnavailableException {
        long start = System.nanoTime();
        List<IpvsOutcome> outcomes = client.apply(IpvsDiff.between(IpvsTable.EMPTY, table));
        double millis = since(start);
        for (IpvsOutcome outcome : outcomes) {
            if (outcome.verdict() != IpvsOutcome.Verdict.DONE) {
                throw new IllegalStateException(outcome.toString());
            }
        }
        return millis;
    }

    private double readBack() throws IpvsUnavailableException {
        long start = System.nanoTime();
        IpvsTable read = client.table(_ -> true);
        double millis = since(start);
        requireComplete(read);
        return millis;
    }

    private double ipvsadm() throws IpvsUnavailableException {
        var rules = new StringBuilder();
        for (IpvsEntry entry : table.entries().values()) {
            String service = " -t " + endpoint(entry.service().key());
            rules.append("-A").append(service).append(" -s wlc\n");
            for (Endpoint destination : entry.destinations().keySet()) {
                rules.append("-a")
                        .append(service)
                        .append(" -r ")
                        .append(destination)
                        .append(" -m -w 1\n");
            }
        }
        Path file = files.write("rules", rules.toString());
        long start = System.nanoTime();
        int status = restore(file);
        double millis = since(start);
        if (status != 0) {
            throw new IllegalStateException("ipvsadm -R ended with status " + status);
        }
        requireComplete(client.table(_ -> true));
        return millis;
    }

    private static int restore(Path rules) {
        try {
            return new ProcessBuilder("ipvsadm", "-R")
                    .redirectInput(rules.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** From its start until the table was complete, and from the first service in the table on. */
    private List<Double> keepalived() throws IpvsUnavailableException {
        List<ServiceKey> keys = List.copyOf(table.entries().keySet());
        Path config = files.write("keepalived.conf", configuration());
        var argv = new ArrayList<String>(List.of("keepalived", "-n", "-C", "-f", config.toString()));
        for (String pidFile : List.of("-p", "-r", "-c", "-b")) {
            argv.add(pidFile);
            argv.add(files.file("keepalived" + pidFile + ".pid").toString());
        }
        long start = System.nanoTime();
        Program program = Program.start("keepalived", new ProcessBuilder(argv), _ -> {});
        await(program, keys.getFirst(), 0);
        long first = System.nanoTime();
        await(program, keys.getLast(), DESTINATIONS);
        double programming = since(first);
        double whole = since(start);
        requireComplete(client.table(_ -> true));
        // At its own end, or at that of the parent, the child would take every service out of the table one by one, and
        // at
        // the end of the child the parent would start another.
        program.signal(Signal.STOP);
        for (ProcessHandle process : program.family().reversed()) {
            Signal.KILL.sendTo(process.pid());
        }
        program.awaitEnd(LIMIT);
        return List.of(whole, programming);
    }

    /** Looks at one service every few milliseconds until it has its destinations; that costs keepalived next to nothing. */
    private void await(Program program, ServiceKey key, int destinations) throws IpvsUnavailableException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!client.service(key)
                .filter(service -> service.destinations().size() >= destinations)
                .isPresent()) {
            if (!program.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("keepalived does not fill the table\n" + program.tail());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void requireComplete(IpvsTable read) {
        if (!read.equals(table)) {
            throw new IllegalStateException("the table is not the one that was asked for: "
                    + read.entries().size()
                    + " services, the first difference: "
                    + TableComparison.between(table, read).getFirst());
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private String configuration() {
        var text = new StringBuilder();
        for (IpvsEntry entry : table.entries().values()) {
            text.append("virtual_server ").append(words(endpoint(entry.service().key())));
            text.append(" {\n  lvs_sched wlc\n  lvs_method NAT\n  protocol TCP\n");
            for (Endpoint destination : entry.destinations().keySet()) {
                text.append("  real_server ").append(words(destination)).append(" {\n    weight 1\n  }\n");
            }
            text.append("}\n");
        }
        return text.toString();
    }

    private static String words(Endpoint endpoint) {
        return endpoint.address() + " " + endpoint.port();
    }

    private static Endpoint endpoint(ServiceKey key) {
        return ((ServiceKey.ByAddress) key).endpoint();
    }

    private static IpvsTable table(int services) {
        var entries = new ArrayList<IpvsEntry>();
        for (int i = 0; i < services; i++) {
            var key = new ServiceKey.ByAddress(TCP, new Endpoint(address(VIRTUAL, i / PORTS), 1 + i % PORTS));
            var attributes = new IpvsService.Attributes("wlc", 0, 0, IpvsService.hostMask(key.family()));
            var destinations = new ArrayList<IpvsDestination>();
            for (int j = 0; j < DESTINATIONS; j++) {
                destinations.add(new IpvsDestination(
                        new Endpoint(address(REAL, i * DESTINATIONS + j), 80),
                        new IpvsDestination.Attributes(IpvsDestination.MASQUERADE, 1, 0, 0)));
            }
            entries.add(IpvsEntry.of(new IpvsService(key, attributes), destinations));
        }
        return IpvsTable.of(entries);
    }

    private static IpAddress address(int network, int number) {
        return IpAddress.ofIpv4(network + 1 + number);
    }
}
