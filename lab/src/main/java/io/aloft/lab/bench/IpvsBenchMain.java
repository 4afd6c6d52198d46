package io.aloft.lab.bench;

import io.aloft.ipvs.IpvsClient;
import io.aloft.ipvs.IpvsCommand;
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
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Fills the table of the kernel below it, which must be empty; this is the program inside the kernel. */
public final class IpvsBenchMain {
    private static final int[] SERVICES = {1_000, 10_000};
    private static final int DESTINATIONS = 4;
    private static final int TCP = 6;
    private static final int PORTS = 100;

    /** 10.20.0.0 and 10.100.0.0, from which addresses are counted up. */
    private static final int VIRTUAL = 0x0a140000;

    private static final int REAL = 0x0a640000;
    private static final long LOOK_NANOS = 5_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final IpvsClient client;
    private final WorkDirectory files;
    private final IpvsTable table;

    private IpvsBenchMain(IpvsClient client, WorkDirectory files, int services) {
        this.client = client;
        this.files = files;
        this.table = table(services);
    }

    /** No arguments. */
    public static void main(String[] arguments) throws Exception {
        try (IpvsClient client = GenlIpvsClient.open();
                WorkDirectory files = new WorkDirectory("ipvs-bench")) {
            for (int services : SERVICES) {
                System.out.printf("%,d services x %d destinations%n", services, DESTINATIONS);
                new IpvsBenchMain(client, files, services).run();
            }
        }
    }

    private void run() throws IpvsUnavailableException {
        double first = ours();
        double again = ours();
        double readBack = readBack();
        double restored = ipvsadm();
        Keepalived keepalived = keepalived();
        figure("client, in a process that has just started", first);
        figure("client, again", again);
        figure("client, reading the table back", readBack);
        figure("ipvsadm -R, whole process", restored);
        figure("keepalived, from its start", keepalived.whole());
        figure("keepalived, from its first entry", keepalived.programming());
        System.out.printf("  client to ipvsadm -R: %.2f%n", first / restored);
        System.out.printf("  client to keepalived from its first entry: %.2f%n", first / keepalived.programming());
        System.out.printf("  client to keepalived from its start: %.2f%n", first / keepalived.whole());
    }

    private static void figure(String name, double millis) {
        System.out.printf("  %-44s %10.0f ms%n", name, millis);
    }

    private double ours() throws IpvsUnavailableException {
        empty();
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
        empty();
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

    /**
     * What keepalived took.
     *
     * @param whole from its start until the table was complete, in milliseconds
     * @param programming from the first service in the table on
     */
    private record Keepalived(double whole, double programming) {}

    private Keepalived keepalived() throws IpvsUnavailableException {
        empty();
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
        // The child first: it would take its services out of the table on the parent's end.
        for (ProcessHandle process : program.family().reversed()) {
            Signal.KILL.sendTo(process.pid());
        }
        program.awaitEnd(LIMIT);
        return new Keepalived(whole, programming);
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

    private void empty() throws IpvsUnavailableException {
        client.execute(List.of(new IpvsCommand.Flush()));
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
